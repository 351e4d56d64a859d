"""A SAMPLE of the census tables for the tests: invented numbers under real codes and names."""

from dataclasses import dataclass

from etl.figures.census_table import AGES, SECTIONS
from etl.sources import Source


@dataclass
class Row:
    """A unit of the sample; `making` is the share of manufacturing among the employed."""

    code: str
    name: str
    residents: object = 1000
    ages: tuple = (0.2, 0.7, 0.1)
    ratio: object = 0.5
    making: float = 0.25

    @property
    def employment(self):
        """Cells of the employment table: what is not manufacturing is agriculture."""
        rest = {"EMPL_INDU_AGHU": 1 - self.making, "EMPL_INDU_MANU": self.making}
        return [self.ratio, *(rest.get(section, 0) for section in SECTIONS)]


def write_census(folder, rows, tables=("population", "ages", "employment")):
    """Write tables with a byte order mark; give the sources that a registry would have."""
    cells = {
        "population": (["POPU"], lambda row: [row.residents]),
        "ages": (list(AGES), lambda row: list(row.ages)),
        "employment": (["EMPL_OCCU", *SECTIONS], lambda row: row.employment),
    }
    sources = {}
    for table in tables:
        columns, of = cells[table]
        lines = [["CODE", "NAME", *columns], *([row.code, row.name, *of(row)] for row in rows)]
        path = folder / f"{table}.csv"
        text = "".join(",".join(map(str, line)) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8-sig")
        sources[f"census-{table}"] = Source(
            f"census-{table}", f"census-{table}", table, path=path, optional=True
        )
    return sources
