"""Reader of the tables of the census of 2020 by county: residents, ages, employment.

Shares are parts of one. What a cell cannot be is refused with its row; a cell that says nothing,
empty or a spreadsheet's error, is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.fingerprint import check_fingerprint
from etl.lists.cells import Cells, cells_of
from etl.lists.finding import Finding
from etl.lists.table import read_table
from etl.sources import Source

RESIDENTS = "POPU"
AGES = ("AGES_0-14", "AGES_15-64", "AGES_65P")
EMPLOYMENT_RATIO = "EMPL_OCCU"
MANUFACTURING = "EMPL_INDU_MANU"
SECTIONS = tuple(
    f"EMPL_INDU_{section}"
    for section in (
        *("AGHU", "MINI", "MANU", "UTIL", "CONS", "SALE", "TRMA", "ACCA", "ITSE", "FINA"),
        *("REES", "LEBS", "RSRC", "ENVI", "RESI", "EDUC", "HESO", "CSEN", "PMNG", "INTO"),
    )
)
"""Sections A to T of GB/T 4754-2017, in their order."""

VALUES = {
    "census-population": (RESIDENTS,),
    "census-ages": AGES,
    "census-employment": (EMPLOYMENT_RATIO, *SECTIONS),
}
MOST_RESIDENTS = 20_000_000
_NOTHING = ("", "#DIV/0!", "#N/A", "#VALUE!")


@dataclass(frozen=True, slots=True)
class CensusRow:
    """A row of one table: values by column, None where the cell says nothing."""

    row: int
    name: str
    values: Mapping[str, float | None]

    def total(self, columns: tuple[str, ...]) -> float | None:
        """Sum of some columns; None if one of them is missing."""
        values = [self.values[column] for column in columns]
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None


@dataclass(frozen=True, slots=True)
class CensusTable:
    """One table, its rows by the code of 2020."""

    source_id: str
    sha256: str
    rows: Mapping[str, CensusRow]
    findings: tuple[Finding, ...] = ()


def read_census_table(source: Source) -> CensusTable:
    """Read one of the three tables, by the kind of its source.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table` and `etl.fingerprint.check_fingerprint`; and if a code
        stands twice or a value cannot be: residents beyond 20 million, shares over one.
    """
    findings = check_fingerprint(source)
    columns = VALUES[source.kind]
    table = read_table(source.file(), ("CODE", "NAME", *columns))
    rows: dict[str, CensusRow] = {}
    for cells in cells_of(table):
        code = _code(cells)
        if code in rows:
            message = f"code {code} stands twice, first in row {rows[code].row}"
            raise table.fault(cells.row, message)
        values = {column: _value(cells, column) for column in columns}
        rows[code] = CensusRow(cells.row, cells.name("NAME"), values)
    return CensusTable(source.id, table.sha256, rows, tuple(findings))


def _code(cells: Cells) -> str:
    cells.required("CODE")
    return str(cells.adcode("CODE"))


def _value(cells: Cells, column: str) -> float | None:
    if cells.cells[column] in _NOTHING:
        return None
    if column == RESIDENTS:
        return _bounded(cells, column, cells.whole(column), MOST_RESIDENTS)
    return _bounded(cells, column, cells.number(column), 1)


def _bounded(cells: Cells, column: str, value: float | None, most: int) -> float | None:
    if value is not None and value > most:
        raise cells.table.fault(cells.row, f"{column} is {value:,}; it can be at most {most:,}")
    return value
