"""What a document gives: the rows of its list, each with its place in the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document, as a person would look for it.

    `row` counts from 1: rows of the sheet, of the CSV file, of the table, or lines of the page or
    text where no table is. `table` counts the tables of a document without sheets.
    """

    file: str
    page: int | None
    sheet: str | None
    row: int
    table: int | None = None

    def __str__(self) -> str:
        parts = (
            self.file,
            None if self.page is None else f"page {self.page}",
            None if self.sheet is None else f"sheet {self.sheet}",
            None if self.table is None else f"table {self.table}",
            f"row {self.row}",
        )
        return ", ".join(part for part in parts if part is not None)

    def as_json(self) -> dict[str, str | int | None]:
        """The fields by name, for JSON."""
        return {
            "file": self.file,
            "page": self.page,
            "sheet": self.sheet,
            "table": self.table,
            "row": self.row,
        }


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of the list, as printed.

    `unit` is the recommending unit, from its column or from the heading above; empty if the
    document gives none. `extras` holds the other columns by their header, number included.
    """

    name: str
    unit: str
    where: Where
    extras: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should know about how the document was read."""

    code: str
    message: str
    where: Where


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of a document. `kind` is csv, xlsx, xls, docx, pdf or html."""

    file: str
    kind: str
    sha256: str
    rows: tuple[ListedRow, ...]
    remarks: tuple[Remark, ...]
