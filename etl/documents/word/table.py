"""Rows of DOCX tables: merged cells, and tables inside cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from etl.documents.grid import Grid, Row
from etl.documents.limits import MAX_COLUMNS
from etl.documents.source import Source, fault_at
from etl.documents.text import tidy
from etl.documents.word.numbers import Numbering
from etl.documents.word.text import child, children, local, paragraph_text, value


@dataclass(slots=True)
class WordTable:
    """One table that takes its rows one by one.

    `inner` holds the tables inside its cells; `_open` the texts of cells that may go on below.
    """

    source: Source
    numbering: Numbering
    number: int
    rows: list[Row] = field(default_factory=list)
    inner: list[etree._Element] = field(default_factory=list)
    count: int = 0
    _open: dict[int, str] = field(default_factory=dict)

    def add(self, element: etree._Element) -> None:
        """Take a row."""
        self.count += 1
        if child(element, "trPr", "del") is not None:
            return
        cells: list[str] = [""] * _whole(child(element, "trPr", "gridBefore"), 0)
        above: set[int] = set()
        left: set[int] = set()
        going_on: dict[int, str] = {}
        for cell in (one for one in children(element) if local(one) == "tc"):
            self._add_cell(cell, cells, above, left, going_on)
            if len(cells) > MAX_COLUMNS:
                where = self.source.where(self.count, table=self.number)
                raise fault_at(where, f"more than {MAX_COLUMNS} columns")
        self._open = going_on
        if any(cells):
            where = self.source.where(self.count, table=self.number)
            self.rows.append(Row(where, tuple(cells), frozenset(above), frozenset(left)))

    def _add_cell(
        self,
        cell: etree._Element,
        cells: list[str],
        above: set[int],
        left: set[int],
        going_on: dict[int, str],
    ) -> None:
        column = len(cells)
        properties = child(cell, "tcPr")
        span, merge = 1, None
        if properties is not None:
            span = _whole(child(properties, "gridSpan"), 1)
            merge = child(properties, "vMerge")
        text = self._text(cell)
        if merge is not None and value(merge) != "restart" and column in self._open:
            text = self._open[column]
            above.update(range(column, column + span))
        if merge is not None:
            going_on[column] = text
        cells.extend([text] * span)
        left.update(range(column + 1, column + span))

    def _text(self, cell: etree._Element) -> str:
        texts = []
        for one in children(cell):
            if local(one) == "tbl":
                self.inner.append(one)
            elif local(one) == "p":
                label = self.numbering.label(one)
                texts.append(paragraph_text(one).strip() or label)
        return tidy("\n".join(texts))

    def grid(self) -> Grid:
        """The rows taken so far."""
        return Grid(tuple(self.rows))


def _whole(element: etree._Element | None, default: int) -> int:
    text = value(element)
    number = int(text) if text else default
    return min(max(number, default), MAX_COLUMNS)


def inner_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table that is held whole."""
    return (one for one in children(table) if local(one) == "tr")
