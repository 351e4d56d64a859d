"""Geometry of the units of an edition, in full detail or simplified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from app.atlas import Atlas
from geo.coverage import Geometries, dissolve, round_coordinates, simplify
from geo.place import Level, PlaceKey
from geo.plane import project, unproject

TOLERANCES_M: Final = (1000, 2000, 4000)
"""Those that are kept; the boundaries have a vertex each 2 km or so, so less changes little."""

_DECIMALS: Final = 6
_ABOVE: Final = {Level.PROVINCE: "province_adcode", Level.PREFECTURE: "prefecture_adcode"}


class Ground:
    """Geometry of units, EPSG:4326; as GeoJSON exterior rings run counter-clockwise."""

    def __init__(
        self, polygons: Mapping[PlaceKey, BaseGeometry], points: Mapping[PlaceKey, shapely.Point]
    ) -> None:
        self.polygons, self.points = polygons, points
        self._texts: dict[PlaceKey, bytes] = {}

    def text(self, key: PlaceKey) -> bytes:
        """GeoJSON of a unit's polygons, written once an edition."""
        if key not in self._texts:
            oriented = shapely.orient_polygons(self.polygons[key])
            self._texts[key] = str(shapely.to_geojson(oriented)).encode()
        return self._texts[key]


def ground_of(atlas: Atlas, tolerance_m: int = 0) -> Ground:
    """The geometry of an edition, made once; with a tolerance it is simplified."""
    if not tolerance_m:
        return atlas.derived("ground", lambda *_: _full(atlas))
    return atlas.derived(f"ground {tolerance_m} m", lambda *_: _simplified(atlas, tolerance_m))


def _full(atlas: Atlas) -> Ground:
    places = atlas.edition.places
    keys = [
        PlaceKey(Level(level), adcode)
        for level, adcode in zip(places["level"], places["adcode"], strict=True)
    ]
    points = shapely.points(places["point_lon"], places["point_lat"])
    return Ground(
        dict(zip(keys, places.geometry.to_numpy(), strict=True)),
        dict(zip(keys, points, strict=True)),
    )


def _simplified(atlas: Atlas, tolerance_m: int) -> Ground:
    """Simplify all counties as one coverage on the map plane, and dissolve the levels above.

    So neighbours keep their common border, and a province that of its counties. Vertices only go:
    rounding brings those that stay back to where they were.
    """
    counties = atlas.edition.places
    counties = counties[counties["level"] == Level.COUNTY]
    drawn = simplify(project(counties.geometry.to_numpy()), tolerance_m)
    shapes = round_coordinates(unproject(drawn), _DECIMALS)
    polygons = _keyed(Level.COUNTY, counties["adcode"].tolist(), shapes)
    for level, column in _ABOVE.items():
        polygons |= _keyed(level, *dissolve(shapes, counties[column].tolist()))
    return Ground(polygons, ground_of(atlas).points)


def _keyed(level: Level, adcodes: list[str], shapes: Geometries) -> dict[PlaceKey, BaseGeometry]:
    return dict(zip((PlaceKey(level, code) for code in adcodes), np.asarray(shapes), strict=True))
