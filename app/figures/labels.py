"""Names on the map, the large units' first: where two would collide, the first one stays."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.atlas import Unit
from app.figures.basemap import LABELS, LABELS_ON_DARK, NOTHING
from app.figures.palette import LABEL_PX
from app.figures.viewport import TILE_PX
from app.view import View
from geo.place import NATION, Level


class Label(NamedTuple):
    """A name on the map; one that is below stands a line under the point of its unit."""

    unit: Unit
    text: str
    is_light: bool
    is_below: bool

    @property
    def lower_px(self) -> float:
        """How far the middle of the name lies below the point of its unit."""
        lines = 1 + self.text.count("<br>")
        return LABEL_PX * (0.25 + 0.75 * lines) if self.is_below else 0


def labels_of(
    view: View,
    is_dark: NDArray[np.bool_],
    zoom: float,
    label: Callable[[View, Unit], str],
    pointed: Container[str],
) -> list[Label]:
    """Return the names on the map, those of large units first.

    Parameters
    ----------
    is_dark
        For each unit of the view whether its colour is dark. A label is light only if it fits
        into a dark unit: one that reaches out of it must be readable on what lies around.
    zoom
        Plotly's zoom of the map.
    label
        Gives what is written on a unit.
    pointed
        Units with a point in their middle, by adcode: their names stand below it.
    """
    written = {unit.place.key: label(view, unit) for unit in _named(view)}
    dark_units = {
        unit.place.key
        for unit, dark in zip(view.units, is_dark.tolist(), strict=True)
        if dark and unit.place.key in written and _fits(unit, written[unit.place.key], zoom)
    }
    return [
        Label(
            unit,
            written[unit.place.key],
            unit.place.key in dark_units,
            unit.place.adcode in pointed,
        )
        for unit in sorted(_named(view), key=lambda unit: -unit.area_km2)
    ]


def label_traces(labels: list[Label], zoom: float) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the position and the content of both label traces, dark text and light text."""
    deg_per_px = 360 / TILE_PX / 2**zoom
    for position, light in ((LABELS, False), (LABELS_ON_DARK, True)):
        named = [label for label in labels if label.is_light is light]
        lats = (label.unit.point[1] - label.lower_px * deg_per_px for label in named)
        yield (
            position,
            {
                "lon": [round(label.unit.point[0], 3) for label in named] or NOTHING,
                "lat": [round(lat, 3) for lat in lats] or NOTHING,
                "text": [label.text for label in named] or NOTHING,
            },
        )


def _named(view: View) -> tuple[Unit, ...]:
    """The units on the map; on the national map the provinces, whatever its level."""
    if view.frame.place.key == NATION:
        return view.atlas.units_within(NATION, Level.PROVINCE)
    return view.units


def _fits(unit: Unit, name: str, zoom: float) -> bool:
    west, _, east, _ = unit.bounds
    width_px = (east - west) / 360 * TILE_PX * 2**zoom
    em = sum(1.0 if ord(character) > 0x2E80 else 0.55 for character in name)
    return bool(width_px > em * LABEL_PX * 1.3)
