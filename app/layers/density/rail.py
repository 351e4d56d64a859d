"""The left rail of the density map."""

from __future__ import annotations

from typing import Any

from dash import html

from app.industry_index import industry_index
from app.pages.chain_section import chain_section
from app.pages.links import attributes, segments, view_link
from app.pages.rail import (
    batch_section,
    batch_words,
    level_section,
    programme_section,
    section,
    year_section,
)
from app.state import BANDWIDTHS_KM, Analysis, Measure, Panel
from app.view import View, can_show, is_loaded


def rail(view: View) -> list[Any]:
    """Sections of the rail, above the legend."""
    return [
        programme_section(view),
        year_section(view),
        section(view.text("rail.measure"), *_measures(view)),
        level_section(view),
        _analysis(view),
        _narrowing(view),
    ]


def _narrowing(view: View) -> html.Details:
    """Choice of a batch and of a chain, folded up unless one is chosen."""
    state = view.state
    chain = view.text("industries.every_chain")
    if state.chain:
        chain = industry_index(view.atlas).chain_name(state.chain, state.lang)
    chosen = " · ".join((batch_words(view), chain))
    sections = [batch_section(view), _chains(view)]
    is_narrowed = bool(state.batch or state.chain)
    return html.Details([html.Summary(chosen), *sections], className="scope", open=is_narrowed)


def _chains(view: View) -> html.Section:
    """Choice of one chain, whose clusters alone then count."""
    state = view.state
    holdings = industry_index(view.atlas).clusters(state.programme, state.batch, view.year)
    here = holdings.composition(view.frame.place.key)
    return chain_section(view, here, state.chain, lambda chain: state.with_(chain=chain, select=""))


def _measures(view: View) -> list[Any]:
    """Choice of the measure; those whose figures are not loaded are shown and cannot be chosen."""
    text = view.text
    loaded = [m for m in Measure if can_show(view.atlas, m, view.level)]
    missing = [m for m in Measure if m not in loaded]
    options = [(text(f"measure.{m}"), view.state.with_(measure=m, breaks="")) for m in loaded]
    links = segments(options, text(f"measure.{view.state.measure}"), text("rail.measure")).children
    closed = attributes(aria_disabled="true")
    names = (html.Span(text(f"measure.{m}"), className="segment", **closed) for m in missing)
    group = attributes(aria_label=text("rail.measure"))
    choice = html.Div([*links, *names], className="segments pairs", role="group", **group)
    return [choice, *_missing(view, missing)]


def _analysis(view: View) -> html.Section:
    """Choice of what is made of the measure; the surface has a bandwidth."""
    text, state = view.text, view.state
    options = [(text(f"analysis.{one}"), state.with_(analysis=one)) for one in Analysis]
    current = text(f"analysis.{state.analysis}")
    parts: list[Any] = [segments(options, current, text("rail.analysis"), pairs=True)]
    if state.analysis is Analysis.SURFACE:
        widths = [(f"{km} km", state.with_(bandwidth=km)) for km in BANDWIDTHS_KM]
        parts += [
            html.P(text("rail.bandwidth"), className="note"),
            segments(widths, f"{state.bandwidth} km", text("rail.bandwidth")),
        ]
    return section(text("rail.analysis"), *parts)


def _missing(view: View, measures: list[Measure]) -> list[html.P]:
    """Why some measures cannot be chosen."""
    text, notes = view.text, []
    if Measure.HOLDING in measures:
        name = text(f"measure.{Measure.HOLDING}")
        notes.append(html.P(text("rail.measure.of_counties", measure=name), className="note"))
    if absent := [text(f"measure.{m}") for m in measures if not is_loaded(view.atlas, m)]:
        which = text("rail.measure.not_loaded", measures=text("list.comma").join(absent))
        how = view_link(view.state.with_(panel=Panel.SOURCES), text("rail.measure.how"))
        notes.append(html.P([which, " ", how], className="note"))
    return notes
