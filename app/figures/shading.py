"""Shading: how the units of a map are filled and what their hover tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.figures.palette import scale_of

DARK = 0.22
"""Relative luminance (WCAG 2) below which a colour asks for light labels."""


@dataclass(frozen=True)
class Shading:
    """What fills the units of a view.

    Attributes
    ----------
    steps
        For each unit the position of its colour in `colours`.
    colours
        sRGB hex, the same for all units of a layer's measure.
    facts
        For each unit a row of what its hover names as `%{customdata[i]}`.
    hover
        Hover text: one for all units, or one for each.
    """

    steps: NDArray[np.int64]
    colours: tuple[str, ...]
    facts: Any
    hover: str | list[str]

    @property
    def is_dark(self) -> NDArray[np.bool_]:
        """For each unit whether its colour is dark."""
        dark = np.array([luminance(colour) < DARK for colour in self.colours])
        found: NDArray[np.bool_] = dark[self.steps]
        return found

    def colour_of(self, position: int) -> str:
        """Colour of a unit, by its position on the map."""
        return self.colours[int(self.steps[position])]

    @property
    def unit_colours(self) -> list[str]:
        """Colour of each unit, in their order."""
        return [self.colours[step] for step in self.steps.tolist()]

    def ground(self) -> NDArray[np.bool_]:
        """For each unit whether it is one of those alike in everything, if most units are."""
        rows = self.facts.tolist() if isinstance(self.facts, np.ndarray) else self.facts
        hovers = repeat(self.hover) if isinstance(self.hover, str) else self.hover
        alike = [
            (step, hover, tuple(row) if isinstance(row, list) else row)
            for step, hover, row in zip(self.steps.tolist(), hovers, rows, strict=False)
        ]
        most, number = Counter(alike).most_common(1)[0]
        if number <= len(alike) / 2:
            return np.zeros(len(alike), dtype=bool)
        return np.array([one == most for one in alike])

    def all_alike(self, position: int) -> dict[str, Any]:
        """Colour and hover of one unit, for a trace all of whose units have them."""
        fact = self.facts[position]
        hover = self.hover if isinstance(self.hover, str) else self.hover[position]
        return {
            "colorscale": scale_of((self.colour_of(position),)),
            "meta": fact.tolist() if isinstance(fact, np.ndarray) else fact,
            "hovertemplate": hover.replace("%{customdata", "%{meta"),
        }

    def of_each(self, positions: NDArray[np.intp]) -> dict[str, Any]:
        """Colour and hover of some units, by their positions, each its own."""
        facts, hover = self.facts, self.hover
        return {
            "z": self.steps[positions],
            "customdata": (
                facts[positions] if isinstance(facts, np.ndarray) else [facts[i] for i in positions]
            ),
            "hovertemplate": hover if isinstance(hover, str) else [hover[i] for i in positions],
        }

    def scale(self) -> list[list[float | str]]:
        """Plotly's colour scale for steps from -0.5 to the last + 0.5, one flat colour a step."""
        return scale_of(self.colours)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB hex colour, 0..1 (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
