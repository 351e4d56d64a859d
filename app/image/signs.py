"""Signs that tell colours apart where a sheet is printed or copied in grey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Final

from app.figures import palette
from app.figures.shading import DARK, luminance
from app.image.canvas import Canvas
from app.image.ink import INK, PAPER
from app.industry_index import industry_index
from app.layers.industries import colours
from app.state import Layer
from app.view import View
from geo.place import NATION

HATCHES: Final[dict[str, str]] = {
    palette.NO_DATA: "////",
    palette.NOT_APPLICABLE: "....",
    colours.TIE: "||||",
    colours.NO_SINGLE: "++++",
    palette.GUIDANCE[2]: r"\\\\",
    **dict.fromkeys(palette.NET_OUT, r"\\\\"),
}
"""Patterns of Matplotlib for colours as light as another one that means something else."""

LETTER_PX: Final = 10.5
LETTERED_DOT_PX: Final = 15.0
"""Least diameter of a dot with a letter in it."""
_EYE: Final = 0.42


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands on a colour: a pattern, a letter, or, in the middle of a dot, an eye.

    Attributes
    ----------
    edge
        Colour of the edges that part dots from what lies below; empty: none.
    dots
        Size of dots, as a part of that on screen.
    """

    hatches: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    eyes: frozenset[str] = frozenset()
    edge: str = ""
    dots: float = 1.0


ON_SCREEN: Final = Signs()
"""None: where there is colour, it is enough."""


def signs_of(view: View) -> Signs:
    """Return the signs of a view; a chain has the same letter on all maps of an edition."""
    letters: dict[str, str] = {}
    if view.state.layer is Layer.INDUSTRIES:
        chains = industry_index(view.atlas).chains.values()
        letters = {c.colour: letter for c, letter in zip(chains, ascii_uppercase, strict=False)}
    thousands = view.state.layer is Layer.PARKS and view.frame.place.key == NATION
    eyes = frozenset(palette.PARK_FLAGS[1:])
    hatches = HATCHES | ({palette.ZERO: "-"} if view.state.layer is Layer.PARKS else {})
    return Signs(hatches, letters, eyes, "" if thousands else PAPER, 0.6 if thousands else 1.0)


def draw_letter(canvas: Canvas, at: tuple[float, float], letter: str, colour: str) -> None:
    """Write a letter around a point that has a colour."""
    ink = PAPER if luminance(colour) < DARK else INK
    canvas.text((at[0], at[1] + LETTER_PX * 0.37), letter, LETTER_PX, ink, align="center")


def eye_px(diameter_px: float) -> float:
    """Diameter of the eye of a dot."""
    return diameter_px * _EYE
