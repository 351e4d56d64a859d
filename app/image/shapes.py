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
from matplotlib.path import Path
from numpy.typing import NDArray

from app.atlas import Atlas
from geo.plane import from_pseudo

LAYERS_KEPT: Final = 12
_POLYGON: Final = shapely.GeometryType.POLYGON
_DIGITS: Final = 1
"""Decimals of a pixel: finer is not seen, and an SVG grows with each."""

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


def paths_of(geometries: Geometries, to_px: Callable[[Floats], Floats]) -> list[Path]:
    """Matplotlib paths of polygons with their holes, or of lines; one a geometry.

    Parameters
    ----------
    to_px
        Maps metres of the plane, shape (n, 2), to pixels.
    """
    if not len(geometries):
        return []
    parts, geometry_of = shapely.get_parts(geometries, return_index=True)
    closed = bool(np.isin(shapely.get_type_id(parts), _POLYGON).all())
    lines, part_of = shapely.get_rings(parts, return_index=True) if closed else (parts, None)
    points, line_of = shapely.get_coordinates(lines, return_index=True)
    begins = np.flatnonzero(np.diff(line_of, prepend=-1))
    codes = np.full(len(points), Path.LINETO, dtype=np.uint8)
    codes[begins] = Path.MOVETO
    if closed:
        codes[np.append(begins[1:], len(points)) - 1] = Path.CLOSEPOLY
    at = geometry_of[line_of if part_of is None else part_of[line_of]]
    ends = np.searchsorted(at, np.arange(1, len(geometries)))
    pixels = to_px(points).round(_DIGITS)
    pairs = zip(np.split(pixels, ends), np.split(codes, ends), strict=True)
    return [Path(vertices, moves) for vertices, moves in pairs]
