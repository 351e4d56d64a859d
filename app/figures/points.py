"""Cluster points: one for each cluster in each county on the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from typing import Any, Final, NamedTuple

from app.atlas import Unit
from app.figures import palette
from app.figures.basemap import NOTHING
from app.recognition import recognition_line
from app.view import View
from geo.place import NATION, Level

NO_POINTS: Final[dict[str, Any]] = {
    "lon": NOTHING,
    "lat": NOTHING,
    "text": NOTHING,
    "customdata": NOTHING,
}
"""A trace that shows nothing."""

STEP_DEG: Final = 0.048
"""Most that two points of one county lie apart, in pseudo-degrees: about 5 km."""


class ClusterPoint(NamedTuple):
    """A cluster in one county: where it is drawn, in pseudo-degrees, and what its hover tells."""

    lon: float
    lat: float
    text: str
    county: str
    cluster_id: str


def cluster_points_trace(view: View) -> dict[str, Any]:
    """Return what the points' trace shows; nothing unless the map shows counties."""
    points = cluster_points(view) if view.level is Level.COUNTY else []
    size_px = 5 if view.frame.place.key == NATION else 10
    return {
        **positions(points),
        "marker": {
            "size": size_px,
            "color": palette.POINT,
            "opacity": 0.9,
            "allowoverlap": True,
        },
    }


def counties_with_clusters(view: View) -> Container[str]:
    """Units of the map that have a cluster point, by adcode."""
    return view.tally.counts[Level.COUNTY] if view.level is Level.COUNTY else ()


def positions(points: Sequence[ClusterPoint]) -> dict[str, Any]:
    """Where points stand and what they tell, as a trace takes it."""
    return {
        "lon": [round(point.lon, 4) for point in points] or NOTHING,
        "lat": [round(point.lat, 4) for point in points] or NOTHING,
        "text": [point.text for point in points] or NOTHING,
        "customdata": [point.county for point in points] or NOTHING,
    }


def cluster_points(view: View) -> list[ClusterPoint]:
    """Points of the counted clusters, one in each county on the map.

    A list names a county, not a site: the points stand at the county's representative point,
    side by side where a county holds several.
    """
    shown = {unit.place.adcode: unit for unit in view.units}
    held: dict[str, list[str]] = defaultdict(list)
    pairs = view.tally.members[["cluster_id", Level.COUNTY]].drop_duplicates()
    for cluster_id, adcode in pairs.itertuples(index=False, name=None):
        if adcode in shown:
            held[adcode].append(cluster_id)
    return [
        ClusterPoint(*place, _text(view, cluster_id), adcode, cluster_id)
        for adcode, ids in held.items()
        for place, cluster_id in zip(_beside(shown[adcode], len(ids)), sorted(ids), strict=True)
    ]


def _beside(unit: Unit, n: int) -> list[tuple[float, float]]:
    """Return n places in a row around the unit's point, a small part of the unit's width apart."""
    lon, lat = unit.point
    west, _, east, _ = unit.bounds
    step = min((east - west) / 8, STEP_DEG)
    return [(lon + (i - (n - 1) / 2) * step, lat) for i in range(n)]


def _text(view: View, cluster_id: str) -> str:
    cluster = view.atlas.clusters[cluster_id]
    facts = [cluster["industry"], cluster["unit"]]
    facts += [recognition_line(view, row) for row in view.atlas.recognitions_of[cluster_id]]
    lines = [escaped(fact) for fact in facts if fact]
    return "<br>".join([f"<b>{escaped(cluster['name_zh'])}</b>", *lines])


def escaped(value: str) -> str:
    """Write text as text: Plotly reads a few HTML tags in labels."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
