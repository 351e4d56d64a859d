"""The left rail of the density map."""

from __future__ import annotations

from typing import Any

from dash import html

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
    ]


def _measures(view: View) -> list[Any]:
    """Choice of the measure; those whose figures are not loaded are shown and cannot be chosen."""
    text = view.text
    loaded = [m for m in Measure if is_loaded(view.atlas, m)]
    missing = [m for m in Measure if m not in loaded]
    options = [(text(f"measure.{m}"), view.state.with_(measure=m)) for m in loaded]
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
