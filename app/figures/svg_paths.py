"""Map layers as paths of SVG pictures: what pictures that are drawn on the server share."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from app.atlas import Atlas
from app.figures.viewport import Bounds, northing

Line = list[list[float]]


@dataclass(frozen=True, slots=True)
class Window:
    """Maps pseudo-degrees to units of a picture: all coordinates are whole numbers."""

    west: float
    top: float
    scale: float

    @classmethod
    def covering(cls, bounds: Bounds, width: float, height: float) -> Window:
        """The window in which bounds fill the picture, over its edge if need be."""
        across, down = extent(bounds)
        return cls(bounds[0], northing(bounds[3]), max(width / across, height / down))

    def path(self, line: Line) -> str:
        """Path of a ring or line in whole units; a speck becomes a dot."""
        points = [self.point(lon, lat) for lon, lat in line]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(points) < 3:
            return f"M{points[0][0]} {points[0][1]}h1v1h-1z"
        moves = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
        return f"M{points[0][0]} {points[0][1]}l" + " ".join(moves)

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a point lies in the picture."""
        x = (lon - self.west) / 360 * self.scale
        return round(x), round((self.top - northing(lat)) * self.scale)


def extent(bounds: Bounds) -> tuple[float, float]:
    """Width and height of pseudo-degree bounds, both in turns of the projected globe."""
    west, south, east, north = bounds
    return (east - west) / 360, northing(north) - northing(south)


def unit_paths(atlas: Atlas, layer: str, window: Window) -> list[tuple[str, str]]:
    """Adcode and path of each unit of a layer."""
    return [
        (feature["id"], "".join(f"{window.path(ring)}z" for ring in _rings(feature["geometry"])))
        for feature in _features(atlas, layer)
    ]


def line_paths(atlas: Atlas, layer: str, window: Window, bounds: Bounds) -> str:
    """The lines of a layer inside bounds, as one path; empty where the edition lacks the layer."""
    if layer not in atlas.edition.map_layers:
        return ""
    west, south, east, north = bounds
    paths = [
        window.path(run)
        for feature in _features(atlas, layer)
        for line in _rings(feature["geometry"])
        for run in _runs(line, lambda p: west <= p[0] <= east and south <= p[1] <= north)
    ]
    return f'<path d="{"".join(paths)}"/>'


def _runs(line: Line, inside: Callable[[list[float]], bool]) -> Iterator[Line]:
    """Parts of a line whose points lie inside."""
    for within, points in groupby(line, inside):
        if within and len(run := list(points)) > 1:
            yield run


def _features(atlas: Atlas, name: str) -> Iterable[dict[str, Any]]:
    found = json.loads(gzip.decompress(atlas.edition.map_layers[name].body))
    return list(found["features"])


def _rings(geometry: dict[str, Any]) -> Iterator[Line]:
    """All rings of polygons, or all lines."""
    parts = geometry["coordinates"]
    match geometry["type"]:
        case "LineString":
            yield parts
        case "Polygon" | "MultiLineString":
            yield from parts
        case "MultiPolygon":
            for polygon in parts:
                yield from polygon
