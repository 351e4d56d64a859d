"""The South China Sea inset: the units and colours of the national map as a small SVG picture."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from app.atlas import Atlas
from app.figures import palette
from app.figures.viewport import northing
from app.layers import layer_of
from app.view import View

WIDTH, HEIGHT = 224, 296
"""Size of the picture in its own units, half a pixel each: all coordinates are whole numbers."""

Line = list[list[float]]


@dataclass(frozen=True, slots=True)
class _Window:
    """Maps pseudo-degrees of the inset layer's bounds to units of the picture."""

    west: float
    top: float
    scale: float

    @classmethod
    def of(cls, bounds: tuple[float, float, float, float]) -> _Window:
        west, south, east, north = bounds
        across, down = (east - west) / 360, northing(north) - northing(south)
        return cls(west, northing(north), max(WIDTH / across, HEIGHT / down))

    def path(self, line: Line) -> str:
        """Path of a ring or line in whole units; a speck becomes a dot."""
        points = [self._point(lon, lat) for lon, lat in line]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(points) < 3:
            return f"M{points[0][0]} {points[0][1]}h1v1h-1z"
        moves = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
        return f"M{points[0][0]} {points[0][1]}l" + " ".join(moves)

    def _point(self, lon: float, lat: float) -> tuple[int, int]:
        x = (lon - self.west) / 360 * self.scale
        return round(x), round((self.top - northing(lat)) * self.scale)


def inset_url(view: View) -> str:
    """Address of the inset of a view; only what decides its colours stands in it."""
    same = view.state.with_(select="", table="closed", panel="place", embed="", lang="zh-CN")
    edition = view.atlas.edition.id
    return f"/geo/inset.svg{same.with_(level=view.level).query()}&edition={edition}"


def inset_svg(view: View) -> str:
    """Draw the inset of a view as an SVG document."""
    shapes = view.atlas.derived(f"inset-{view.level}", _shapes)
    lines = view.atlas.derived("inset-lines", _lines)
    shading = layer_of(view).shade(view)
    colour = {
        unit.place.adcode: shading.colour_of(position) for position, unit in enumerate(view.units)
    }
    areas = "".join(
        f'<path fill="{colour.get(adcode, palette.LAND)}" d="{path}"/>' for adcode, path in shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="100%" height="100%" fill="{palette.SEA}"/>'
        f'<g stroke="{palette.EDGE}" stroke-width=".5">{areas}</g>'
        f'<g fill="none" stroke="{palette.PROVINCE_EDGE}" stroke-width="1">{lines[0]}</g>'
        f'<g fill="none" stroke="{palette.DASH_LINE}" stroke-width="2.2">{lines[1]}</g></svg>'
    )


def _shapes(atlas: Atlas, name: str) -> list[tuple[str, str]]:
    """Adcode and path of each unit that reaches into the inset."""
    window = _window(atlas)
    return [
        (feature["id"], "".join(f"{window.path(ring)}z" for ring in _rings(feature["geometry"])))
        for feature in _features(atlas, name)
    ]


def _lines(atlas: Atlas, _name: str) -> tuple[str, str]:
    """Paths of the province boundaries and of the dash line."""
    return _line_paths(atlas, "province-lines"), _line_paths(atlas, "dash-line")


def _line_paths(atlas: Atlas, name: str) -> str:
    if name not in atlas.edition.map_layers:
        return ""
    window = _window(atlas)
    west, south, east, north = atlas.edition.map_layers["inset-province"].bounds
    paths = [
        window.path(run)
        for feature in _features(atlas, name)
        for line in _rings(feature["geometry"])
        for run in _runs(line, lambda p: west <= p[0] <= east and south <= p[1] <= north)
    ]
    return f'<path d="{"".join(paths)}"/>'


def _runs(line: Line, inside: Callable[[list[float]], bool]) -> Iterator[Line]:
    """Parts of a line whose points lie inside."""
    for within, points in groupby(line, inside):
        if within and len(run := list(points)) > 1:
            yield run


def _window(atlas: Atlas) -> _Window:
    return _Window.of(atlas.edition.map_layers["inset-province"].bounds)


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
