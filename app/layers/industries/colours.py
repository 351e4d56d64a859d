"""Colours of the industries layer beside those of the chains, which the edition brings.

A test holds how far apart they are, for colour-blind readers too.
"""

from __future__ import annotations

from typing import Final

from app.figures import palette

EMPTY: Final = palette.ZERO
OUTSIDE: Final = palette.NOT_APPLICABLE
MASKED: Final = palette.NO_DATA
TIE: Final = "#fdf6c9"
NO_SINGLE: Final = "#fbe3d8"
QUOTIENTS: Final = ("#2f6aa3", "#a4c9df", "#fbf5c2", "#f2ad70", "#bf4229")
"""Far below, below, about, above, far above the average."""
BEYOND_CHANCE: Final = palette.LABEL
"""Dots on units that differ from the average beyond chance."""

_TINT: Final = 0.55


def tint(colour: str) -> str:
    """The colour of a chain that is there but does not lead: half-way to white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * _TINT):02x}" for part in parts)
