"""Widths of the columns of a table on paper: the shares, but no word or number broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.briefing.document import Table
from app.briefing.paper import BLOCK_MM, POINTS_PER_MM, table_pt
from app.image.lettering import width_px

BLOCK_PT: Final = BLOCK_MM[0] * POINTS_PER_MM
CELL_WHITE_PT: Final = 8.5
"""White on the left and right of a cell together."""

_WORD: Final = re.compile(r"[!-~–—]+")
_SHORT: Final = 5
"""A text of so many characters stands in one line."""
_MOST_OF_BLOCK: Final = 0.25
"""One column may not ask for more: a longer word breaks."""
# Fonts differ: those of a DOCX are not the one that is measured.
_WIDER: Final = 1.06


def column_widths(table: Table) -> list[float]:
    """Widths in points, whose sum is that of the text block.

    A column that is too narrow for its words takes what it lacks from those with room to spare.
    """
    whole = sum(column.share for column in table.columns)
    wished = [BLOCK_PT * column.share / whole for column in table.columns]
    needed = [_needed(table, i) for i in range(len(table.columns))]
    if sum(needed) >= BLOCK_PT:
        return [BLOCK_PT * one / sum(needed) for one in needed]
    lacking = sum(max(0.0, need - wish) for need, wish in zip(needed, wished, strict=True))
    spare = sum(max(0.0, wish - need) for need, wish in zip(needed, wished, strict=True))
    kept = 1 - lacking / spare if spare else 1.0
    return [need + max(0.0, wish - need) * kept for need, wish in zip(needed, wished, strict=True)]


def _needed(table: Table, place: int) -> float:
    size = table_pt(len(table.columns))
    texts = [table.columns[place].heading, *(row[place] for row in table.rows)]
    widest = max((width_px(word, size) for text in texts for word in _words(text)), default=0.0)
    return CELL_WHITE_PT + min(widest * _WIDER, BLOCK_PT * _MOST_OF_BLOCK)


def _words(text: str) -> Iterator[str]:
    if len(text) <= _SHORT:
        yield text
    else:
        yield from _WORD.findall(text)
