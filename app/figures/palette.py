"""The colours of the maps: the same on screen and in every export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo import ramp
from geo.classes import Classes
from geo.ramp import shades, spread

RAMP: Final = ramp.RAMP
"""Density: even steps of lightness in one hue, readable in greyscale."""
ABOVE: Final = ramp.ABOVE
"""What lies above the breaks that a reader set: darker than the ramp."""
PARK_RAMP: Final = ("#f4ebdd", "#e3cfae", "#d0b483", "#bc985b", "#a47f40")
PARK_ABOVE: Final = "#6c4f24"
"""Parks: even steps in another hue, lighter: symbols and names stand on them."""
PARK_GRADES: Final = ("#27408b", "#4f9d8f")
"""National, provincial."""
PARK_FLAGS: Final = ("#41617a", "#d11f1f")
"""Without a flag, with one."""
RATIO: Final = ("#8c3b0c", "#d98b4a", "#8d8a80", "#5b9bb0", "#14506b")
"""Ratio to a reference: far below, below, about it, above, far above."""
ZERO: Final = ramp.ZERO
NOT_APPLICABLE: Final = "#dfe1e0"
NO_DATA: Final = ramp.NO_DATA
LAND: Final = "#e9ebea"
SEA: Final = "#fafbfb"
EDGE: Final = ramp.EDGE
PROVINCE_EDGE: Final = "#8a9699"
DASH_LINE: Final = "#5f6b6e"
MARK: Final = "#c2410c"
POINT: Final = "#7a1f3d"
LABEL: Final = "#273238"
LABEL_ON_DARK: Final = "#ffffff"
LABEL_PX: Final = 12

HOT: Final = ("#f4b183", "#d6542c", "#7f1010")
COLD: Final = ("#a9cfe5", "#4a90c2", "#123f7a")
"""Hot and cold spots at false discovery rates of 10, 5 and 1 %."""
ASSOCIATIONS: Final = ("#1f5fa8", "#9dcfe8", "#f0a868", "#a81818")
"""Low among low, low among high, high among low, high among high."""
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
ABOVE_STEP: Final = 6


def stepped(ramp: Sequence[str], above: str) -> tuple[str, ...]:
    """Colours of the steps from 1 on: a ramp of five, what is above, the ramp as six, as seven."""
    return (*ramp, above, *shades(ramp, 6), *shades(ramp, 7))


STEPPED: Final = (NO_DATA, NOT_APPLICABLE, ZERO, *stepped(RAMP, ABOVE))
"""Colours of the steps from -2 on."""


def ramp_steps(classes: int) -> list[int]:
    """Steps of that many classes, 7 at most, spread over the whole length of the ramp."""
    last = len(RAMP)
    if classes > last:
        first = ABOVE_STEP + 1 + (classes - last - 1) * (last + 1)
        return list(range(first, first + classes))
    return [1 + position for position in spread(classes)]


def class_steps(classes: Classes) -> list[int]:
    """Steps of classes; one that is open above has a colour of its own, darker than the ramp."""
    if classes.is_open:
        return [*ramp_steps(len(classes) - 1), ABOVE_STEP]
    return ramp_steps(len(classes))


def colour_of(step: int) -> str:
    """Colour of a step: -2 no data, -1 not applicable, 0 zero, from 1 on the ramp."""
    return STEPPED[step - NO_DATA_STEP]


def scale_of(colours: Sequence[str]) -> list[list[float | str]]:
    """Plotly's colour scale for steps from -0.5 to the last + 0.5, one flat colour a step."""
    n = len(colours)
    return [[edge / n, colour] for i, colour in enumerate(colours) for edge in (i, i + 1)]
