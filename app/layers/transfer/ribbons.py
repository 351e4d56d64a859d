"""Flows as ribbons on the map: their polygons as GeoJSON, and the trace that shows them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

import numpy as np
import shapely

from app.atlas import Atlas
from app.figures import palette
from app.figures.points import escaped
from app.layers.transfer.shown import Shown, shown
from app.state import Layer, ViewState
from app.transfer.flows import Flow
from app.view import View
from geo.place import PlaceKey
from geo.plane import as_pseudo, pseudo_to_plane
from geo.ribbons import MIN_DISTANCE_M, ribbons

WIDEST: Final = 1 / 56
NARROWEST: Final = 1 / 460
"""Widths of the largest and the smallest ribbon, as parts of the map's longer side."""

HEAD: Final = 1 / 56
"""Least length of an arrowhead, as a part of the same."""

GAP: Final = 1 / 62
"""Distance of the ends of a ribbon from the units' points, where dots and names stand."""

BROAD: Final = 0.25
"""Part of the largest flow from which a ribbon is broad."""

FILES_KEPT: Final = 64
_FLOW, _OUT, _IN, _MARKED = range(4)
COLOURS: Final = (palette.FLOW, palette.FLOW, palette.FLOW_IN, palette.MARK)
"""Of flows in general, out of the chosen place, into it, and of the marked one."""


@dataclass(frozen=True, slots=True)
class RibbonFile:
    """Ribbons as gzip-compressed GeoJSON in pseudo-degrees; `sha256` is of the uncompressed."""

    sha256: str
    body: bytes


def ribbon_trace(view: View) -> dict[str, Any] | None:
    """Return what the ribbons' trace shows; None where there are no flows."""
    what = shown(view)
    flows = drawn_flows(what)
    if not flows:
        return None
    tones = [_tone(what, flow) for flow in flows]
    return {
        "geojson": ribbon_url(what),
        "locations": [flow.id for flow in flows],
        "z": tones,
        "zmin": -0.5,
        "zmax": len(COLOURS) - 0.5,
        "colorscale": palette.scale_of(COLOURS),
        "customdata": [
            [escaped(what.flow_name(flow)), escaped(what.flow_told(flow))] for flow in flows
        ],
        "hovertemplate": view.text(f"transfer.hover.flow.{what.choice.kind.nature}"),
        "marker": {"opacity": 0.76, "line": {"width": 0.6, "color": _edges(what, flows, tones)}},
    }


def ribbon_shapes(view: View) -> bytes | None:
    """Return the geometry of the ribbons; None where there are no flows."""
    what = shown(view)
    return ribbon_file(what).body if drawn_flows(what) else None


def widest_m(what: Shown) -> float:
    """Width of the ribbon of the map's largest flow, in metres of the map plane."""
    return _side_m(what.view.atlas, what.view.frame.place.key) * WIDEST


def _edges(what: Shown, flows: tuple[Flow, ...], tones: list[int]) -> list[str]:
    """Light edges part broad ribbons from each other; thin ones would vanish in theirs."""
    broad = BROAD * (what.flows.flows[0].value or 0.0)
    return [
        palette.FLOW_EDGE if (flow.value or 0.0) >= broad else COLOURS[tone]
        for flow, tone in zip(flows, tones, strict=True)
    ]


def ribbon_url(what: Shown) -> str:
    """Address of the ribbons: it changes with their content, and says how to make them again."""
    state = what.view.state
    outside = what.marked is not None and what.marked not in what.drawn
    same = ViewState(
        layer=Layer.TRANSFER,
        place=state.place,
        level=what.view.level,
        select=state.select,
        kind=state.kind,
        activity=what.choice.activity,
        period=what.choice.period,
        by=state.by,
        top=state.top,
        flow=state.flow if outside else "",
    )
    edition = what.view.atlas.edition.id
    return f"/flows/{ribbon_file(what).sha256}.geojson{same.query()}&edition={edition}"


def ribbon_file(what: Shown) -> RibbonFile:
    """The ribbons of a view, drawn once for all that show the same flows."""
    atlas = what.view.atlas
    draw: Callable[[tuple[Flow, ...], PlaceKey, float], RibbonFile] = atlas.derived(
        "ribbons", lambda held, _: lru_cache(maxsize=FILES_KEPT)(partial(_file, held))
    )
    largest = what.flows.flows[0].value or 0.0
    return draw(drawn_flows(what), what.view.frame.place.key, largest)


def drawn_flows(what: Shown) -> tuple[Flow, ...]:
    """The flows of the map, the marked one among them, that have a length to be drawn along."""
    flows = what.drawn
    if what.marked and what.marked.value and what.marked not in flows:
        flows = (*flows, what.marked)
    return tuple(flow for flow in flows if _length_m(what.view.atlas, flow) >= MIN_DISTANCE_M)


def _length_m(atlas: Atlas, flow: Flow) -> float:
    ends = pseudo_to_plane([atlas.units[key].point for key in (flow.origin, flow.destination)])
    return float(np.linalg.norm(ends[1] - ends[0]))


def _tone(what: Shown, flow: Flow) -> int:
    if flow == what.marked:
        return _MARKED
    if what.chosen is None:
        return _FLOW
    return _OUT if flow.origin == what.chosen.place.key else _IN


def _file(atlas: Atlas, flows: tuple[Flow, ...], frame: PlaceKey, largest: float) -> RibbonFile:
    starts = pseudo_to_plane([atlas.units[flow.origin].point for flow in flows])
    ends = pseudo_to_plane([atlas.units[flow.destination].point for flow in flows])
    side_m = _side_m(atlas, frame)
    shapes = ribbons(
        starts,
        ends,
        np.array([flow.value for flow in flows], dtype=np.float64),
        side_m * WIDEST,
        min_width_m=side_m * NARROWEST,
        min_head_m=side_m * HEAD,
        gap_m=side_m * GAP,
        full=largest,
    )
    features = [
        {"type": "Feature", "id": flow.id, "properties": {}, "geometry": _polygon(shape)}
        for flow, shape in zip(flows, as_pseudo(shapes), strict=True)
    ]
    content = {"type": "FeatureCollection", "features": features}
    body = json.dumps(content, separators=(",", ":")).encode()
    return RibbonFile(hashlib.sha256(body).hexdigest(), gzip.compress(body, 6, mtime=0))


def _side_m(atlas: Atlas, frame: PlaceKey) -> float:
    """Longer side of the bounds of a place on the map plane."""
    west, south, east, north = atlas.units[frame].bounds
    corners = pseudo_to_plane([(west, south), (east, north)])
    return float((corners[1] - corners[0]).max())


def _polygon(shape: shapely.Polygon) -> dict[str, Any]:
    ring = shapely.get_coordinates(shape).round(4).tolist()
    return {"type": "Polygon", "coordinates": [ring]}
