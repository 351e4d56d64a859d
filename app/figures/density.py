"""The density map: what changes the base map into a view, values only where that is enough."""

from __future__ import annotations

import numpy as np
from dash import Patch
from numpy.typing import NDArray

from app.figures import palette
from app.figures.basemap import AREAS, EDGES, LAND, MARK, NOWHERE, POINTS, PROVINCES, geometry_url
from app.figures.labels import label_traces
from app.figures.points import points_trace
from app.figures.viewport import Viewport, fit, has_inset, main_bounds
from app.state import Language, Measure
from app.view import NEEDED, View
from geo.figure import Figure
from geo.place import NATION


def layer_name(view: View) -> str:
    """Map layer that holds the units of a view: coarse for the nation, fine for a province."""
    if view.frame.place.key == NATION:
        return str(view.level)
    return f"{view.level}-{view.atlas.province_of(view.frame.place.key)}"


def drawn_key(view: View) -> str:
    """Return what the browser must hold for a patch of values to be enough."""
    return f"{view.atlas.edition.id}|{layer_name(view)}|{view.frame.place.adcode}"


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
    padding = 0.22 if view.focus is not view.frame else 0.06
    bounds = main_bounds(view.atlas, view.focus)
    looks = fit(bounds, viewport, padding, to_the_left=has_inset(view.frame))
    patch = Patch()
    if drawn != drawn_key(view):
        _geometry(patch, view)
    areas = patch["data"][AREAS]
    colours = steps(view)
    areas["z"] = colours
    areas["customdata"] = _facts(view)
    areas["hovertemplate"] = _hover(view)
    patch["data"][MARK]["locations"] = _marked(view)
    for name, value in points_trace(view).items():
        patch["data"][POINTS][name] = value
    for position, trace in label_traces(view, colours >= 4, looks["zoom"]):
        for name, values in trace.items():
            patch["data"][position][name] = values
    patch["layout"]["map"]["center"] = looks["center"]
    patch["layout"]["map"]["zoom"] = looks["zoom"]
    patch["layout"]["uirevision"] = f"{view.state.place} {view.state.table}"
    return patch


def steps(view: View) -> NDArray[np.int64]:
    """Colour step of each unit: -2 no data, -1 not applicable, 0 zero, 1..5 on the ramp."""
    ramp = np.array([-1, 0, *palette.ramp_steps(len(view.classes))])
    steps = ramp[view.classes.index(view.values) + 1]
    return np.where(np.isnan(view.values) & view.applies, palette.NO_DATA_STEP, steps)


def _geometry(patch: Patch, view: View) -> None:
    """Put other units on the map; around those of one province lies the land of the others."""
    url = geometry_url(view.atlas, layer_name(view))
    patch["data"][AREAS]["geojson"] = url
    patch["data"][AREAS]["locations"] = [unit.place.adcode for unit in view.units]
    patch["data"][MARK]["geojson"] = url
    layers = patch["layout"]["map"]["layers"]
    layers[EDGES]["source"] = url
    national = view.frame.place.key == NATION
    around = geometry_url(view.atlas, "province-lines" if national else "province-fine")
    layers[PROVINCES]["source"] = around
    layers[LAND]["visible"] = not national
    if not national:
        layers[LAND]["source"] = around


def _marked(view: View) -> list[str]:
    """The marked unit, or the county in focus among its siblings."""
    if view.selected:
        return [view.selected.place.adcode]
    return [view.focus.place.adcode] if view.focus is not view.frame else NOWHERE


def _facts(view: View) -> NDArray[np.float64]:
    """For each unit the count, the value beside it, the rank on the map and, if it needs them, the
    residents. The value is clusters per 10,000 km² unless the measure needs a figure of its own.
    """
    ranked = np.sort(view.values[~np.isnan(view.values)])
    ranks = len(ranked) - np.searchsorted(ranked, view.values, side="right") + 1
    if view.state.measure not in NEEDED:
        return np.column_stack([view.counts, view.densities.round(4), ranks])
    facts = [view.counts, view.values.round(4), ranks]
    if view.state.measure is Measure.PER_MILLION:
        facts.append(view.figures(Figure.POPULATION))
    return np.column_stack(facts)


def _hover(view: View) -> str | list[str]:
    """Return the hover text: one for all units, or one for each where some have no value."""
    name = "%{properties.name_en}" if view.state.lang is Language.EN else "%{properties.name}"
    known = ~np.isnan(view.values)
    units = int(known.sum())
    if view.state.measure in NEEDED:
        told = view.text(f"map.hover.{view.state.measure}", name=name, units=units)
    else:
        told = view.text("map.hover", name=name, units=units)
    if known.all():
        return told
    outside = view.text("map.hover.outside", name=name)
    no_data = view.text("map.hover.no_data", name=name)
    without = [no_data if applies else outside for applies in view.applies.tolist()]
    return [told if known else other for known, other in zip(known.tolist(), without, strict=True)]
