"""The South China Sea inset: the same units and colours on a small map of its own."""

from __future__ import annotations

from typing import Any, Final

from dash import Patch

from app.atlas import Atlas
from app.figures.density import AREAS, NOWHERE, base_figure, geometry_url, steps
from app.figures.viewport import Viewport, fit
from app.view import View

INSET_PX: Final = Viewport(112, 148)


def inset_figure(atlas: Atlas) -> dict[str, Any]:
    """Return the inset before any values: lines, land and an empty layer of units."""
    figure = base_figure(atlas)
    layer = atlas.edition.map_layers["inset-province"]
    figure["data"] = [figure["data"][AREAS] | {"hoverinfo": "skip"}]
    figure["layout"]["map"] |= fit(layer.bounds, INSET_PX, padding=0.0)
    return figure


def inset_patch(view: View) -> Patch:
    """Values of the units that reach into the inset."""
    patch = Patch()
    areas = patch["data"][AREAS]
    areas["geojson"] = geometry_url(view.atlas, f"inset-{view.level}")
    shown = [(u.place.adcode, int(s)) for u, s in zip(view.units, steps(view), strict=True)]
    coast = [(adcode, step) for adcode, step in shown if adcode[:2] in SOUTHERN_PROVINCES]
    areas["locations"] = [adcode for adcode, _ in coast] or NOWHERE
    areas["z"] = [step for _, step in coast] or [0]
    return patch


SOUTHERN_PROVINCES: Final = frozenset({"35", "44", "45", "46", "71", "81", "82"})
"""First two digits of the provinces whose units reach into the inset's window."""
