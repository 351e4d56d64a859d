"""The panel of docking events: what was signed at which host."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from app.layers.transfer.shown import Shown
from app.pages.links import outside_link
from app.pages.panel_parts import figure_card
from app.transfer.events import DockingEvent, hosted

NOT_STATED: Final = "not stated"
"""Wording of the source that only says again that an amount is missing."""


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
            what.figure(one.amount_100m_cny, at_least=one.at_least),
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
    amount, projects = text("transfer.events.no_amount"), text("transfer.events.no_projects")
    if event.amount_100m_cny is not None:
        amount = what.told(event.amount_100m_cny, at_least=event.at_least)
    if event.projects is not None:
        projects = text("transfer.events.projects", n=f"{event.projects:,}")
    place = what.name(event.host)
    said = event.amount_basis if event.amount_basis != NOT_STATED else None
    basis = [html.P(said, className="note", lang="en")] if said else []
    return html.Li(
        [
            html.Strong(event.name),
            html.P(f"{event.date} · {place}", className="note"),
            html.P(f"{amount} · {projects}"),
            *basis,
            outside_link(event.source_url, text("transfer.page")),
        ]
    )
