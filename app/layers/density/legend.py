"""The legend of the density map: classes, how they were found, how many units are in each."""

from __future__ import annotations

import numpy as np
from dash import html

from app.coverage import loaded_of_stated
from app.figures.palette import NO_DATA_STEP, colour_of, ramp_steps
from app.legend import Heading, Note, OnScreen, Part, Swatch, Swatches
from app.pages.legend import beside_the_count
from app.pages.links import attributes
from app.pages.rail import class_methods
from app.place_figures import about
from app.state import Measure
from app.view import NEEDED, View
from geo.classes import ClassMethod
from geo.figure import Figure
from geo.place import Level

BINS = 24


def legend(view: View) -> list[Part]:
    """The legend of a view."""
    text = view.text
    title = text(f"measure.{view.state.measure}.long", level=text(f"level.{view.level}"))
    return [
        Heading(title),
        OnScreen(_histogram(view)),
        Swatches(tuple(_classes(view))),
        *_method(view),
        *([Note(_coverage(view), is_strong=True)] if view.counts_clusters else []),
        *map(Note, (*_census(view), *_reservations(view))),
    ]


def _classes(view: View) -> list[Swatch]:
    found = view.classes.index(view.values)
    rows = [
        Swatch(colour_of(step), _range(view, i), int((found == i + 1).sum()))
        for i, step in reversed(list(enumerate(ramp_steps(len(view.classes)))))
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


def _range(view: View, i: int) -> str:
    low, high = view.classes.lower[i], view.classes.upper[i]
    return view.shown(low) if low == high else f"{view.shown(low)} – {view.shown(high)}"


def _method(view: View) -> list[Part]:
    if not len(view.classes):
        return [Note(view.text("legend.empty"))]
    if view.classes.method is ClassMethod.UNIQUE:
        return [Note(view.text("legend.unique"))]
    fit = view.text("legend.fit", fit=f"{view.classes.fit:.3f}", classes=len(view.classes))
    return [OnScreen(class_methods(view)), Note(fit)]


def _histogram(view: View) -> html.Div | None:
    """Positive values in equal bins, each bar in the colour of its class; only where it tells."""
    positive = view.values[view.values > 0]
    if view.state.measure is Measure.COUNT or len(np.unique(positive)) < BINS / 2:
        return None
    counts, edges = np.histogram(positive, BINS)
    ramp = ramp_steps(len(view.classes))
    middles = view.classes.index((edges[:-1] + edges[1:]) / 2)
    bars = [
        html.Span(style={"height": f"{n / counts.max() * 100:.0f}%", "background": colour_of(step)})
        for n, step in zip(counts, (ramp[i - 1] for i in middles), strict=True)
    ]
    label = view.text("legend.histogram", low=view.shown(float(edges[0])))
    return html.Div(bars, className="histogram", role="img", **attributes(aria_label=label))


def _coverage(view: View) -> str:
    frame = view.frame
    return loaded_of_stated(view, frame.place.key, view.count_in(frame))


def _census(view: View) -> list[str]:
    """Where residents and shares come from, and how many people no unit of the map has."""
    text, measure = view.text, view.state.measure
    if measure not in NEEDED:
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
    if view.level is Level.COUNTY and view.counts.any():
        lines.append(text("legend.points"))
    if not view.counts_clusters:
        return lines
    return [*lines, *beside_the_count(view)]
