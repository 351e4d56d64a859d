"""The left rail of industrial transfer: what is known and how, then what narrows it."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from app.layers.transfer.shown import Shown, of_kind, shown
from app.pages.links import segments, view_link
from app.pages.rail import level_section, section
from app.query import MAX_WORDS_CHARS
from app.state import MOST_FLOWS, USUAL_FLOWS, ViewState
from app.transfer.choice import periods_of
from app.transfer.kinds import By, Kind, Nature
from app.transfer.modelled import WHOLE
from app.view import View

TOPS: Final = (10, USUAL_FLOWS, 50, 100, MOST_FLOWS)
INDUSTRIES_LISTED: Final = 60


def rail(view: View) -> list[Any]:
    """Sections of the rail, above the legend."""
    what = shown(view)
    parts = [section(view.text("transfer.rail.kind"), *_kinds(view))]
    if not what.choice.is_loaded:
        return parts
    return [*parts, *_activity(what), *_period(what), *_measure(what), *_top(what)]


def _kinds(view: View) -> list[Any]:
    """The kinds under how they are known: three natures, never merged."""
    groups = []
    for nature in Nature:
        kinds = [kind for kind in Kind if kind.nature is nature]
        options = [(view.text(f"transfer.kind.{k}"), of_kind(view.state, k)) for k in kinds]
        title = view.text(f"transfer.nature.{nature}")
        current = view.text(f"transfer.kind.{view.state.kind}")
        groups += [html.H3(title, className=f"nature {nature}"), segments(options, current, title)]
    return [html.Div(groups, className="kinds")]


def _activity(what: Shown) -> list[html.Section]:
    """Choice of the activity, where there is one; a modelled one is never a sum of several."""
    view, kind = what.view, what.choice.kind
    codes = {
        Kind.MODELLED: what.index.modelled.activities,
        Kind.GRADIENT: what.index.gradients.activities,
        Kind.PROJECTS: what.index.projects.industries,
    }.get(kind, [])
    notes = [view.text("transfer.rail.activity.only")] if codes == [WHOLE] else []
    if kind is Kind.PROJECTS:
        short = [name for name in codes if len(name) <= MAX_WORDS_CHARS][:INDUSTRIES_LISTED]
        if rest := len(codes) - len(short):
            notes.append(view.text("transfer.rail.activity.more", n=rest))
        codes = ["", *short]
    if not codes:
        return []
    items = [html.Li(_activity_link(what, code)) for code in codes]
    summary = html.Summary(_activity_name(what, what.choice.activity))
    picker = html.Details([summary, html.Ul(items, className="options")], className="picker")
    return [section(view.text("transfer.rail.activity"), picker, *notes)]


def _activity_link(what: Shown, code: str) -> html.A:
    state = what.view.state
    period = state.period if state.period in periods_of(what.index, state.kind, code) else ""
    moved = state.with_(activity=code, period=period, flow="")
    return view_link(
        moved, html.Span(_activity_name(what, code)), current=code == what.choice.activity
    )


def _activity_name(what: Shown, code: str) -> str:
    text = what.view.text
    if not code:
        return text("transfer.rail.all")
    if code == WHOLE:
        return text("transfer.secondary")
    if not what.choice.kind.is_modelled:
        return code
    return f"{code} {what.index.activity_name(code, text.lang)}"


def _period(what: Shown) -> list[html.Section]:
    view, choice = what.view, what.choice
    periods = periods_of(what.index, choice.kind, choice.activity)
    if not periods:
        return []
    options = [(_dashed(p), view.state.with_(period=p, flow="")) for p in periods]
    every = view.text("transfer.rail.all")
    if not choice.kind.is_modelled:
        options.insert(0, (every, view.state.with_(period="", flow="")))
    spans = choice.kind is Kind.MODELLED
    title = view.text("transfer.rail.period" if spans else "transfer.rail.year")
    row = segments(options, _dashed(choice.period) or every, title)
    notes = [view.text("transfer.rail.period.series")] if spans else []
    return [section(title, row, *notes)]


def _dashed(period: str) -> str:
    """A period with the dash that spans take."""
    return period.replace("-", "–")


def _measure(what: Shown) -> list[html.Section]:
    """Amount or jobs, and the level of the units: recorded projects only."""
    view = what.view
    if what.choice.kind is not Kind.PROJECTS:
        return []
    options = [(view.text(f"transfer.by.{by}"), view.state.with_(by=by)) for by in By]
    title = view.text("rail.measure")
    current = view.text(f"transfer.by.{view.state.by}")
    return [section(title, segments(options, current, title)), level_section(view)]


def _top(what: Shown) -> list[html.Section]:
    view = what.view
    count = sum(flow.value is not None for flow in what.around.flows)
    if not what.choice.kind.has_flows or count <= TOPS[0]:
        return []
    options: list[tuple[str, ViewState]] = [
        (str(top), view.state.with_(top=top))
        for i, top in enumerate(TOPS)
        if i == 0 or TOPS[i - 1] < count or top == view.state.top
    ]
    title = view.text("transfer.rail.top")
    return [section(title, segments(options, str(view.state.top), title))]
