"""The panel of policy: what a prefecture is asked to receive and what to end."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import outside_link, view_link
from app.transfer.guidance import Direction, Entry
from geo.place import NATION, PlaceKey


def policy_panel(what: Shown) -> list[Any]:
    """The entries of the chosen prefecture, or the prefectures that the source tells about."""
    if what.chosen is None:
        return [_places(what)]
    key = what.chosen.place.key
    entries = what.index.guidance.of(key)
    if not entries:
        return [html.P(what.view.text("transfer.policy.absent"), className="empty"), _places(what)]
    asked = what.index.guidance.directions(key)
    lists = [_direction(what, direction, entries) for direction in Direction if direction in asked]
    return [*_completeness(what, key, entries), *lists]


def _places(what: Shown) -> html.Section:
    """Links to the prefectures of the map that have entries."""
    view, text, guidance = what.view, what.view.text, what.index.guidance
    here = view.frame.place.key
    places = [p for p in guidance.places if here == NATION or _in(what, p, here)]
    title = html.H2(
        [text("transfer.policy.places"), html.Span(f"{len(places)}", className="count")]
    )
    if not places:
        elsewhere = text("transfer.policy.elsewhere", n=len(guidance.places))
        return html.Section([title, html.P(elsewhere, className="empty")])
    items = [
        html.Li(
            view_link(
                view.state.with_(level=view.level, select=place.adcode),
                [html.Span(view.name(view.atlas.unit(place))), html.Span(_counts(what, place))],
            )
        )
        for place in places
    ]
    return html.Section([title, html.Ol(items, className="ranking")])


def _in(what: Shown, place: PlaceKey, here: PlaceKey) -> bool:
    return any(p.key == here for p in what.view.atlas.gazetteer.ancestors(place))


def _counts(what: Shown, place: PlaceKey) -> str:
    entries = what.index.guidance.of(place)
    parts = [
        f"{what.view.text(f'transfer.direction.{d}')} {n}"
        for d in Direction
        if (n := sum(e.direction is d for e in entries))
    ]
    return " · ".join(parts)


def _completeness(what: Shown, key: PlaceKey, entries: list[Entry]) -> list[Any]:
    text = what.view.text
    is_complete = what.index.guidance.is_complete(key)
    said = sorted({entry.record_complete or "" for entry in entries} - {"yes", ""})
    told = text("transfer.policy.whole" if is_complete else "transfer.policy.cut")
    link = outside_link(entries[0].source_url, text("transfer.page"))
    wording = html.Span(f" ({'; '.join(said)})", lang="en") if said else ""
    line = [told, wording, " ", link]
    return [html.P(line, className="note" if is_complete else "note doubt")]


def _direction(what: Shown, direction: Direction, entries: list[Entry]) -> html.Section:
    mine = [entry for entry in entries if entry.direction is direction]
    title = what.view.text(f"transfer.direction.{direction}")
    wording = html.Span(f"{mine[0].direction_zh} · {len(mine)}", className="count", lang="zh-CN")
    items = [
        html.Li([html.Strong(sector or "–"), *(html.P(entry.item) for entry in group)])
        for sector, group in groupby(mine, key=lambda entry: entry.sector)
    ]
    entries_list = html.Ul(items, className="parks", lang="zh-CN")
    return html.Section([html.H2([title, wording]), entries_list])
