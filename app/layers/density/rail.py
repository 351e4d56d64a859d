"""The left rail of the density map."""

from __future__ import annotations

from typing import Any

from dash import html

from app.industry_index import industry_index
from app.pages.chain_section import chain_section
from app.pages.links import attributes, segments, view_link
from app.pages.rail import batch_section, level_section, programme_section, section, year_section
from app.state import Measure, Panel
from app.view import View, is_loaded


def rail(view: View) -> list[Any]:
    """Sections of the rail, above the legend."""
    return [
        programme_section(view),
        year_section(view),
        batch_section(view),
        section(view.text("rail.measure"), *_measures(view)),
        level_section(view),
        _chains(view),
    ]


def _chains(view: View) -> html.Section:
    """Choice of one chain, whose clusters alone then count."""
    state = view.state
    holdings = industry_index(view.atlas).clusters(state.programme, state.batch, view.year)
    here = holdings.composition(view.frame.place.key)
    return chain_section(view, here, state.chain, lambda chain: state.with_(chain=chain, select=""))


def _measures(view: View) -> list[Any]:
    """Choice of the measure; those whose figures are not loaded are shown and cannot be chosen."""
    text = view.text
    loaded = [m for m in Measure if is_loaded(view.atlas, m)]
    missing = [m for m in Measure if m not in loaded]
    options = [(text(f"measure.{m}"), view.state.with_(measure=m, breaks="")) for m in loaded]
    links = segments(options, text(f"measure.{view.state.measure}"), text("rail.measure")).children
    closed = attributes(aria_disabled="true")
    names = (html.Span(text(f"measure.{m}"), className="segment", **closed) for m in missing)
    group = attributes(aria_label=text("rail.measure"))
    choice = html.Div([*links, *names], className="segments pairs", role="group", **group)
    if not missing:
        return [choice]
    how = view_link(view.state.with_(panel=Panel.SOURCES), text("rail.measure.how"))
    note = html.P([text("rail.measure.not_loaded"), " ", how], className="note")
    return [choice, note]
