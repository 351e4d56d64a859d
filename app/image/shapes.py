"""Map layers as shapes on the map plane, in metres: the geometry that browsers draw, unpacked."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray

from app.atlas import Atlas
from geo.plane import from_pseudo

LAYERS_KEPT: Final = 12

Geometries = NDArray[np.object_]
Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]
"""West, south, east, north in metres of the map plane."""


@dataclass(frozen=True, eq=False)
class Shapes:
    """Geometries in metres of the map plane, each with its id."""

    ids: tuple[str, ...]
    geometries: Geometries

    def within(self, bounds: Bounds) -> Shapes:
        """What of them lies in a box."""
        clipped = shapely.clip_by_rect(self.geometries, *bounds)
        kept = np.flatnonzero(~shapely.is_empty(clipped))
        return Shapes(tuple(self.ids[i] for i in kept), clipped[kept])

    def meeting(self, bounds: Bounds) -> Shapes:
        """Those of them that reach into a box, whole."""
        kept = np.flatnonzero(shapely.intersects(self.geometries, shapely.box(*bounds)))
        return Shapes(tuple(self.ids[i] for i in kept), self.geometries[kept])


def shapes_of(atlas: Atlas, name: str) -> Shapes:
    """A map layer of the edition; empty where it has none of that name."""
    read: Callable[[str], Shapes] = atlas.derived(
        "plane shapes", lambda held, _: lru_cache(maxsize=LAYERS_KEPT)(partial(_layer, held))
    )
    return read(name)


def _layer(atlas: Atlas, name: str) -> Shapes:
    layer = atlas.edition.map_layers.get(name)
    return Shapes((), np.empty(0, dtype=object)) if layer is None else unpacked(layer.body)


def unpacked(body: bytes) -> Shapes:
    """Read gzip-compressed GeoJSON in pseudo-degrees."""
    features: list[dict[str, Any]] = orjson.loads(gzip.decompress(body))["features"]
    geometries = shapely.from_geojson([orjson.dumps(one["geometry"]) for one in features])
    return Shapes(tuple(one["id"] for one in features), from_pseudo(np.asarray(geometries)))
