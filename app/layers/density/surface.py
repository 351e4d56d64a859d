"""The density surface of clusters: its bands as polygons, and its value at the units' points."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from app.atlas import Atlas
from app.figures import palette
from app.image.shapes import shapes_of
from app.state import Analysis, ViewState
from app.view import View, view_of
from geo.place import NATION, Level
from geo.plane import as_pseudo, pseudo_to_plane
from geo.ramp import mixed
from geo.surface import Surface, isobands, kernel_density, kernel_density_at

BANDS: Final = 5
OPACITY: Final = 0.7
"""Lines and names below and above the bands stay legible."""
COLOURS: Final = tuple(mixed(palette.ZERO, colour, OPACITY) for colour in palette.RAMP)
"""Of the bands, as they look on the units."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How finely bands are drawn: parts of the bandwidth, and decimals of pseudo-degrees."""

    cell: float
    tolerance: float
    decimals: int


NATIONAL: Final = Detail(1 / 12, 1 / 50, 2)
PROVINCIAL: Final = Detail(1 / 40, 1 / 400, 3)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """Bands of a surface on land.

    Attributes
    ----------
    breaks
        Lower limits, clusters per 10,000 km²; the last band has no upper one.
    shown
        Positions of the bands that there are.
    sha256
        Of the uncompressed body.
    body
        Gzip-compressed GeoJSON in pseudo-degrees, one feature a band that there is.
    """

    breaks: tuple[float, ...]
    shown: tuple[int, ...]
    sha256: str
    body: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Counted clusters at the representative points of their counties, on the map plane.

    A cluster in several counties is shared between them. `left_out` of the counted clusters are
    known only more coarsely, and have no point.
    """

    places_m: Floats
    weights: Floats
    left_out: int


def band_trace(view: View) -> dict[str, Any] | None:
    """What the ribbons' trace shows of a surface; None where there is none."""
    if view.state.analysis is not Analysis.SURFACE or not (bands := bands_of(view)).shown:
        return None
    return {
        "geojson": bands_url(view),
        "locations": [str(band) for band in bands.shown],
        "z": list(bands.shown),
        "zmin": -0.5,
        "zmax": BANDS - 0.5,
        "colorscale": palette.scale_of(palette.RAMP),
        "hoverinfo": "skip",
        "marker": {"opacity": OPACITY, "line": {"width": 0, "color": palette.RAMP[-1]}},
    }


def band_shapes(view: View) -> bytes | None:
    """Geometry of the bands; None where there are none."""
    return bands_of(view).body if band_trace(view) else None


def bands_url(view: View) -> str:
    """Address of the bands: it changes with their content, and says how to make them again."""
    state = view.state
    same = ViewState(
        place=land_of(view),
        year=view.year,
        programme=state.programme,
        batch=state.batch,
        chain=state.chain,
        analysis=Analysis.SURFACE,
        bandwidth=state.bandwidth,
    )
    edition = view.atlas.edition.id
    return f"/surface/{bands_of(view).sha256}.geojson{same.query()}&edition={edition}"


def land_of(view: View) -> str:
    """Adcode of the place whose land the bands are cut to: the province around, or the nation."""
    place = view.frame.place.key
    return place.adcode if place == NATION else view.atlas.province_of(place)


def bands_of(view: View) -> Bands:
    """Bands of a view, found once for all that count the same clusters."""
    key = (land_of(view), view.state.bandwidth, *view.counted)
    return view.atlas.recent("surface bands", key, lambda: _bands(view))


def surface_at_units(view: View) -> Floats:
    """Value of the surface at the representative point of each unit."""
    key = (view.level, view.frame.place.key, view.state.bandwidth, *view.counted)
    return view.atlas.recent("surface at units", key, lambda: _at_units(view))


def points_of(view: View) -> Points:
    """Where the counted clusters stand."""
    members = view.tally.members[["cluster_id", Level.COUNTY]].dropna().drop_duplicates()
    shares = 1 / members.groupby("cluster_id")[Level.COUNTY].transform("size")
    counties = {unit.place.adcode: unit for unit in view.atlas.units_within(NATION, Level.COUNTY)}
    at = [counties[adcode].point for adcode in members[Level.COUNTY]]
    return Points(
        np.asarray(pseudo_to_plane(np.array(at, dtype=np.float64).reshape(-1, 2))),
        shares.to_numpy(dtype=np.float64),
        len(view.tally.counted) - members["cluster_id"].nunique(),
    )


def _at_units(view: View) -> Floats:
    points = points_of(view)
    at = np.asarray(pseudo_to_plane([unit.point for unit in view.units]))
    return kernel_density_at(points.places_m, points.weights, view.state.bandwidth, at)


def _bands(view: View) -> Bands:
    breaks, adcode = breaks_of(_peak(view)), land_of(view)
    detail = NATIONAL if adcode == NATION.adcode else PROVINCIAL
    land = _land(view.atlas, adcode)
    drawn = _cut(_surface(view, detail.cell, land.bounds), breaks, land, detail, view)
    shown = tuple(np.flatnonzero(~shapely.is_empty(drawn)).tolist())
    features = [
        {"type": "Feature", "id": str(n), "properties": {}, "geometry": _geometry(drawn[n], detail)}
        for n in shown
    ]
    content = {"type": "FeatureCollection", "features": features}
    body = json.dumps(content, separators=(",", ":")).encode()
    digest = hashlib.sha256(body).hexdigest()
    return Bands(breaks, shown, digest, gzip.compress(body, 6, mtime=0))


def _cut(
    surface: Surface | None, breaks: tuple[float, ...], land: Any, detail: Detail, view: View
) -> Any:
    """Bands on land in pseudo-degrees: what lies above a break, without what lies above the next.

    Each band is made of simplified outlines of what lies above a break: so neighbours share them.
    """
    if surface is None:
        return np.empty(0, dtype=object)
    above = [isobands(surface, [limit])[0] for limit in breaks]
    outlines = shapely.simplify(above, detail.tolerance * view.state.bandwidth * 1000)
    nested = [land]
    for outline in outlines:
        nested.append(shapely.intersection(outline, nested[-1]))
    nested = [*shapely.set_precision(as_pseudo(np.array(nested[1:])), 10.0**-detail.decimals)]
    return shapely.difference(nested, [*nested[1:], shapely.Polygon()])


def _geometry(shape: Any, detail: Detail) -> dict[str, Any]:
    """A geometry's polygons as GeoJSON; points and lines that a cut left are nothing."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    rings = [[_positions(ring, detail) for ring in shapely.get_rings(one)] for one in polygons]
    return {"type": "MultiPolygon", "coordinates": rings}


def _positions(ring: Any, detail: Detail) -> list[list[float]]:
    return [list(point) for point in shapely.get_coordinates(ring).round(detail.decimals).tolist()]


def _surface(
    view: View, cell: float, bounds_m: tuple[float, float, float, float] | None = None
) -> Surface | None:
    """The surface of a view with cells of a part of the bandwidth; None without any points."""
    points, bandwidth = points_of(view), view.state.bandwidth
    if not len(points.weights):
        return None
    return kernel_density(points.places_m, points.weights, bandwidth, cell * bandwidth, bounds_m)


def _peak(view: View) -> float:
    """Largest value over all years: one year's colours compare with the next one's."""
    state = view.state
    key = (state.bandwidth, state.programme, state.batch, state.chain)
    return view.atlas.recent("surface peak", key, lambda: _find_peak(view))


def _find_peak(view: View) -> float:
    years = (view.state.with_(year=str(year), select="") for year in view.atlas.years)
    views = [view, *(view_of(view.atlas, state) for state in years)]
    found = (_surface(one, NATIONAL.cell) for one in views)
    return max((float(surface.values.max()) for surface in found if surface), default=0.0)


def breaks_of(peak: float) -> tuple[float, ...]:
    """Round numbers below a peak: the five largest of 1, 2, 5, 10, 20 ... and below 1."""
    if peak <= 0:
        return ()
    power = int(np.floor(np.log10(peak)))
    rounded = [float(f"{n}e{p}") for p in range(power - 2, power + 1) for n in (1, 2, 5)]
    return tuple([n for n in rounded if n < peak][-BANDS:])


def ranges_of(breaks: tuple[float, ...]) -> list[tuple[float, float | None]]:
    """Limits of the bands; the last has no upper one."""
    return [*pairwise(breaks), (breaks[-1], None)] if breaks else []


def _land(atlas: Atlas, adcode: str) -> Any:
    """Land of the nation, or in finer detail of a province, on the map plane."""
    return atlas.recent("land", adcode, lambda: _dissolved(atlas, adcode))


def _dissolved(atlas: Atlas, adcode: str) -> Any:
    name = "province" if adcode == NATION.adcode else f"county-{adcode}"
    land = shapely.coverage_union_all(shapes_of(atlas, name).geometries)
    shapely.prepare(land)
    return land
