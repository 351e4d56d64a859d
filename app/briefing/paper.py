"""Measures of the paper, as GB/T 9704-2012 (党政机关公文格式) sets them, in the clauses named here.

DOCX and PDF are both made to them, so that a page of one is a page of the other.
"""

from __future__ import annotations

from typing import Final

from app.briefing.document import Briefing

POINTS_PER_MM: Final = 72 / 25.4

PAGE_MM: Final = (210.0, 297.0)
"""A4, width and height (5.1)."""
TOP_MM: Final = 37.0
LEFT_MM: Final = 28.0
"""White above (天头) and on the side of the binding (订口) (5.2.1)."""
BLOCK_MM: Final = (156.0, 225.0)
"""The text block (版心), width and height (5.2.1)."""
RIGHT_MM: Final = PAGE_MM[0] - LEFT_MM - BLOCK_MM[0]
BOTTOM_MM: Final = PAGE_MM[1] - TOP_MM - BLOCK_MM[1]

LINES: Final = 22
CHARACTERS: Final = 28
"""Lines of a page and characters of a line (5.2.3)."""
BODY_PT: Final = 16.0
"""三号, the type of the text (5.2.2)."""
LINE_PT: Final = BLOCK_MM[1] * POINTS_PER_MM / LINES
CHARACTER_PT: Final = BLOCK_MM[0] * POINTS_PER_MM / CHARACTERS
"""From line to line and from character to character: a little closer than 16 pt."""

TITLE_PT: Final = 22.0
"""二号 (7.3.1)."""
FOLIO_PT: Final = 14.0
"""四号, the type of page numbers; they stand 7 mm below the block, one character in (7.5)."""
FOLIO_LINE_PT: Final = 16.0
FOLIO_BELOW_MM: Final = 7.0

# The standard leaves the type of tables, captions and notes open.
CAPTION_PT: Final = 12.0
NOTE_PT: Final = 12.0
TABLE_PT: Final = 10.5
WIDE_TABLE_PT: Final = 9.0
WIDE_TABLE_COLUMNS: Final = 7
"""So many columns make a table wide, and its type smaller."""

PICTURE_MM: Final = (BLOCK_MM[0], 150.0)
"""The largest picture, width and height: caption and some text stand on its page, too."""


def table_pt(columns: int) -> float:
    """Size of the type in a table of so many columns."""
    return WIDE_TABLE_PT if columns >= WIDE_TABLE_COLUMNS else TABLE_PT


def fitted(width_mm: float, height_mm: float) -> tuple[float, float]:
    """Size of a picture on the page: its own, or smaller in proportion."""
    shrink = min(1.0, PICTURE_MM[0] / width_mm, PICTURE_MM[1] / height_mm)
    return width_mm * shrink, height_mm * shrink


def has_contents(briefing: Briefing) -> bool:
    """Whether it is long enough for a table of contents: the nation's and a province's are."""
    return briefing.adcode.endswith("0000")
