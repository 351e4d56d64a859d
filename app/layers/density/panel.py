"""The right panel of the density map: a place's figures, its clusters and parks."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers.density.spots import CLASSES, analysis_of
from app.layers.density.spots_shade import told_of
from app.pages.cluster_card import cluster_list
from app.pages.links import view_link
from app.pages.panel_parts import bar_row, figures
from app.pages.parks import parks_section
from app.pages.place_cards import counts_by_batch, place_cards
from app.view import View

RANKED = 10


def panel(view: View) -> list[Any]:
    """What the panel tells of the place that is marked or in focus."""
    return [
        figures(place_cards(view, view.subject)),
        *_tested(view),
        _by_batch(view),
        *_ranking(view),
        *cluster_list(view, view.subject),
        *parks_section(view, view.subject),
    ]


def _tested(view: View) -> list[html.Section]:
    """What the analysis on the map says of the place."""
    if analysis_of(view) not in CLASSES or view.subject not in view.units:
        return []
    name, numbers = told_of(view, view.subject)
    title = html.H2(view.text(f"analysis.{view.state.analysis}"))
    return [html.Section([title, html.P(name), html.P(numbers, className="note")])]


def _by_batch(view: View) -> html.Div:
    """Counted clusters here by batch."""
    years = counts_by_batch(view, view.subject)
    most = max((n for _, n in years), default=1)
    rows = [bar_row(year, n, most) for year, n in years]
    return html.Div(
        [html.H2(view.text("panel.by_batch")), *rows], className="bars", hidden=not rows
    )


def _ranking(view: View) -> list[html.Section]:
    """Return the units on the map with most of the chosen measure; only for the place in focus."""
    if view.selected or view.focus is not view.frame:
        return []
    pairs = [(u, v) for u, v in zip(view.units, view.values, strict=True) if v > 0]
    top = sorted(pairs, key=lambda pair: (-pair[1], pair[0].place.adcode))[:RANKED]
    if not top:
        return []
    items = [
        html.Li(
            view_link(
                view.state.with_(level=view.level, select=unit.place.adcode),
                [html.Span(view.name(unit)), html.Span(view.shown(float(value)))],
            )
        )
        for unit, value in top
    ]
    measure = view.text(f"measure.{view.state.measure}")
    title = view.text("panel.top", n=len(top), measure=measure)
    return [html.Section([html.H2(title), html.Ol(items, className="ranking")])]
