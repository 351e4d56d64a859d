"""Tables of slides: native ones, over as many slides as their rows ask for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from app.briefing.document import Table
from app.briefing.plain import plain
from app.briefing.slides.fitting import LEADING, Room, lines_of, shortened
from app.briefing.slides.text import set_line

SIZES_PT: Final = (16.0, 14.0, 12.0)
"""The largest in which all rows fit on one slide; the last where none does."""
_ASIDE_PT: Final = 7.0
"""White on either side of a cell's text."""
_ABOVE_PT: Final = 3.5
_MOST_LINES: Final = 8
"""Most lines of a cell: one longer than that is cut, and stands whole in the notes."""
_PLAIN_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

Rows = Sequence[Sequence[str]]


class TableSetter:
    """Sets one table into boxes of one width.

    Parameters
    ----------
    first, others
        Room on its first slide, and on those that follow.
    """

    def __init__(self, table: Table, first: Room, others: Room) -> None:
        self._table, self._first, self._others = table, first, others
        self._widths = [column.share * first.width_pt for column in table.columns]
        self._head = [plain(column.heading) for column in table.columns]
        self._rows = [[plain(cell) for cell in row] for row in table.rows]
        fitting = (size for size in SIZES_PT if self._fits(size))
        self._size = next(fitting, SIZES_PT[-1])

    def pages(self) -> list[Rows]:
        """Rows by slide, about as many on each; every slide has the heading of the columns, too."""
        rows = [self._cut(row) for row in self._rows]
        heights = [self._height(row, self._size) for row in rows]
        fewest = self._begins(heights, 1.0)
        for percent in range(95, 0, -5):
            begins = self._begins(heights, percent / 100)
            if len(begins) > len(fewest):
                break
            fewest = begins
        return [rows[begin:end] for begin, end in pairwise([*fewest, len(rows)])]

    def _begins(self, heights: Sequence[float], part: float) -> list[int]:
        """First row of each slide, when only a part of the slides' room is used."""
        head = self._height(self._head, self._size)
        begins, left = [0], self._first.height_pt * part - head
        for i, height in enumerate(heights):
            if height > left and i > begins[-1]:
                begins.append(i)
                left = self._others.height_pt * part - head
            left -= height
        return begins

    def cut(self) -> list[str]:
        """Texts that are longer than a cell holds, whole."""
        return [
            cell
            for row in self._rows
            for cell, kept in zip(row, self._cut(row), strict=True)
            if cell != kept
        ]

    def set(self, placeholder: Any, rows: Rows) -> Any:
        """Fill a placeholder with some rows, and return the frame of the table."""
        frame = placeholder.insert_table(rows=len(rows) + 1, cols=len(self._widths))
        table = frame.table
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
        table.horz_banding = False
        for column, width in zip(table.columns, self._widths, strict=True):
            column.width = Pt(width)
        for i, row in enumerate([self._head, *rows]):
            table.rows[i].height = Pt(self._height(row, self._size))
            for j, cell in enumerate(row):
                self._set_cell(table.cell(i, j), cell, j, is_head=i == 0)
        frame.height = sum(row.height for row in table.rows)
        return frame

    def _set_cell(self, cell: Any, text: str, column: int, *, is_head: bool) -> None:
        cell.margin_left = cell.margin_right = Pt(_ASIDE_PT)
        cell.margin_top = cell.margin_bottom = Pt(_ABOVE_PT)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        run = set_line(paragraph, text, self._size)
        run.font.bold = is_head
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
        if self._table.columns[column].is_number:
            paragraph.alignment = PP_ALIGN.RIGHT
        _rule_below(cell, is_head=is_head)

    def _lines(self, row: Sequence[str], size_pt: float) -> list[int]:
        pairs = zip(row, self._widths, strict=True)
        return [lines_of(cell, size_pt, width - 2 * _ASIDE_PT) for cell, width in pairs]

    def _fits(self, size_pt: float) -> bool:
        heights = (self._height(row, size_pt) for row in [self._head, *self._rows])
        return sum(heights) <= self._first.height_pt

    def _height(self, row: Sequence[str], size_pt: float) -> float:
        return max(self._lines(row, size_pt)) * size_pt * LEADING + 2 * _ABOVE_PT

    def _cut(self, row: Sequence[str]) -> Sequence[str]:
        pairs = zip(row, self._widths, strict=True)
        return [
            shortened(cell, self._size, width - 2 * _ASIDE_PT, _MOST_LINES) for cell, width in pairs
        ]


def _rule_below(cell: Any, *, is_head: bool) -> None:
    """A line under a row: strong under the heading."""
    width, colour = (Pt(1.25), "tx1") if is_head else (Pt(0.5), "accent2")
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), w=str(width))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr"), val=colour)
