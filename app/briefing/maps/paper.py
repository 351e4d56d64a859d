"""Measures of a printed map: the width of the text block, and type that can be read on it."""

from __future__ import annotations

from typing import Final

from app.briefing.document import Picture
from app.briefing.paper import BLOCK_MM
from app.image.canvas import Canvas

WIDTH_MM: Final = BLOCK_MM[0]
"""Width of the text block of an official document (GB/T 9704)."""
WIDTH_PX: Final = 640
"""Width of a sheet; the sizes of type of `app.image` then are 7 points and more on paper."""
DOTS_PER_INCH: Final = 200
NOTE_PX: Final = 10.4
LEADING: Final = 1.4
SMALLEST_KEY: Final = 0.83
"""Least size of the key's type, as a part of the usual one."""
INSET_PX: Final = 84.0
"""Least width of the South China Sea inset."""

MM_PER_PX: Final = WIDTH_MM / WIDTH_PX
_MM_PER_INCH: Final = 25.4


def points(px: float) -> float:
    """Size on paper, in points of 1/72 inch, of so many pixels of a sheet."""
    return px * MM_PER_PX / _MM_PER_INCH * 72


def picture(canvas: Canvas) -> Picture:
    """Return a sheet as a picture of its size on paper."""
    png = canvas.png(DOTS_PER_INCH * MM_PER_PX / _MM_PER_INCH)
    return Picture(png, canvas.width_px * MM_PER_PX, canvas.height_px * MM_PER_PX)
