"""What changes the map in a browser into a view: values only, where that is enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from dash import Patch
from numpy.typing import NDArray

from app.figures.basemap import (
    AREAS,
    EDGES,
    GROUND,
    LAND,
    MARK,
    NOWHERE,
    POINTS,
    PROVINCES,
    RIBBONS,
    geometry_url,
)
from app.figures.labels import label_traces, labels_of
from app.figures.shading import Shading
from app.figures.viewport import Viewport, looks_at
from app.layers import layer_of
from app.state import Embed, Panel, Table
from app.view import View
from geo.place import NATION

NO_RIBBONS: Final = {"locations": NOWHERE}


def geometry_name(view: View) -> str:
    """Geometry that holds the units of a view: coarse for the nation, fine for a province."""
    if view.frame.place.key == NATION:
        return str(view.level)
    return f"{view.level}-{view.atlas.province_of(view.frame.place.key)}"


def drawn_key(view: View) -> str:
    """Name what a browser holds that shows this view: its geometry and, after a space, its values.

    What is marked, the table and the panel are not among the values, unless the layer's follow
    what is marked.
    """
    state = view.state.with_(table=Table.CLOSED, panel=Panel.PLACE, embed=Embed.NO)
    if not layer_of(view).follows_mark:
        state = state.with_(select="")
    return f"{_geometry_key(view)} {state.query()}"


def _geometry_key(view: View) -> str:
    return f"{view.atlas.edition.id}|{geometry_name(view)}|{view.frame.place.adcode}"


@dataclass(frozen=True, slots=True)
class Painted:
    """What stands on the map of a view, whatever the size of the map.

    Attributes
    ----------
    traces
        Positions and contents of the traces that hold its values.
    is_dark
        For each unit whether its colour is dark.
    """

    traces: tuple[tuple[int, Mapping[str, Any]], ...]
    is_dark: NDArray[np.bool_]


def painted(view: View) -> Painted:
    """Colour a view."""
    layer = layer_of(view)
    shading = layer.shade(view)
    points = {"hoverinfo": "all", **layer.points(view)}
    ribbons = {"hoverinfo": "all", **(layer.ribbons(view) or NO_RIBBONS)}
    units = unit_traces(view, shading)
    return Painted((*units, (POINTS, points), (RIBBONS, ribbons)), shading.is_dark)


def map_patch(view: View, paint: Painted, viewport: Viewport, drawn: str) -> Patch:
    """Change what a browser shows into this view.

    Parameters
    ----------
    paint
        What `painted` makes of the view.
    viewport
        Size of the map on screen.
    drawn
        `drawn_key` of what the browser holds: what of it is this view's too is not sent again.
    """
    looks = looks_at(view, viewport)
    patch = Patch()
    layer = layer_of(view)
    if drawn.partition(" ")[0] != _geometry_key(view):
        _geometry(patch, view)
    if drawn != drawn_key(view):
        for position, trace in paint.traces:
            _trace(patch, position, trace)
    patch["data"][MARK]["locations"] = [view.marked.place.adcode] if view.marked else NOWHERE
    labels = labels_of(view, paint.is_dark, looks["zoom"], layer.label, layer.pointed(view))
    for position, trace in label_traces(labels, looks["zoom"]):
        _trace(patch, position, trace)
    patch["layout"]["map"]["center"] = looks["center"]
    patch["layout"]["map"]["zoom"] = looks["zoom"]
    patch["layout"]["uirevision"] = f"{view.state.place} {view.state.table}"
    return patch


def unit_traces(view: View, shading: Shading) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the position and the content of the traces that fill the units.

    What most units have in common (mostly: nothing) is said once, of the ground; the areas are the
    units that differ from it.
    """
    ground = shading.ground()
    above = np.flatnonzero(~ground)
    if ground.any():
        yield GROUND, shading.all_alike(int(np.argmax(ground)))
    yield (
        AREAS,
        {
            "locations": [view.units[i].place.adcode for i in above] or NOWHERE,
            "zmin": -0.5,
            "zmax": len(shading.colours) - 0.5,
            "colorscale": shading.scale(),
            **(shading.of_each(above) if len(above) else {"z": [0]}),
        },
    )


def _trace(patch: Patch, position: int, content: Mapping[str, Any]) -> None:
    for name, value in content.items():
        patch["data"][position][name] = value


def _geometry(patch: Patch, view: View) -> None:
    """Put other units on the map; around those of one province lies the land of the others."""
    url = geometry_url(view.atlas, geometry_name(view))
    for position in (GROUND, AREAS, MARK):
        patch["data"][position]["geojson"] = url
    patch["data"][GROUND]["locations"] = [unit.place.adcode for unit in view.units]
    patch["data"][GROUND]["z"] = [0] * len(view.units)
    layers = patch["layout"]["map"]["layers"]
    layers[EDGES]["source"] = url
    national = view.frame.place.key == NATION
    around = geometry_url(view.atlas, "province-lines" if national else "province-fine")
    layers[PROVINCES]["source"] = around
    layers[LAND]["visible"] = not national
    if not national:
        layers[LAND]["source"] = around
