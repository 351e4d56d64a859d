"""The base map: the national figure without values, and the order of what stands on it."""

from __future__ import annotations

from typing import Any, Final

from app.atlas import Atlas
from app.figures import palette

GROUND, AREAS, RIBBONS, MARK, POINTS, LABELS, LABELS_ON_DARK = range(7)
"""Positions of the traces in the figure.

All units stand in the ground, alike; over it, in the areas, those that differ. So a change of
values touches few units, and MapLibre keeps the others as they are. Under the pointer the upper
one counts.
"""

EDGES, LAND, PROVINCES, DASHES = range(4)
"""Positions of the layers in the figure's layout; the last only where the edition has dashes."""

STACK: Final = (
    "land",
    "ground",
    "areas",
    "edges",
    "provinces",
    "dashes",
    "ribbons",
    "mark",
    "points",
    "dark",
    "light",
)
"""What stands on the map, from the bottom up.

Each name is an invisible layer of the style, and each trace or layer stands right below its own:
Plotly takes every layer down and puts it up again, at the price of drawing the map twice, as soon
as two of them have the same place.
"""

NOTHING: Final = [None]
NOWHERE: Final = ["000000"]
"""One element that is nowhere: a trace without any is hidden, and Plotly forgets its place."""

_CLEAR: Final = "rgba(0,0,0,0)"


def geometry_url(atlas: Atlas, name: str) -> str:
    """Address of a map layer: it changes only when the geometry does."""
    return f"/geo/{name}/{atlas.edition.map_layers[name].sha256}.geojson"


def base_figure(atlas: Atlas) -> dict[str, Any]:
    """Everything of the national map but its units and values."""
    provinces = geometry_url(atlas, "province")
    return {
        "data": [
            _units("ground", provinces, palette.ZERO),
            _units("areas", provinces, palette.ZERO),
            _units("ribbons", provinces, _CLEAR),  # each flow hovers and clicks
            _mark(provinces),
            _points(),
            _labels(palette.LABEL, "dark"),
            _labels(palette.LABEL_ON_DARK, "light"),
        ],
        "layout": {
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": palette.SEA,
            "showlegend": False,
            "hoverlabel": _HOVER_LABEL,
            "map": {"style": _style(), "layers": _layers(atlas)},
        },
    }


_HOVER_LABEL: Final = {
    "bgcolor": "#ffffff",
    "bordercolor": "#c9d1d3",
    "align": "left",
    "font": {"color": palette.LABEL, "size": 13},
}


def _style() -> dict[str, Any]:
    """Style of the map: the sea and the places of the stack.

    Plotly drops empty containers when a figure is updated, and MapLibre refuses a style that has
    no sources: so the style has a source, with nothing in it.
    """
    nothing = {"type": "FeatureCollection", "features": []}
    sea = {"id": "sea", "type": "background", "paint": {"background-color": palette.SEA}}
    hidden = {"type": "background", "layout": {"visibility": "none"}}
    return {
        "version": 8,
        "sources": {"nothing": {"type": "geojson", "data": nothing}},
        "layers": [sea, *({"id": name, **hidden} for name in STACK)],
    }


def _layers(atlas: Atlas) -> list[dict[str, Any]]:
    """Edges of the units, land around them, province boundaries and the dash line."""
    provinces = geometry_url(atlas, "province")
    layers = [
        _lines("edges", provinces, palette.EDGE, 0.6),
        {
            "below": "land",
            "sourcetype": "geojson",
            "source": provinces,
            "type": "fill",
            "color": palette.LAND,
        },
    ]
    for place, name, colour, width in (
        ("provinces", "province-lines", palette.PROVINCE_EDGE, 0.9),
        ("dashes", "dash-line", palette.DASH_LINE, 1.4),
    ):
        if name in atlas.edition.map_layers:
            layers.append(_lines(place, geometry_url(atlas, name), colour, width))
    return layers


def _lines(below: str, url: str, colour: str, width_px: float) -> dict[str, Any]:
    return {
        "below": below,
        "sourcetype": "geojson",
        "source": url,
        "type": "line",
        "color": colour,
        "line": {"width": width_px},
    }


def _units(below: str, url: str, colour: str) -> dict[str, Any]:
    """Filled polygons; their edges are a layer of their own, which no change of values touches."""
    return {
        "type": "choroplethmap",
        "below": below,
        "geojson": url,
        "locations": NOWHERE,
        "z": [0],
        "zmin": -0.5,
        "zmax": 0.5,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "marker": {"line": {"width": 0}},
    }


def _mark(url: str) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "below": "mark",
        "geojson": url,
        "locations": NOWHERE,
        "z": [0],
        "colorscale": [[0, _CLEAR], [1, _CLEAR]],
        "showscale": False,
        "hoverinfo": "skip",
        "marker": {"line": {"color": palette.MARK, "width": 2.5}},
    }


def _points() -> dict[str, Any]:
    return {
        "type": "scattermap",
        "below": "points",
        "mode": "markers",
        "lon": NOTHING,
        "lat": NOTHING,
        "marker": {"color": palette.POINT, "opacity": 0.9, "allowoverlap": True},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _labels(colour: str, below: str) -> dict[str, Any]:
    return {
        "type": "scattermap",
        "below": below,
        "mode": "text",
        "lon": NOTHING,
        "lat": NOTHING,
        "text": NOTHING,
        "textfont": {"size": palette.LABEL_PX, "color": colour},
        "hoverinfo": "skip",
    }
