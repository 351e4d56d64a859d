"""Measures of a printed map: the width of the text block, and type that can be read on it."""

from __future__ import annotations

from typing import Final

from app.briefing.document import Picture
from app.briefing.paper import BLOCK_MM, POINTS_PER_MM
from app.image.canvas import Canvas

WIDTH_PX: Final = 640
"""Width of a sheet, on paper that of the text block; type then has 7 points or more."""
DOTS_PER_INCH: Final = 200
NOTE_PX: Final = 10.4
LEADING: Final = 1.4
SMALLEST_KEY: Final = 0.83
"""Least size of the key's type, as a part of the usual one."""
INSET_PX: Final = 84.0
"""Least width of the South China Sea inset."""

MM_PER_PX: Final = BLOCK_MM[0] / WIDTH_PX


def points(px: float) -> float:
    """Size on paper, in points of 1/72 inch, of so many pixels of a sheet."""
    return px * MM_PER_PX * POINTS_PER_MM


def picture(canvas: Canvas) -> Picture:
    """Return a sheet as a picture of its size on paper."""
    png = canvas.png(DOTS_PER_INCH / 72 * points(1))
    return Picture(png, canvas.width_px * MM_PER_PX, canvas.height_px * MM_PER_PX)
