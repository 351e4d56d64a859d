"""Parts that the panels of the layers share."""

from __future__ import annotations

from typing import Any

from dash import html


def figure_card(title: str, value: Any, note: str) -> html.Div:
    """One figure with its title and a note, inside a `dl`."""
    return html.Div([html.Dt(title), html.Dd(value), html.Dd(note, className="note")])


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
