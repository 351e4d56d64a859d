"""The colours of quantities on maps: even steps of lightness in one hue, readable in greyscale."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

from geo.classes import Classes

RAMP: Final = ("#d3e6e4", "#9fcbcb", "#63a7b0", "#2f7f93", "#0f5470")
"""Density."""
ABOVE: Final = "#04202b"
"""What lies above the breaks that a reader set: darker than the ramp."""
ZERO: Final = "#f4f5f3"
NO_DATA: Final = "#d3cabd"
EDGE: Final = "#cdd5d7"


def spread(classes: int) -> list[int]:
    """Positions in `RAMP` of at most as many classes, over its whole length."""
    last = len(RAMP) - 1
    if classes <= 1:
        return [last // 2] * classes
    return [round(i * last / (classes - 1)) for i in range(classes)]


def class_colours(classes: Classes) -> tuple[str, ...]:
    """Colours of classes; one that is open above has its own, darker than the ramp."""
    closed = len(classes) - classes.is_open
    most = len(RAMP)
    found = tuple(RAMP[i] for i in spread(closed)) if closed <= most else shades(RAMP, closed)
    return (*found, ABOVE) if classes.is_open else found


def shades(ramp: Sequence[str], classes: int) -> tuple[str, ...]:
    """Colours of that many classes, spread over a whole ramp and mixed between its colours."""
    if classes <= 1:
        return tuple(ramp[len(ramp) // 2 : len(ramp) // 2 + classes])
    places = [i * (len(ramp) - 1) / (classes - 1) for i in range(classes)]
    return tuple(mixed(ramp[floor(at)], ramp[ceil(at)], at % 1) for at in places)


def mixed(one: str, other: str, share: float) -> str:
    """Colour between two, by the share of the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
