"""The census of 2020: its units as they were counted, and what can be used of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.figures.census_table import (
    AGES,
    EMPLOYMENT_RATIO,
    MANUFACTURING,
    RESIDENTS,
    SECTIONS,
    CensusRow,
    CensusTable,
    read_census_table,
)
from etl.lists.finding import Finding
from etl.sources import CENSUS_KINDS, Source
from geo.errors import InvalidInput

YEAR = 2020
POPULATION, AGE, EMPLOYMENT = CENSUS_KINDS
TOLERANCE = 0.005
"""How far the shares of a row, printed with four decimals, may be from adding up to one."""
LEAST_EMPLOYMENT_RATIO = 0.1


@dataclass(frozen=True, slots=True)
class CensusUnit:
    """A unit of the census: a county-level unit of 2020, or a zone counted apart from them.

    Attributes
    ----------
    row
        In the table of residents, or in that of employment where only this one is loaded.
    residents
        Usual residents; None where the table says nothing or contradicts itself.
    weight
        Residents that the unit has at least: those printed, or the part of them that the shares
        of age account for where these do not add up. Only for saying how much a sum lacks.
    adult_share
        Residents of 15 years and more among all, 0..1.
    employment_ratio
        Employed persons among those of 16 years and more, 0..1 (long form, a sample).
    manufacturing_share
        Employed in manufacturing among the employed, 0..1 (long form, a sample).
    """

    code: str
    name: str
    row: int
    residents: float | None = None
    weight: float = 0.0
    adult_share: float | None = None
    employment_ratio: float | None = None
    manufacturing_share: float | None = None

    @property
    def employed(self) -> float | None:
        """Estimated persons: residents x share of 15 and more x employment ratio.

        The ratio is of those of 16 and more, whose number the tables do not give: the estimate is
        too high by those of exactly 15, about one per cent.
        """
        if self.residents is None or self.adult_share is None or self.employment_ratio is None:
            return None
        return self.residents * self.adult_share * self.employment_ratio

    @property
    def manufacturing_employed(self) -> float | None:
        """Estimated persons: employed x share of manufacturing."""
        if self.employed is None or self.manufacturing_share is None:
            return None
        return self.employed * self.manufacturing_share


@dataclass(frozen=True, slots=True)
class Census:
    """The tables that are loaded, by kind, their units and what is wrong with them."""

    tables: Mapping[str, CensusTable]
    units: tuple[CensusUnit, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def unit_source(self) -> str:
        """Id of the source whose rows the units are."""
        return _leading(self.tables).source_id


def read_census(sources: Mapping[str, Source]) -> Census:
    """Read what is loaded of the census.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.figures.census_table.read_census_table`; and if two sources are of one kind.
    """
    tables: dict[str, CensusTable] = {}
    for source in sources.values():
        if source.kind not in CENSUS_KINDS or source.is_left_out:
            continue
        if source.kind in tables:
            first = tables[source.kind].source_id
            raise InvalidInput(f"sources {first} and {source.id} are both of kind {source.kind}")
        tables[source.kind] = read_census_table(source)
    if POPULATION not in tables and EMPLOYMENT not in tables:
        return Census(tables, findings=tuple(_of_tables(tables)))
    units = [_unit(tables, code) for code in _leading(tables).rows]
    return Census(tables, tuple(units), (*_of_tables(tables), *_doubts(tables)))


def _leading(tables: Mapping[str, CensusTable]) -> CensusTable:
    return tables.get(POPULATION) or tables[EMPLOYMENT]


def _unit(tables: Mapping[str, CensusTable], code: str) -> CensusUnit:
    lead = _leading(tables).rows[code]
    rows = {kind: table.rows[code] for kind, table in tables.items() if code in table.rows}
    residents = _cell(rows.get(POPULATION), RESIDENTS)
    ages = rows[AGE].total(AGES) if AGE in rows else None
    employment = rows.get(EMPLOYMENT)
    is_usable = employment is not None and _employment_doubt(employment) is None
    return CensusUnit(
        code,
        lead.name,
        lead.row,
        residents=None if _is_off(ages) else residents,
        weight=(residents or 0.0) * (ages if ages is not None and _is_off(ages) else 1.0),
        adult_share=_adult_share(rows.get(AGE)),
        employment_ratio=_cell(employment, EMPLOYMENT_RATIO) if is_usable else None,
        manufacturing_share=_cell(employment, MANUFACTURING) if is_usable else None,
    )


def _cell(row: CensusRow | None, column: str) -> float | None:
    return None if row is None else row.values[column]


def _adult_share(row: CensusRow | None) -> float | None:
    ages = None if row is None else row.total(AGES)
    if row is None or ages is None or _is_off(ages):
        return None
    return (row.total(AGES[1:]) or 0.0) / ages


def _is_off(total: float | None) -> bool:
    return total is not None and abs(total - 1) > TOLERANCE


def _employment_doubt(row: CensusRow) -> str | None:
    ratio, sections = row.values[EMPLOYMENT_RATIO], row.total(SECTIONS)
    if ratio is not None and ratio < LEAST_EMPLOYMENT_RATIO:
        return f"only {ratio:.1%} of those of 16 and more are said to be employed"
    if _is_off(sections):
        return f"the shares of the sections add up to {sections:.4f}"
    return None


def _of_tables(tables: Mapping[str, CensusTable]) -> Iterator[Finding]:
    """Findings of the readers, and codes that one table lacks and another has."""
    every = dict.fromkeys(code for table in tables.values() for code in table.rows)
    for table in tables.values():
        yield from table.findings
        if lacking := [code for code in every if code not in table.rows]:
            message = f"lacks {len(lacking)} codes of the other tables: {', '.join(lacking[:10])}"
            yield Finding(table.source_id, None, "missing-row", message)


def _doubts(tables: Mapping[str, CensusTable]) -> Iterator[Finding]:
    """Cells that say nothing, or what cannot be: they are not used."""
    for kind, table in tables.items():
        for code, row in table.rows.items():
            who = f"{code} {row.name}"
            if all(value is None for value in row.values.values()):
                yield Finding(table.source_id, row.row, "no-value", f"{who}: no values", "note")
            elif kind == AGE and _is_off(ages := row.total(AGES)):
                message = f"{who}: the shares of age add up to {ages:.4f}{_meant(tables, code)}"
                yield Finding(table.source_id, row.row, "contradictory", message)
            elif kind == EMPLOYMENT and (doubt := _employment_doubt(row)):
                message = f"{who}: {doubt}: not used"
                yield Finding(table.source_id, row.row, "implausible", message)


def _meant(tables: Mapping[str, CensusTable], code: str) -> str:
    """What the shares of age say of the residents printed beside them."""
    row = tables[POPULATION].rows.get(code) if POPULATION in tables else None
    ages = tables[AGE].rows[code].total(AGES)
    if row is None or row.values[RESIDENTS] is None or ages is None:
        return ""
    printed = row.values[RESIDENTS] or 0.0
    return f", which fits {printed * ages:,.0f} residents, not {printed:,.0f}: neither is used"
