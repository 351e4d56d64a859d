"""Extracts as Excel workbooks: the data, the dictionary, and what the data are an extract of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from app.extract.about import SOURCE_COLUMNS, cell_text, facts, sources
from app.extract.column import Column, ColumnType
from app.extract.dataset import Extract
from app.extract.table import table_columns, table_rows

MOST_CHARS: Final = 32_767
"""Excel's own limit of a cell."""

_WIDTHS: Final = {"string": 18, "integer": 10, "number": 14, "boolean": 10, "date": 12}
_DICTIONARY: Final = ("column", "type", "unit", "meaning")


def save_workbook(extract: Extract, path: Path) -> None:
    """Write the three sheets row by row.

    Text is written as text: nothing in it becomes a formula, a link or a number, so adcodes keep
    their zeros. The file is the same byte for byte when it is written again.
    """
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties(
            {
                "title": f"{extract.dataset.id}, edition {extract.atlas.edition.id}",
                "created": extract.atlas.edition.published_at.replace(tzinfo=None),
            }
        )
        sheet = Sheet(book, "data", table_columns(extract))
        sheet.rows(table_rows(extract))
        _dictionary(book, table_columns(extract))
        _about(book, extract)


def _dictionary(book: Any, columns: dict[str, Column]) -> None:
    sheet = Sheet(book, "dictionary", {name: Column("") for name in _DICTIONARY}, 24)
    sheet.rows((name, one.type, one.unit, one.meaning) for name, one in columns.items())


def _about(book: Any, extract: Extract) -> None:
    """Edition and query, then the sources with their licences."""
    sheet = Sheet(book, "about", {name: Column("") for name in ("what", "value")}, 30)
    sheet.rows(facts(extract, f"{extract.dataset.id}.xlsx").items())
    sheet.rows([(), ("sources", *SOURCE_COLUMNS), *(("", *row) for row in sources(extract.atlas))])


class Sheet:
    """A sheet that is filled from the top; its first row has the names of the columns."""

    def __init__(
        self, book: Any, name: str, columns: dict[str, Column], width: int | None = None
    ) -> None:
        self._types: Sequence[ColumnType] = [column.type for column in columns.values()]
        self._sheet = book.add_worksheet(name)
        self._text = book.add_format({"num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._next = 1
        for at, (title, column) in enumerate(columns.items()):
            self._sheet.set_column(at, at, width or _WIDTHS[column.type])
            self._sheet.write_string(0, at, title, book.add_format({"bold": True}))
        self._sheet.freeze_panes(1, 0)

    def rows(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows below those that are there; None is an empty cell."""
        for row in rows:
            for at, value in enumerate(row):
                if value is not None:
                    kind = self._types[at] if at < len(self._types) else "string"
                    self._cell(at, kind, value)
            self._next += 1

    def _cell(self, at: int, kind: ColumnType, value: object) -> None:
        match kind:
            case "integer" | "number":
                self._sheet.write_number(self._next, at, value)
            case "boolean":
                self._sheet.write_boolean(self._next, at, value)
            case "date":
                day = datetime.date.fromisoformat(str(value))
                self._sheet.write_datetime(self._next, at, day, self._day)
            case "string":
                text = cell_text(str(value), MOST_CHARS)
                self._sheet.write_string(self._next, at, text, self._text)
