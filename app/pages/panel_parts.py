"""Parts that the panels of the layers and the pages of places share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dash import html


@dataclass(frozen=True, slots=True)
class Card:
    """One figure of a place in words: what it is, its value, a note and the value's unit."""

    title: str
    value: str
    note: str = ""
    unit: str = ""


def figures(cards: Iterable[Card]) -> html.Dl:
    """Cards side by side."""
    return html.Dl([_card(card) for card in cards], className="figures")


def figure_card(title: str, value: Any, note: str) -> html.Div:
    """One figure with its title and a note, inside a `dl`."""
    return html.Div([html.Dt(title), html.Dd(value), html.Dd(note, className="note")])


def _card(card: Card) -> html.Div:
    value = [f"{card.value} ", html.Small(card.unit)] if card.unit else card.value
    return figure_card(card.title, value, card.note)


def bar_row(label: str, n: float, most: float, shown: str | None = None) -> html.Div:
    """One bar of a chart: its length is n of the most, which is written as `shown` or in full."""
    width = {"width": f"{n / most * 100:.0f}%"}
    return html.Div(
        [
            html.Span(label, className="bar-label"),
            html.Span(html.Span(style=width), className="bar-track"),
            html.Span(shown or f"{n:,}", className="bar-value"),
        ],
        className="bar-row",
    )
