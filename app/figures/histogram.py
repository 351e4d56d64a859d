"""A histogram as rectangles of an SVG drawing: geometry only, the page draws and names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 480
HEIGHT: Final = 132
GAP: Final = 2
TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One class: its limits, its number and its rectangle."""

    low: float
    high: float
    count: int
    x: float
    y: float
    width: float
    height: float
    is_below: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars over equal classes from 0 to 1; `mark` is where the limit stands, in the drawing."""

    bars: tuple[Bar, ...]
    mark: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def ticks(self) -> tuple[tuple[float, float], ...]:
        """Value and position of the ticks under the bars."""
        steps = range(TICKS + 1)
        return tuple((step / TICKS, WIDTH * step / TICKS) for step in steps)


def histogram(counts: tuple[int, ...], limit: float) -> Histogram:
    """Lay out a histogram.

    Parameters
    ----------
    counts
        Number in each of the equal classes from 0 to 1.
    limit
        Value that is marked; classes that end at or before it are told apart.
    """
    most = max(counts, default=0) or 1
    step = WIDTH / len(counts)
    bars = []
    for i, count in enumerate(counts):
        # A single one among thousands must still be seen.
        height = max(count / most * HEIGHT, 1.5) if count else 0.0
        low, high = i / len(counts), (i + 1) / len(counts)
        bars.append(
            Bar(
                low,
                high,
                count,
                i * step + GAP / 2,
                HEIGHT - height,
                step - GAP,
                height,
                high <= limit,
            )
        )
    return Histogram(tuple(bars), WIDTH * limit)
