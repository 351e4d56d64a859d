"""Sections of the left rail that the layers share: what is counted, each choice a link."""

from __future__ import annotations

from typing import Any

from dash import html

from app.classing import YEARS
from app.levels import levels_shown
from app.pages.links import attributes, segments, view_link
from app.state import ALL, UNDATED, Language
from app.view import View


def section(title: str, *content: Any) -> html.Section:
    """A section of the rail; plain text in it is a note."""
    parts = [html.P(c, className="note") if isinstance(c, str) else c for c in content]
    return html.Section([html.H2(title), *parts])


def programme_section(view: View) -> html.Section:
    """Choice of the programme."""
    return section(view.text("rail.programme"), _programme(view))


def year_section(view: View) -> html.Section:
    """Choice of the year in force."""
    return section(view.text("rail.year"), _years(view), _year_note(view))


def batch_section(view: View) -> html.Section:
    """Choice of the batch."""
    return section(view.text("rail.batch"), _batches(view))


def scope_line(view: View) -> str:
    """Programme, year and batch that are chosen, in a line."""
    text, chosen = view.text, view.state.programme
    programme = text("programme.all") if chosen == ALL else _programme_name(view, chosen)
    year = text("rail.year.all") if view.year == ALL else view.year
    return " · ".join((programme, year, batch_words(view)))


def batch_words(view: View) -> str:
    """The batch that is chosen, in words."""
    text = view.text
    batches = {"": text("rail.batch.every"), UNDATED: text("rail.batch.undated")}
    return batches.get(view.state.batch) or text("rail.batch.one", year=view.state.batch)


def level_section(view: View) -> html.Section:
    """Choice of the level of the units."""
    return section(view.text("rail.level"), _levels(view))


def _programme(view: View) -> html.Details:
    text = view.text
    current = view.state.programme
    name = text("programme.all") if current == ALL else _programme_name(view, current)
    groups = [
        html.Div([html.H3(text(f"programme.{scope}")), html.Ul(_programmes(view, scope))])
        for scope in ("national", "provincial")
    ]
    every = html.Ul(_programme_item(view, ALL, text("programme.all")))
    return html.Details(
        [html.Summary(name), html.Div([*groups, every], className="options")], className="picker"
    )


def _programmes(view: View, scope: str) -> list[html.Li]:
    return [
        _programme_item(view, programme_id, _programme_name(view, programme_id))
        for programme_id, programme in view.atlas.programmes.items()
        if programme["scope"] == scope
    ]


def _programme_item(view: View, programme_id: str, name: str) -> html.Li:
    year = view.state.year if view.atlas.has_terms(programme_id) else ALL
    state = view.state.with_(programme=programme_id, batch="", select="", year=year)
    loaded = len(view.atlas.tally(programme_id, "", ALL).counted)
    label = [html.Span(name), html.Span(f"{loaded:,}", className="count")]
    return html.Li(view_link(state, label, current=view.state.programme == programme_id))


def _programme_name(view: View, programme_id: str) -> str:
    programme = view.atlas.programmes[programme_id]
    return str(programme["name_en"] if view.state.lang == "en" else programme["name_zh"])


def _years(view: View) -> html.Div:
    """Years on a line, those of an edition in a row, and a button that walks along it.

    The script in assets plays: it follows the links of the line, with the breaks that the button
    names, so that a colour means the same in each year.
    """
    text, state = view.text, view.state
    stops = [
        view_link(state.with_(year=str(year)), str(year), current=view.year == str(year))
        for year in view.atlas.years
    ]
    every = view_link(
        state.with_(year=ALL), text("rail.year.all"), current=view.year == ALL, cls="every"
    )
    play = html.Button(
        [html.Span("▶", className="off"), html.Span("❚❚", className="on")],
        id="play",
        type="button",
        title=text("rail.year.play"),
        **attributes(aria_label=text("rail.year.play"), data_breaks=state.breaks or YEARS),
    )
    group = attributes(aria_label=text("rail.year"))
    choice = html.Div([html.Div(stops, className="line"), every], role="group", **group)
    return html.Div([play, choice], id="years")


def _year_note(view: View) -> str:
    notes = (view.text("rail.year.note"), view.text("rail.year.play.note"))
    return "".join(notes) if view.state.lang is Language.ZH else " ".join(notes)


def _batches(view: View) -> html.Div:
    text = view.text
    recognitions = view.atlas.recognitions
    years = {
        row["batch_year"]
        for row in recognitions
        if view.state.programme in (ALL, row["programme_id"])
    }
    options = [(text("rail.batch.all"), view.state.with_(batch=""))]
    options += [(str(y), view.state.with_(batch=str(y))) for y in sorted(years - {None})]
    if None in years:
        options.append((text("rail.batch.undated"), view.state.with_(batch=UNDATED)))
    names = {"": text("rail.batch.all"), UNDATED: text("rail.batch.undated")}
    return segments(options, names.get(view.state.batch, view.state.batch), text("rail.batch"))


def _levels(view: View) -> html.Div:
    options = [
        (view.text(f"level.{level}"), view.state.with_(level=level, select="", flow=""))
        for level in levels_shown(view.atlas, view.state, view.focus)
    ]
    return segments(options, view.text(f"level.{view.level}"), view.text("rail.level"))
