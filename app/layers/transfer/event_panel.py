"""The panel of docking events: what was signed at which host."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import outside_link
from app.pages.panel_parts import figure_card
from app.transfer.events import DockingEvent, hosted


def event_panel(what: Shown) -> list[Any]:
    """Number and amount of the events of the chosen province, or of all; then each event."""
    host = what.chosen.place.key if what.chosen else None
    events = what.index.events.chosen(what.choice.period, host)
    text = what.view.text
    if not events:
        return [html.P(text("transfer.events.absent"), className="empty")]
    one = hosted(events)
    stated = sum(event.amount_100m_cny is not None for event in events)
    cards = [
        (text("transfer.events.count"), f"{one.events}", ""),
        (
            text("transfer.events.amount"),
            what.told(one.amount_100m_cny, at_least=one.at_least),
            text("transfer.events.of", stated=stated, n=one.events),
        ),
    ]
    heading = html.H2(
        [text("transfer.events.list"), html.Span(f"{len(events)}", className="count")]
    )
    items = [_item(what, event) for event in events]
    return [
        html.Dl([figure_card(*card) for card in cards], className="figures"),
        html.P(text("transfer.events.bases"), className="note"),
        html.Section([heading, html.Ul(items, className="parks")]),
    ]


def _item(what: Shown, event: DockingEvent) -> html.Li:
    text = what.view.text
    amount = what.told(event.amount_100m_cny, at_least=event.at_least)
    projects = (
        text("transfer.unstated")
        if event.projects is None
        else text("transfer.events.projects", n=f"{event.projects:,}")
    )
    place = what.name(event.host)
    basis = [html.P(event.amount_basis, className="note", lang="en")] if event.amount_basis else []
    told = text("transfer.events.told", amount=amount, projects=projects)
    return html.Li(
        [
            html.Strong(event.name),
            html.P(f"{event.date} · {place}", className="note"),
            html.P(told),
            *basis,
            outside_link(event.source_url, text("transfer.page")),
        ]
    )
