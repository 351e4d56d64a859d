"""How high the rows of a table come out, and which of them stay on one page."""

from __future__ import annotations

import math
from typing import Final

from app.briefing.column_widths import CELL_WHITE_PT, column_widths
from app.briefing.document import Table
from app.briefing.paper import table_pt
from app.image.lettering import width_px

MOST_WHOLE: Final = 10
"""A table of so many lines of text is not split between pages."""
FIRST_ROWS: Final = 3
"""At least so many rows of a longer one stand below its head."""
MOST_IN_ROW: Final = 20
"""A row with more lines may be split; it could be higher than a page."""


def row_lines(table: Table) -> list[int]:
    """Lines of text of each row, about."""
    size = table_pt(len(table.columns))
    rooms = [width - CELL_WHITE_PT for width in column_widths(table)]
    return [
        max(math.ceil(width_px(text, size) / room) for text, room in zip(row, rooms, strict=True))
        for row in table.rows
    ]


def rows_kept(table: Table) -> int:
    """Number of rows, from the first, that stay with the head on one page."""
    lines = row_lines(table)
    if sum(lines) <= MOST_WHOLE:
        return len(lines)
    return FIRST_ROWS if sum(lines[:FIRST_ROWS]) <= MOST_WHOLE else 1
