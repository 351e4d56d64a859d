"""Tables of HTML pages as grids: cells that span rows and columns are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from etl.documents.grid import Grid, Row
from etl.documents.limits import MAX_COLUMNS
from etl.documents.source import Source, fault_at
from etl.documents.text import tidy

_NOT_SHOWN = {"script", "style", "noscript", "template", "head", "select", "svg", "iframe"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLOCKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
_MAX_SPAN = 65_534


def is_shown(element: etree._Element) -> bool:
    """Whether a browser would show an element."""
    if not isinstance(element.tag, str) or element.tag.lower() in _NOT_SHOWN:
        return False
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
    return not hidden


def attribute(element: etree._Element, name: str, default: int) -> int:
    """A whole number in an attribute, within reason."""
    text = (element.get(name) or "").strip()
    if not (text.isascii() and text.isdigit()):
        return default
    return min(max(int(text[:9]), 1), _MAX_SPAN)


class WebTable:
    """One table; `_below` holds by column the texts of cells that reach into further rows."""

    def __init__(self, source: Source, number: int) -> None:
        self._source = source
        self._number = number
        self._below: dict[int, tuple[str, int]] = {}

    def grid(self, table: etree._Element) -> Grid:
        """Read the table."""
        return Grid(tuple(self._rows(table)))

    def _rows(self, table: etree._Element) -> Iterator[Row]:
        caption = next(table.iterchildren("caption"), None)
        if caption is not None and (text := _cell_text(caption)):
            yield Row(self._source.where(1, table=self._number), (text,))
        for number, element in enumerate(table.iter("tr"), 1):
            if is_shown(element) and (row := self._row(element, number)):
                yield row

    def _row(self, element: etree._Element, number: int) -> Row | None:
        cells: list[str] = []
        above: set[int] = set()
        left: set[int] = set()
        below: dict[int, tuple[str, int]] = {}
        for cell in element.iterchildren("td", "th"):
            self._fill(cells, above, below)
            column, text = len(cells), _cell_text(cell)
            span = min(attribute(cell, "colspan", 1), MAX_COLUMNS)
            rows = attribute(cell, "rowspan", 1)
            cells.extend([text] * span)
            left.update(range(column + 1, column + span))
            if rows > 1:
                below.update(dict.fromkeys(range(column, column + span), (text, rows - 1)))
            if len(cells) > MAX_COLUMNS:
                where = self._source.where(number, table=self._number)
                raise fault_at(where, f"more than {MAX_COLUMNS} columns")
        self._fill(cells, above, below)
        self._below = below
        if not any(cells):
            return None
        where = self._source.where(number, table=self._number)
        return Row(where, tuple(cells), frozenset(above), frozenset(left))

    def _fill(self, cells: list[str], above: set[int], below: dict[int, tuple[str, int]]) -> None:
        """Fill the columns that a cell from above takes, up to the next free one."""
        while len(cells) in self._below:
            column = len(cells)
            text, rows = self._below.pop(column)
            cells.append(text)
            above.add(column)
            if rows > 1:
                below[column] = (text, rows - 1)


def _cell_text(cell: etree._Element) -> str:
    return tidy("".join(_texts(cell)))


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if is_shown(child):
            if child.tag in _BLOCKS:
                yield "\n"
            yield from _texts(child)
        yield child.tail or ""
