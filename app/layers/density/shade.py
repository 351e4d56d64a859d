"""Fill and hover of the density map."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.figures import palette
from app.figures.shading import Shading
from app.layers.density.spots import analysis_of
from app.layers.density.spots_shade import shade_spots
from app.layers.density.surface_shade import shade_surface
from app.layers.density.writing import hover_name, written
from app.place_figures import three_digits
from app.state import Analysis, Measure
from app.view import NEEDED, View
from geo.figure import Figure


def shade(view: View) -> Shading:
    """Colour the units by the classes of the chosen measure, or by what an analysis found."""
    match analysis_of(view):
        case Analysis.HOTSPOTS | Analysis.OUTLIERS:
            return shade_spots(view)
        case Analysis.SURFACE:
            return shade_surface(view)
    return Shading(_steps(view), palette.STEPPED, _facts(view), _hover(view))


def _steps(view: View) -> NDArray[np.int64]:
    """Position in `palette.STEPPED`: no data, not applicable, zero, steps of the ramp."""
    ramp = np.array([palette.NOT_APPLICABLE_STEP, 0, *palette.class_steps(view.classes)])
    steps = ramp[view.classes.index(view.values) + 1]
    known = np.where(np.isnan(view.values) & view.applies, palette.NO_DATA_STEP, steps)
    return np.asarray(known - palette.NO_DATA_STEP)


def _facts(view: View) -> Any:
    """For each unit what its hover tells, the count first.

    Clusters per 10,000 km² and the rank on the map follow; or, where the measure needs a figure of
    its own, its value written out, for it may be missing, and what it is made of. The share of
    manufacturing is told without rank: it differs in every unit, and so would the ranks.
    """
    counts, nothing = view.counts.tolist(), view.text("legend.no_data")
    if view.state.measure is Measure.HOLDING:
        shown = written(view.values, view.shown, nothing)
        numbers = (_ranks(view), view.holding, view.counties)
        return list(zip(counts, shown, *(n.tolist() for n in numbers), strict=True))
    if view.state.measure not in NEEDED:
        return np.column_stack([counts, view.densities.round(4), _ranks(view)])
    shown = written(view.values, view.shown, nothing)
    if view.state.measure is Measure.MANUFACTURING_SHARE:
        return list(zip(counts, shown, strict=True))
    ranks = written(_ranks(view), lambda rank: f"{rank:.0f}")
    people = three_digits(view.figures(Figure.POPULATION))
    residents = written(people, lambda n: f"{n:,.0f}", nothing)
    return list(zip(counts, shown, ranks, residents, strict=True))


def _ranks(view: View) -> NDArray[np.float64]:
    """Rank of each unit among those of which the measure is known; NaN for the others."""
    ranked = np.sort(view.values[~np.isnan(view.values)])
    ranks = len(ranked) - np.searchsorted(ranked, view.values, side="right") + 1
    return np.where(np.isnan(view.values), np.nan, ranks)


def _hover(view: View) -> str | list[str]:
    """Return the hover text: one for all units, or one for each where some are out of scope."""
    name = hover_name(view)
    units = int((~np.isnan(view.values)).sum())
    if view.state.measure in (*NEEDED, Measure.HOLDING):
        told = view.text(f"map.hover.{view.state.measure}", name=name, units=units)
    else:
        told = view.text("map.hover", name=name, units=units)
    if view.applies.all():
        return told
    outside = view.text("map.hover.outside", name=name)
    return [told if applies else outside for applies in view.applies.tolist()]
