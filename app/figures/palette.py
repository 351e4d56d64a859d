"""The colours of the maps: the same on screen and in every export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

RAMP: Final = ("#d3e6e4", "#9fcbcb", "#63a7b0", "#2f7f93", "#0f5470")
"""Density: even steps of lightness in one hue, readable in greyscale."""
PARK_RAMP: Final = ("#efe0c8", "#dcbd8c", "#bd9258", "#8f6732", "#5c3f1c")
"""Parks: as the ramp of density, in another hue."""
PARK_GRADES: Final = ("#27408b", "#4f9d8f")
"""National, provincial."""
PARK_FLAGS: Final = ("#41617a", "#d11f1f")
"""Without a flag, with one."""
RATIO: Final = ("#8c3b0c", "#d98b4a", "#b9b4a6", "#5b9bb0", "#14506b")
"""Ratio to a reference: far below, below, about it, above, far above."""
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

NET_OUT: Final = ("#c4924e", "#dfbf8e", "#f1e4cc")
NET_IN: Final = ("#d6e8e5", "#a2cec8", "#66a8a0")
"""Net flow of a place: out from strong to weak, in from weak to strong."""
FLOW: Final = "#4b3b8f"
FLOW_IN: Final = "#7b6bc4"
FLOW_EDGE: Final = "#ffffff"
"""Flows: one hue; those into the chosen place lighter than those out of it."""
GUIDANCE: Final = ("#9fcbcb", "#2f7f93", "#b58a4c")
NOT_IN_SOURCE: Final = "#e3e2dd"
HOST: Final = "#e6e1f2"
EVENT: Final = "#7a6bb8"
UNSTATED: Final = "#7d7a75"
GRADES: Final = ("#e8ecd9", "#b9cfa4", "#6fa37a", "#2c6b52")
"""Gradient coefficient below 0.8, 1.2, 2 and from 2 on."""

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


def scale_of(colours: Sequence[str]) -> list[list[float | str]]:
    """Plotly's colour scale for steps from -0.5 to the last + 0.5, one flat colour a step."""
    n = len(colours)
    return [[edge / n, colour] for i, colour in enumerate(colours) for edge in (i, i + 1)]
