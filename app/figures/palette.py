"""The colours of the maps: the same on screen and in every export."""

from __future__ import annotations

from typing import Final

RAMP: Final = ("#d3e6e4", "#9fcbcb", "#63a7b0", "#2f7f93", "#0f5470")
"""Density: even steps of lightness in one hue, readable in greyscale."""
ZERO: Final = "#f4f5f3"
NOT_APPLICABLE: Final = "#dfe1e0"
LAND: Final = "#e9ebea"
SEA: Final = "#fafbfb"
EDGE: Final = "#cdd5d7"
PROVINCE_EDGE: Final = "#8a9699"
DASH_LINE: Final = "#5f6b6e"
MARK: Final = "#c2410c"
POINT: Final = "#7a1f3d"
LABEL: Final = "#273238"
LABEL_ON_DARK: Final = "#ffffff"
LABEL_PX: Final = 12


def ramp_steps(classes: int) -> list[int]:
    """Positions 1..5 on the ramp for that many classes, spread over its whole length."""
    last = len(RAMP)
    if classes <= 1:
        return [3] * classes
    return [1 + round(i * (last - 1) / (classes - 1)) for i in range(classes)]


def colour_of(step: int) -> str:
    """Colour of a step: -1 not applicable, 0 zero, 1..5 the ramp."""
    if step < 0:
        return NOT_APPLICABLE
    return ZERO if step == 0 else RAMP[step - 1]


def stepped_scale() -> list[list[float | str]]:
    """Return Plotly's colour scale for z from -1 to 5, one flat colour a step."""
    colours = [NOT_APPLICABLE, ZERO, *RAMP]
    n = len(colours)
    return [[edge / n, colour] for i, colour in enumerate(colours) for edge in (i, i + 1)]
