"""The legend of the density map: classes, how they were found, how many units are in each."""

from __future__ import annotations

import numpy as np

from app.coverage import loaded_of_stated
from app.figures.palette import NO_DATA_STEP, class_steps, colour_of
from app.layers.density.spots import CLASSES, analysis_of
from app.layers.density.spots_legend import spots_legend, too_few_note
from app.layers.density.surface_legend import surface_legend
from app.legend import Heading, Note, Part, Swatch, Swatches
from app.pages.class_section import Classed, class_range, class_section
from app.pages.legend import beside_the_count
from app.place_figures import about
from app.state import Analysis, Measure
from app.view import NEEDED, View
from geo.figure import Figure
from geo.place import Level


def legend(view: View) -> list[Part]:
    """The legend of a view."""
    match analysis_of(view):
        case Analysis.HOTSPOTS | Analysis.OUTLIERS:
            parts = spots_legend(view)
        case Analysis.SURFACE:
            parts = surface_legend(view)
        case _:
            parts = _of_measure(view)
    return [
        *parts,
        *([Note(_coverage(view), is_strong=True)] if _counts(view) else []),
        *map(Note, (*_explained(view), *_census(view), *_reservations(view))),
    ]


def _of_measure(view: View) -> list[Part]:
    text = view.text
    title = text(f"measure.{view.state.measure}.long", level=text(f"level.{view.level}"))
    return [
        Heading(title),
        *([too_few_note(view)] if view.state.analysis is not Analysis.NONE else []),
        Swatches(tuple(_classes(view))),
        *_method(view),
    ]


def _counts(view: View) -> bool:
    """Whether the map is one of clusters: the surface is, whatever the measure."""
    return view.counts_clusters or analysis_of(view) is Analysis.SURFACE


def _classes(view: View) -> list[Swatch]:
    found = view.classes.index(view.values)
    rows = [
        Swatch(
            colour_of(step), class_range(view.classes, i, view.shown), int((found == i + 1).sum())
        )
        for i, step in reversed(list(enumerate(class_steps(view.classes))))
    ]
    none = int((found == 0).sum())
    if view.counts_clusters:
        rows.append(Swatch(colour_of(0), view.text("legend.zero"), none))
    elif none:
        rows.append(Swatch(colour_of(0), view.shown(0), none))
    if outside := int((~view.applies).sum()):
        rows.append(Swatch(colour_of(-1), view.text("legend.not_applicable"), outside))
    if unknown := int((found < 0).sum()) - outside:
        rows.append(Swatch(colour_of(NO_DATA_STEP), view.text("legend.no_data"), unknown))
    return rows


def _method(view: View) -> list[Part]:
    if not len(view.classes):
        return [Note(view.text("legend.empty"))]
    colours = [colour_of(step) for step in class_steps(view.classes)]
    classed = Classed(view.classes, view.values, colours, view.shown, view.factor())
    return class_section(view, classed)


def _explained(view: View) -> list[str]:
    of_counties = view.state.measure is Measure.HOLDING
    shown = of_counties and analysis_of(view) is not Analysis.SURFACE
    return [view.text("legend.holding")] if shown else []


def _coverage(view: View) -> str:
    frame = view.frame
    return loaded_of_stated(view, frame.place.key, view.count_in(frame))


def _census(view: View) -> list[str]:
    """Where residents and shares come from, and how many people no unit of the map has."""
    text, measure = view.text, view.state.measure
    if measure not in NEEDED or analysis_of(view) is Analysis.SURFACE:
        return []
    lines = [text(f"legend.{measure}")]
    people = Figure.EMPLOYED if measure is Measure.MANUFACTURING_SHARE else Figure.POPULATION
    everyone = view.atlas.figures.of(people, view.frame.place.key)
    told = np.nansum(np.where(np.isnan(view.values), np.nan, view.figures(people)))
    if everyone and (others := everyone.value - told) >= 1:
        share, level = f"{others / everyone.value:.1%}", text(f"level.{view.level}")
        n = about(others) if people is Figure.EMPLOYED else f"{others:,.0f}"
        lines.append(text(f"legend.elsewhere.{measure}", n=n, share=share, level=level))
    return lines


def _reservations(view: View) -> list[str]:
    """What is not in the counts and why, each said where the numbers stand."""
    text, lines = view.text, []
    tested = analysis_of(view) in CLASSES
    if view.level is Level.COUNTY and view.counts.any() and not tested:
        lines.append(text("legend.points"))
    if not _counts(view):
        return lines
    return [*lines, *beside_the_count(view)]
