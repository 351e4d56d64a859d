"""The density map as a Plotly figure: a base that is drawn once, then patches with values only."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import numpy as np
from dash import Patch
from numpy.typing import NDArray

from app.atlas import Atlas, Unit
from app.figures import palette
from app.figures.viewport import Viewport, fit, main_bounds
from app.recognition import recognition_line
from app.state import Language
from app.view import View
from geo.place import NATION, Level

AREAS, MARK, POINTS, LABELS, LABELS_ON_DARK = range(5)
POINT_STEP_DEG: Final = 0.048

# A trace without any element is hidden by Plotly, and shown again under the layers that stood above
# it. So a trace that has nothing to show has one element that is nowhere.
NOTHING: Final = [None]
NOWHERE: Final = ["000000"]


def geometry_url(atlas: Atlas, name: str) -> str:
    """Address of a map layer: it changes only when the geometry does."""
    return f"/geo/{name}/{atlas.edition.map_layers[name].sha256}.geojson"


def layer_name(view: View) -> str:
    """Map layer that holds the units of a view: coarse for the nation, fine for a province."""
    if view.frame.place.key == NATION:
        return str(view.level)
    return f"{view.level}-{view.atlas.province_of(view.frame.place.key)}"


def drawn_key(view: View) -> str:
    """Return what the browser must hold for a patch of values to be enough."""
    return f"{view.atlas.edition.id}|{layer_name(view)}|{view.frame.place.adcode}"


def base_figure(atlas: Atlas) -> dict[str, Any]:
    """Everything of the national map but its units and values."""
    return {
        "data": [
            _areas() | {"geojson": geometry_url(atlas, "province")},
            _mark() | {"geojson": geometry_url(atlas, "province")},
            _points(),
            _labels(palette.LABEL),
            _labels(_ON_DARK),
        ],
        "layout": {
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": palette.SEA,
            "showlegend": False,
            "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": "#c9d1d3", "align": "left"}
            | {"font": {"color": palette.LABEL, "size": 13}},
            "map": {
                "style": _STYLE,
                "layers": [*_line_layers(atlas), _land(geometry_url(atlas, "province"))],
            },
        },
    }


def density_patch(view: View, viewport: Viewport, drawn: str) -> Patch:
    """Change what a browser shows into this view.

    Parameters
    ----------
    viewport
        Size of the map on screen.
    drawn
        `drawn_key` of what the browser holds; when it is this view's, geometry and identifiers
        stay and only values are sent.
    """
    patch = Patch()
    areas = patch["data"][AREAS]
    if drawn != drawn_key(view):
        areas["geojson"] = geometry_url(view.atlas, layer_name(view))
        areas["locations"] = [unit.place.adcode for unit in view.units]
    areas["z"] = steps(view)
    areas["customdata"] = _facts(view)
    areas["hovertemplate"] = _hover(view)
    _mark_patch(patch["data"][MARK], view)
    _points_patch(patch["data"][POINTS], view)
    _labels_patch(patch, view)
    padding = 0.22 if view.focus is not view.frame else 0.06
    looks = fit(main_bounds(view.atlas, view.focus), viewport, padding)
    patch["layout"]["map"]["center"] = looks["center"]
    patch["layout"]["map"]["zoom"] = looks["zoom"]
    patch["layout"]["uirevision"] = f"{view.state.place} {view.state.table}"
    return patch


def steps(view: View) -> NDArray[np.int64]:
    """Colour step of each unit: -1 not applicable, 0 zero, 1..5 on the ramp."""
    ramp = np.array([-1, 0, *palette.ramp_steps(len(view.classes))])
    return ramp[view.classes.index(view.values) + 1]


_ON_DARK: Final = palette.LABEL_ON_DARK
# Plotly drops empty containers when a figure is updated, and MapLibre refuses a style that has no
# sources: so the style has a source, with nothing in it.
_STYLE: Final = {
    "version": 8,
    "sources": {
        "nothing": {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}
    },
    "layers": [{"id": "sea", "type": "background", "paint": {"background-color": palette.SEA}}],
}


def _line_layers(atlas: Atlas) -> list[dict[str, Any]]:
    """Province boundaries and, where the boundary source has it, the dash line."""
    styles = {"province-lines": (palette.PROVINCE_EDGE, 0.9), "dash-line": (palette.DASH_LINE, 1.4)}
    return [
        _lines(geometry_url(atlas, name), *style)
        for name, style in styles.items()
        if name in atlas.edition.map_layers
    ]


def _lines(url: str, colour: str, width: float) -> dict[str, Any]:
    return {"sourcetype": "geojson", "source": url, "type": "line", "color": colour} | {
        "line": {"width": width}
    }


def _land(url: str) -> dict[str, Any]:
    return {"sourcetype": "geojson", "source": url, "type": "fill", "below": "traces"} | {
        "color": palette.LAND
    }


def _areas() -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "locations": NOWHERE,
        "z": [0],
        "zmin": -1.5,
        "zmax": 5.5,
        "colorscale": palette.stepped_scale(),
        "showscale": False,
        "marker": {"line": {"color": palette.EDGE, "width": 0.5}},
    }


def _mark() -> dict[str, Any]:
    clear = "rgba(0,0,0,0)"
    return {
        "type": "choroplethmap",
        "locations": NOWHERE,
        "z": [0],
        "colorscale": [[0, clear], [1, clear]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": palette.MARK, "width": 2.5}},
    }


def _points() -> dict[str, Any]:
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": NOTHING,
        "lat": NOTHING,
        "marker": {"size": 9, "color": palette.POINT, "opacity": 0.9, "allowoverlap": True},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _labels(colour: str) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "mode": "text",
        "lon": NOTHING,
        "lat": NOTHING,
        "text": NOTHING,
        "textfont": {"size": 12, "color": colour},
        "hoverinfo": "skip",
    }


def _facts(view: View) -> NDArray[np.float64]:
    """For each unit the count, clusters per 10,000 km² and the rank on the map."""
    ranked = np.sort(view.values[~np.isnan(view.values)])
    ranks = len(ranked) - np.searchsorted(ranked, view.values, side="right") + 1
    return np.column_stack([view.counts, view.densities.round(4), ranks])


def _hover(view: View) -> str | list[str]:
    """Return the hover text: one for all units, or one for each where some are out of scope."""
    name = "%{properties.name_en}" if view.state.lang is Language.EN else "%{properties.name}"
    told = view.text("map.hover", name=name, units=int(view.applies.sum()))
    if view.scope_province is None:
        return told
    outside = view.text("map.hover.outside", name=name)
    return [told if applies else outside for applies in view.applies.tolist()]


def _mark_patch(trace: Any, view: View) -> None:
    """Outline the marked unit, or the county in focus among its siblings."""
    marked = view.selected
    if marked is None and view.focus is not view.frame:
        marked = view.focus
    trace["geojson"] = geometry_url(view.atlas, layer_name(view))
    trace["locations"] = [marked.place.adcode] if marked else NOWHERE


def _points_patch(trace: Any, view: View) -> None:
    points = cluster_points(view) if view.level is Level.COUNTY else []
    trace["lon"] = [round(lon, 4) for lon, _, _, _ in points] or NOTHING
    trace["lat"] = [round(lat, 4) for _, lat, _, _ in points] or NOTHING
    trace["text"] = [text for _, _, text, _ in points] or NOTHING
    trace["customdata"] = [adcode for _, _, _, adcode in points] or NOTHING
    national = view.frame.place.key == NATION
    trace["marker"] = {"size": 5 if national else 10, "color": palette.POINT, "opacity": 0.9} | {
        "allowoverlap": True
    }


def cluster_points(view: View) -> list[tuple[float, float, str, str]]:
    """Longitude, latitude (pseudo-degrees), hover text and county of each counted cluster.

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
        (*place, _point_text(view, cluster_id), adcode)
        for adcode, ids in held.items()
        for place, cluster_id in zip(_beside(shown[adcode], len(ids)), sorted(ids), strict=True)
    ]


def _beside(unit: Unit, n: int) -> list[tuple[float, float]]:
    """Return n places in a row around the unit's point, a small part of the unit's width apart."""
    lon, lat = unit.point
    west, _, east, _ = unit.bounds
    step = min((east - west) / 8, POINT_STEP_DEG)
    return [(lon + (i - (n - 1) / 2) * step, lat) for i in range(n)]


def _point_text(view: View, cluster_id: str) -> str:
    cluster = view.atlas.clusters[cluster_id]
    facts = [cluster["industry"], cluster["unit"]]
    facts += [recognition_line(view, row) for row in view.atlas.recognitions_of[cluster_id]]
    lines = [_escaped(fact) for fact in facts if fact]
    return "<br>".join([f"<b>{_escaped(cluster['name_zh'])}</b>", *lines])


def _escaped(value: str) -> str:
    """Text of a list as text: Plotly reads a few HTML tags in labels."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _labels_patch(patch: Patch, view: View) -> None:
    """Names: of the units on the map; on the national map of the provinces, whatever its level."""
    on_dark = dict(zip((unit.place.key for unit in view.units), steps(view) >= 4, strict=True))
    units = view.units
    if view.frame.place.key == NATION:
        units = view.atlas.units_within(NATION, Level.PROVINCE)
    for trace, dark in ((LABELS, False), (LABELS_ON_DARK, True)):
        named = [unit for unit in units if bool(on_dark.get(unit.place.key)) is dark]
        patch["data"][trace]["lon"] = [round(unit.point[0], 3) for unit in named] or NOTHING
        patch["data"][trace]["lat"] = [round(unit.point[1], 3) for unit in named] or NOTHING
        patch["data"][trace]["text"] = [view.short_name(unit) for unit in named] or NOTHING
