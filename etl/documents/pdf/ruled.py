"""Tables with ruled cells on a PDF page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pdfplumber.page import Page
from pdfplumber.table import Table

from etl.documents.draft import as_number
from etl.documents.grid import Row
from etl.documents.pdf.lines import WORD_GAP, TextLine
from etl.documents.rows import Where
from etl.documents.text import close_up, tidy

_SLACK_POINTS = 2


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as it was found, and the texts of its cells; None where no cell begins."""

    found: Table
    texts: list[list[str | None]]

    def covers(self, line: TextLine) -> bool:
        """Whether a line stands at the height of the table."""
        _, top, _, bottom = self.found.bbox
        return bool(top < line.middle < bottom)

    @property
    def top(self) -> float:
        """Distance from the top of the page, in points."""
        return float(self.found.bbox[1])

    def is_open(self, lines: Sequence[TextLine]) -> bool:
        """Whether text stands beside its rows: the outer columns have no outer lines."""
        left, _, right, _ = self.found.bbox
        return any(
            piece.right < left + _SLACK_POINTS or piece.left > right - _SLACK_POINTS
            for line in lines
            if self.covers(line)
            for piece in line.pieces
        )

    def is_lumped(self) -> bool:
        """Whether several numbers stand in one cell: the rows have no lines between."""
        for cells in self.texts:
            numbers = [as_number(part) for part in (cells[0] or "").split("\n")]
            if len(numbers) > 1 and None not in numbers:
                return True
        return False

    def rows(self, where: Callable[[int], Where]) -> tuple[Row, ...]:
        """The rows; merged cells fill what they cover."""
        tops = [row.bbox[1] for row in self.found.rows]
        lefts = [column.bbox[0] for column in self.found.columns]
        cells = [[""] * len(lefts) for _ in tops]
        above: list[set[int]] = [set() for _ in tops]
        left: list[set[int]] = [set() for _ in tops]
        for at_row, at_column, box in self._boxes():
            text = close_up(tidy(self.texts[at_row][at_column] or ""))
            for down in (at for at, top in enumerate(tops) if box[1] <= top < box[3] - 1):
                for across in (at for at, x in enumerate(lefts) if box[0] <= x < box[2] - 1):
                    cells[down][across] = text
                    if down > at_row:
                        above[down].add(across)
                    if across > at_column:
                        left[down].add(across)
        return tuple(
            Row(where(at + 1), tuple(texts), frozenset(above[at]), frozenset(left[at]))
            for at, texts in enumerate(cells)
            if any(texts)
        )

    def _boxes(self) -> Iterator[tuple[int, int, tuple[float, float, float, float]]]:
        for at_row, row in enumerate(self.found.rows):
            for at_column, box in enumerate(row.cells):
                if box is not None:
                    yield at_row, at_column, box


def ruled_tables(page: Page, lines: Sequence[TextLine]) -> list[RuledTable]:
    """The tables whose cells are all ruled; others are better read by their text."""
    tables = (
        RuledTable(found, found.extract(x_tolerance_ratio=WORD_GAP))
        for found in page.find_tables()
        if len(found.columns) > 1
    )
    return [table for table in tables if not table.is_open(lines) and not table.is_lumped()]
