"""Map layers: the geometry that browsers draw, at the level of detail of each view."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.coverage import (
    Geometries,
    as_array,
    dissolve,
    round_coordinates,
    shared_and_free_edges,
    simplify,
)
from geo.place import Level
from geo.plane import as_pseudo, lonlat_to_pseudo, project

COARSE_TOLERANCE_M = 4000.0
COARSE_DECIMALS = 3
FINE_TOLERANCE_M = 400.0
FINE_DECIMALS = 4
INSET_CORNERS_LONLAT = ((106.5, 24.0), (123.0, 24.0), (110.0, 2.5), (120.0, 2.5))
UNIT_LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
_GZIP_LEVEL = 6

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One layer, ready to be sent.

    Attributes
    ----------
    name : str
    sha256 : str
        Of the uncompressed GeoJSON: it does not depend on the version of the compressor.
    features : int
    bounds : (west, south, east, north)
        Pseudo-degrees of the map plane.
    body : bytes
        Gzip-compressed GeoJSON FeatureCollection in pseudo-degrees.
    """

    name: str
    sha256: str
    features: int
    bounds: Bounds
    body: bytes


@dataclass(frozen=True, slots=True)
class _Features:
    """What one layer shows: (id, name_zh, name_en) and geometry in pseudo-degrees of each."""

    name: str
    names: list[tuple[str, str, str]]
    geometries: Geometries
    bounds: Bounds | None = None


def build_map_layers(places: gpd.GeoDataFrame, dash_line: Any | None) -> list[MapLayer]:
    """Build every map layer from the places.

    The counties are simplified once for the country and once, finer, for the provinces, then
    rounded; prefectures and provinces are dissolved from these very counties. So units of all
    levels share their edges within a level of detail, and the fine layers of two provinces meet.

    Parameters
    ----------
    places : GeoDataFrame, EPSG:4326
        As `etl.boundaries.places.build_places` gives it: a clean coverage at each level.
    dash_line : geometry or None
        Lines in EPSG:4326; without them there is no layer `dash-line`.

    Returns
    -------
    list of MapLayer
        `province`, `prefecture`, `county`, `inset-...` of each, `province-lines`, `dash-line`,
        `province-fine` (what lies around the units of one province), and
        `prefecture-<province>`, `county-<province>` for each province.
    """
    drawn = _Drawn(places)
    coarse = drawn.at(COARSE_TOLERANCE_M, COARSE_DECIMALS)
    todo = [*coarse.values(), *_insets(coarse), _province_lines(coarse[Level.PROVINCE])]
    if dash_line is not None:
        todo.append(_dash_line(dash_line))
    fine = drawn.at(FINE_TOLERANCE_M, FINE_DECIMALS)
    todo.append(replace(fine[Level.PROVINCE], name="province-fine"))
    todo += _of_each_province(fine, drawn)
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(_encode, todo))


class _Drawn:
    """The units of the places, ready to be drawn at any level of detail."""

    def __init__(self, places: gpd.GeoDataFrame) -> None:
        self.table = {level: places[places["level"].eq(level.value)] for level in UNIT_LEVELS}
        self._counties = self.table[Level.COUNTY]
        self._plane = project(self._counties.geometry.to_numpy())

    def at(self, tolerance_m: float, decimals: int) -> dict[Level, _Features]:
        """Simplify and round the counties, and dissolve the levels above from them."""
        simplified = as_pseudo(simplify(self._plane, tolerance_m))
        counties = round_coordinates(simplified, decimals)
        return {
            Level.PROVINCE: self._dissolved(counties, Level.PROVINCE),
            Level.PREFECTURE: self._dissolved(counties, Level.PREFECTURE),
            Level.COUNTY: self._features(Level.COUNTY, self._counties["adcode"].tolist(), counties),
        }

    def _dissolved(self, counties: Geometries, level: Level) -> _Features:
        adcodes, merged = dissolve(counties, self._counties[f"{level.value}_adcode"].tolist())
        return self._features(level, adcodes, merged)

    def _features(self, level: Level, adcodes: list[str], geometries: Geometries) -> _Features:
        named = self.table[level].set_index("adcode").loc[adcodes]
        names = list(zip(adcodes, named["name_zh"], named["name_en"], strict=True))
        return _Features(level.value, names, geometries)


def _insets(coarse: dict[Level, _Features]) -> Iterator[_Features]:
    window = inset_window()
    for level, features in coarse.items():
        clipped = shapely.clip_by_rect(features.geometries, *window)
        kept = np.flatnonzero(shapely.area(clipped) > 0)
        names = [features.names[position] for position in kept]
        # Only the vertices on the window's rim are new; the others keep their decimals.
        rounded = shapely.transform(clipped[kept], lambda points: np.round(points, 5))
        yield _Features(f"inset-{level.value}", names, rounded, window)


def inset_window() -> Bounds:
    """Bounds of the South China Sea inset: west, south, east, north in pseudo-degrees."""
    corners = lonlat_to_pseudo(INSET_CORNERS_LONLAT)
    west, south = corners.min(axis=0)
    east, north = corners.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _province_lines(provinces: _Features) -> _Features:
    shared, free = shared_and_free_edges(provinces.geometries)
    names = [("inner", "省界", "Province border"), ("outer", "外缘", "Coast and national border")]
    return _Features("province-lines", names, as_array([shared, free]))


def _dash_line(line: Any) -> _Features:
    drawn = shapely.transform(as_pseudo(project(line)), lambda points: np.round(points, 4))
    return _Features("dash-line", [("dash-line", "南海断续线", "Dash line")], as_array([drawn]))


def _of_each_province(fine: dict[Level, _Features], drawn: _Drawn) -> Iterator[_Features]:
    for level in (Level.PREFECTURE, Level.COUNTY):
        province_of = drawn.table[level].set_index("adcode")["province_adcode"]
        features = fine[level]
        own = province_of.loc[[adcode for adcode, _, _ in features.names]].to_numpy()
        for province in drawn.table[Level.PROVINCE]["adcode"]:
            chosen = np.flatnonzero(own == province)
            names = [features.names[position] for position in chosen]
            yield _Features(f"{level.value}-{province}", names, features.geometries[chosen])


def _encode(features: _Features) -> MapLayer:
    oriented = shapely.orient_polygons(features.geometries, exterior_cw=False)
    geometries = shapely.to_geojson(oriented)
    entries = [
        f'{{"type":"Feature","id":{_json(key)},"properties":{{"name":{_json(name_zh)},'
        f'"name_en":{_json(name_en)}}},"geometry":{geometry}}}'
        for (key, name_zh, name_en), geometry in zip(features.names, geometries, strict=True)
    ]
    text = f'{{"type":"FeatureCollection","features":[{",".join(entries)}]}}'.encode()
    return MapLayer(
        name=features.name,
        sha256=hashlib.sha256(text).hexdigest(),
        features=len(entries),
        bounds=features.bounds or _bounds(features.geometries),
        body=gzip.compress(text, _GZIP_LEVEL, mtime=0),
    )


def _bounds(geometries: Geometries) -> Bounds:
    west, south, east, north = map(float, shapely.total_bounds(geometries))
    return west, south, east, north


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
