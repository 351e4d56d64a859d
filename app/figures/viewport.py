"""Where a map looks: centre and zoom that fit a place into the pixels there are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.atlas import Atlas, Unit
from app.view import View
from geo.place import NATION, Level, PlaceKey

Bounds = tuple[float, float, float, float]
Size = tuple[float, float]
"""Width and height in pixels."""

TILE_PX: Final = 512
MAX_ZOOM: Final = 12.0
MIN_PX, MAX_PX = 200, 4000
ABSURD_PX: Final = 1e9
_MOST_FREE: Final = 60
"""Most of the width that is left free beside a place, in percent: a tiny map cannot spare more."""
INSET_PREFECTURES: Final = frozenset({"460300"})
"""Sansha: the islands that the inset shows, so that the main map need not shrink for them."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Size of the map on screen, in CSS pixels."""

    width_px: float
    height_px: float

    @classmethod
    def of(cls, width: object, height: object) -> Viewport:
        """Take what a browser sent; anything that is no sensible size becomes a usual one."""
        return cls(_pixels(width, 760), _pixels(height, 600))


def _pixels(value: object, usual: float) -> float:
    if isinstance(value, (int, float)) and abs(value) < ABSURD_PX:
        return min(max(float(value), MIN_PX), MAX_PX)
    return usual


def has_inset(focus: Unit) -> bool:
    """Whether the South China Sea inset belongs to the map of this place."""
    return focus.place.key in (NATION, PlaceKey(Level.PROVINCE, "460000"))


def main_bounds(atlas: Atlas, focus: Unit) -> Bounds:
    """Return the pseudo-degree bounds of a place without what the inset shows."""
    if not has_inset(focus):
        return focus.bounds
    parts = [
        unit.bounds
        for unit in atlas.units_within(focus.place.key, Level.PREFECTURE)
        if unit.place.adcode not in INSET_PREFECTURES
    ]
    if not parts:
        return focus.bounds
    west, south, east, north = zip(*parts, strict=True)
    return min(west), min(south), max(east), max(north)


def looks_at(view: View, viewport: Viewport, inset_px: Size | None = None) -> dict[str, Any]:
    """Return the centre and zoom at which a view is shown: with more around a single place.

    Parameters
    ----------
    inset_px
        Width and height of the corner that the inset takes, at the lower right; by default that
        of the screen.
    """
    padding = 0.22 if view.sight is not view.frame else 0.06
    bounds = main_bounds(view.atlas, view.sight)
    if not has_inset(view.frame):
        return fit(bounds, viewport, padding)
    corner = inset_px or screen_inset_px(viewport)
    land = view.atlas.derived(f"land {view.frame.place.key}", lambda *_: _land(view))
    for looks in _further_left(bounds, viewport, padding):
        if not _hidden(land, looks, viewport, corner):
            break
    return looks


def _further_left(bounds: Bounds, viewport: Viewport, padding: float) -> Iterator[dict[str, Any]]:
    """A place in the middle, then further to the left, then smaller and smaller."""
    middle = fit(bounds, viewport, padding)
    at_left = fit(bounds, viewport, padding, beside_px=0)
    for share in (0, 0.25, 0.5, 0.75):
        lon = (1 - share) * middle["center"]["lon"] + share * at_left["center"]["lon"]
        yield {**middle, "center": {**middle["center"], "lon": lon}}
    for percent in range(0, _MOST_FREE, 2):
        yield fit(bounds, viewport, padding, beside_px=viewport.width_px * percent / 100)


def screen_inset_px(viewport: Viewport) -> Size:
    """Corner that the inset takes on screen: atlas.css sets its size."""
    return (126, 162) if viewport.height_px > 660 else (96, 123)


def _land(view: View) -> NDArray[np.float64]:
    """Bounds of the land that the inset must not hide: west, south, east, north of each unit.

    Latitudes are Web Mercator northings.
    """
    boxes = [
        unit.bounds
        for unit in view.atlas.units_within(view.frame.place.key, Level.PREFECTURE)
        if unit.place.adcode not in INSET_PREFECTURES
    ]
    return np.array([(west, northing(s), east, northing(n)) for west, s, east, n in boxes])


def _hidden(
    land: NDArray[np.float64], looks: dict[str, Any], viewport: Viewport, corner: Size
) -> bool:
    """Whether the inset would stand on land."""
    scale = TILE_PX * 2 ** looks["zoom"]
    right = (land[:, 2] - looks["center"]["lon"]) / 360 * scale + viewport.width_px / 2
    below = (northing(looks["center"]["lat"]) - land[:, 1]) * scale + viewport.height_px / 2
    in_corner = (right > viewport.width_px - corner[0]) & (below > viewport.height_px - corner[1])
    return bool(in_corner.any())


def fit(
    bounds: Bounds, viewport: Viewport, padding: float = 0.06, *, beside_px: float | None = None
) -> dict[str, Any]:
    """Return Plotly's `center` and `zoom` that show `bounds` with a margin on every side.

    Parameters
    ----------
    bounds
        West, south, east, north in map-plane pseudo-degrees.
    padding
        Share of the viewport left free on each side.
    beside_px
        If given, the place stands at the left, and so much is free at the right: the inset
        stands there.
    """
    west, south, east, north = bounds
    left, right = west / 360, east / 360
    bottom, top = northing(south), northing(north)
    free = 1 - 2 * padding
    zoom = min(
        math.log2(
            (viewport.width_px - (beside_px or 0)) * free / TILE_PX / max(right - left, 1e-9)
        ),
        math.log2(viewport.height_px * free / TILE_PX / max(top - bottom, 1e-9)),
    )
    zoom = round(min(zoom, MAX_ZOOM), 3)
    lon = (west + east) / 2
    if beside_px is not None:
        seen = viewport.width_px / TILE_PX / 2**zoom * 360
        lon = west + seen * (0.5 - padding)
    return {"center": {"lon": lon, "lat": _inverse_northing((bottom + top) / 2)}, "zoom": zoom}


def northing(lat: float) -> float:
    """Web Mercator northing of a latitude, as a share of the world's width."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)


def _inverse_northing(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(y * 2 * math.pi)) - math.pi / 2)
