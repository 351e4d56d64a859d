"""Sums of the census against what was announced, and what of each province is in no county."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.figures.census_table import RESIDENTS, CensusTable
from etl.figures.matching import Match
from etl.lists.cells import cells_of
from etl.lists.finding import Finding
from etl.lists.table import read_table
from geo.place import NATION_ADCODE, Gazetteer, Level, PlaceKey

FILE_NAME = "census2020_totals.csv"
COLUMNS = ("adcode", "name_zh", "residents", "document")


@dataclass(frozen=True, slots=True)
class Announced:
    """Residents as announced: of a province, or of the nation without its servicemen."""

    adcode: str
    name: str
    residents: int


def load_announced(folder: Path) -> list[Announced]:
    """Read the announced totals; that of the nation less the servicemen, who have no county.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(folder / FILE_NAME, COLUMNS)
    found: list[Announced] = []
    elsewhere = 0
    for cells in cells_of(table):
        cells.required("residents")
        residents = round(cells.number("residents") or 0)
        if adcode := cells.adcode("adcode"):
            found.append(Announced(adcode, cells.name("name_zh"), residents))
        else:
            elsewhere += residents
    return [_without(total, elsewhere) for total in found]


def _without(total: Announced, servicemen: int) -> Announced:
    if total.adcode != NATION_ADCODE:
        return total
    return Announced(total.adcode, total.name, total.residents - servicemen)


def total_findings(table: CensusTable, announced: Iterable[Announced]) -> Iterator[Finding]:
    """Provinces, and the nation, whose rows do not add up to the announced number."""
    for total in announced:
        digits = "" if total.adcode == NATION_ADCODE else total.adcode[:2]
        rows = (row for code, row in table.rows.items() if code.startswith(digits))
        found = sum(row.values[RESIDENTS] or 0 for row in rows)
        if found == total.residents:
            continue
        kind = "more" if found > total.residents else "fewer"
        message = (
            f"{total.adcode} {total.name}: the rows add up to {found:,.0f} residents, "
            f"{abs(found - total.residents):,.0f} {kind} than the announced {total.residents:,}"
        )
        yield Finding(table.source_id, None, "control-total", message)


def unmatched_findings(
    source_id: str, matches: Iterable[Match], gazetteer: Gazetteer
) -> Iterator[Finding]:
    """For each province the residents that are in no county-level figure, and their share."""
    counted: dict[str, float] = defaultdict(float)
    located: dict[str, float] = defaultdict(float)
    for match in matches:
        province = match.grounds[0].get(Level.PROVINCE, "")
        counted[province] += match.unit.weight
        located[province] += sum(p.residents or 0.0 for _, p in match.pieces(Level.COUNTY))
    for province, whole in sorted(counted.items()):
        missing = whole - located[province]
        if missing >= 1:
            message = (
                f"{_name(province, gazetteer)}: {missing:,.0f} of {whole:,.0f} residents "
                f"({missing / whole:.2%}) are in no county-level figure"
            )
            yield Finding(source_id, None, "not-in-counties", message, "note")


def _name(province: str, gazetteer: Gazetteer) -> str:
    key = PlaceKey(Level.PROVINCE, province)
    return f"{province} {gazetteer[key].name_zh}" if key in gazetteer else "no known province"
