"""Parts that the legends of the layers share."""

from __future__ import annotations

from dash import html

from app.view import View


def legend_row(view: View, colour: str, label: str, units: int) -> html.Li:
    """One colour of the map: what it means and how many units have it."""
    share = units / max(len(view.units), 1)
    bar = html.Span(className="bar", style={"width": f"{share * 100:.1f}%", "background": colour})
    return html.Li(
        [
            html.Span(className="swatch", style={"background": colour}),
            html.Span(label, className="range"),
            html.Span(bar, className="track"),
            html.Span(f"{units:,}", className="units"),
        ]
    )
