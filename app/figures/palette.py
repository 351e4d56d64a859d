"""The colours of the maps: the same on screen and in every export."""

from __future__ import annotations

from typing import Final

RAMP: Final = ("#d3e6e4", "#9fcbcb", "#63a7b0", "#2f7f93", "#0f5470")
"""Density: even steps of lightness in one hue, readable in greyscale."""
ZERO: Final = "#f4f5f3"
NOT_APPLICABLE: Final = "#dfe1e0"
NO_DATA: Final = "#d3cabd"
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

NO_DATA_STEP: Final = -2
NOT_APPLICABLE_STEP: Final = -1
STEPPED: Final = (NO_DATA, NOT_APPLICABLE, ZERO, *RAMP)
"""Colours of the steps -2..5."""


def ramp_steps(classes: int) -> list[int]:
    """Positions 1..5 on the ramp for that many classes, spread over its whole length."""
    last = len(RAMP)
    if classes <= 1:
        return [3] * classes
    return [1 + round(i * (last - 1) / (classes - 1)) for i in range(classes)]


def colour_of(step: int) -> str:
    """Colour of a step: -2 no data, -1 not applicable, 0 zero, 1..5 the ramp."""
    return STEPPED[step - NO_DATA_STEP]
