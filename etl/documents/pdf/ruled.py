"""Tables with ruled cells on a PDF page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pdfplumber.page import Page
from pdfplumber.table import Table

from etl.documents.draft import as_number
from etl.documents.grid import Row
from etl.documents.pdf.lines import WORD_GAP, TextLine
from etl.documents.rows import Where
from etl.documents.text import close_up, tidy

_SLACK_POINTS = 2


def ruled_tables(page: Page, lines: Sequence[TextLine]) -> list[Table]:
    """The tables whose cells are all ruled; others are better read by their text.

    Left out are tables of one column, tables with text beside their rows (the outer columns are
    open), and tables with several numbers in one cell (the rows are not ruled).
    """
    return [
        table
        for table in page.find_tables()
        if len(table.columns) > 1 and not _is_open(table, lines) and not _is_lumped(table)
    ]


def _is_open(table: Table, lines: Sequence[TextLine]) -> bool:
    left, top, right, bottom = table.bbox
    return any(
        piece.right < left + _SLACK_POINTS or piece.left > right - _SLACK_POINTS
        for line in lines
        if top < line.middle < bottom
        for piece in line.pieces
    )


def _is_lumped(table: Table) -> bool:
    for cells in table.extract():
        numbers = [as_number(part) for part in (cells[0] or "").split("\n")]
        if len(numbers) > 1 and None not in numbers:
            return True
    return False


def grid_rows(table: Table, where: Callable[[int], Where]) -> tuple[Row, ...]:
    """The rows of a table; merged cells fill what they cover."""
    texts = table.extract(x_tolerance_ratio=WORD_GAP)
    tops = [row.bbox[1] for row in table.rows]
    lefts = [column.bbox[0] for column in table.columns]
    cells = [[""] * len(lefts) for _ in tops]
    above: list[set[int]] = [set() for _ in tops]
    left: list[set[int]] = [set() for _ in tops]
    for at_row, row in enumerate(table.rows):
        for at_column, box in enumerate(row.cells):
            if box is None:
                continue
            text = close_up(tidy(texts[at_row][at_column] or ""))
            for down in (at for at, top in enumerate(tops) if box[1] <= top < box[3] - 1):
                for across in (at for at, x in enumerate(lefts) if box[0] <= x < box[2] - 1):
                    cells[down][across] = text
                    if down > at_row:
                        above[down].add(across)
                    if across > at_column:
                        left[down].add(across)
    return tuple(
        Row(where(number), tuple(row), frozenset(above[number - 1]), frozenset(left[number - 1]))
        for number, row in enumerate(cells, 1)
        if any(row)
    )
