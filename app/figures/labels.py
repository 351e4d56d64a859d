"""Names on the map, the large units' first: where two would collide, the first one stays."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.atlas import Unit
from app.figures.basemap import LABELS, LABELS_ON_DARK, NOTHING
from app.figures.palette import LABEL_PX
from app.figures.viewport import TILE_PX
from app.view import View
from geo.place import NATION, Level


def label_traces(
    view: View,
    is_dark: NDArray[np.bool_],
    zoom: float,
    label: Callable[[View, Unit], str],
    pointed: Container[str],
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the position and the content of both label traces, dark text and light text.

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
    units = sorted(_named(view), key=lambda unit: -unit.area_km2)
    lower_deg = LABEL_PX * 360 / TILE_PX / 2**zoom

    def lat_of(unit: Unit) -> float:
        return unit.point[1] - (lower_deg if unit.place.adcode in pointed else 0)

    for position, light in ((LABELS, False), (LABELS_ON_DARK, True)):
        named = [unit for unit in units if (unit.place.key in dark_units) is light]
        yield (
            position,
            {
                "lon": [round(unit.point[0], 3) for unit in named] or NOTHING,
                "lat": [round(lat_of(unit), 3) for unit in named] or NOTHING,
                "text": [written[unit.place.key] for unit in named] or NOTHING,
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
