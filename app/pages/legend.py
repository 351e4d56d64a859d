"""Parts that the legends of the layers share."""

from __future__ import annotations

from typing import Any

from dash import html

from app.view import View


def legend_row(view: View, colour: str, label: Any, units: int) -> html.Li:
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


def beside_the_count(view: View) -> list[str]:
    """What is not in the counts of clusters and why, each said where the numbers stand."""
    text, here, lines = view.text, view.frame, []
    if n := len(view.clusters_in(here, view.tally.undated)):
        lines.append(text("legend.undated", n=n))
    if n := len(view.clusters_in(here, view.tally.review_unknown)):
        lines.append(text("legend.review_unknown", n=n))
    if n := view.coarser_only():
        lines.append(text("legend.coarser", n=n, level=text(f"level.{view.level}")))
    return lines
