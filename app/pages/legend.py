"""The legend on screen, and what the legends of several layers say alike."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from app.legend import Heading, Legend, Note, OnScreen, Part, Sizes, Swatch, Swatches, Tones, Widths
from app.pages.links import view_link
from app.view import View

_CLASSES: Final = {
    "short": "classes",
    "spans": "classes spans",
    "words": "classes named-classes",
}
_WIDEST_PX: Final = 16


def legend_on_screen(view: View, legend: Legend) -> list[Any]:
    """Components of a legend."""
    return [_component(view, part) for part in legend]


def _component(view: View, part: Part) -> Any:
    match part:
        case Heading():
            return _heading(view, part)
        case Swatches(items, labels, is_round):
            row = _symbol_row if is_round else _unit_row
            return html.Ul([row(view, item) for item in items], className=_CLASSES[labels])
        case Note(text, is_strong):
            return html.P(text, className="note strong" if is_strong else "note")
        case OnScreen(component):
            return component
        case _:
            return _symbols(part)


def _heading(view: View, part: Heading) -> html.H2:
    if part.nature is None:
        return html.H2(part.text)
    badge = view.text(f"transfer.nature.{part.nature}")
    return html.H2([html.Span(part.text), html.Span(badge, className=f"nature {part.nature}")])


def _symbols(part: Sizes | Widths | Tones) -> html.Ul:
    match part:
        case Sizes(items):
            return html.Ul([_size(px, label) for px, label in items], className="sizes")
        case Widths(items, _):
            return html.Ul([_width(share, label) for share, label in items], className="widths")
        case Tones(items):
            return html.Ul([_tone(side, label) for side, _, label in items], className="tones")


def _unit_row(view: View, item: Swatch) -> html.Li:
    """One colour of the units, how many of them have it, and a bar of their share."""
    share = item.count / max(len(view.units), 1)
    style = {"width": f"{share * 100:.1f}%", "background": item.colour}
    return html.Li(
        [
            html.Span(className="swatch", style={"background": item.colour}),
            html.Span(_label(item), className="range"),
            html.Span(html.Span(className="bar", style=style), className="track"),
            html.Span(f"{item.count:,}", className="units"),
        ]
    )


def _label(item: Swatch) -> Any:
    return view_link(item.leads_to, item.label) if item.leads_to else item.label


def _symbol_row(_: View, item: Swatch) -> html.Li:
    return html.Li(
        [
            html.Span(className="swatch round", style={"background": item.colour}),
            html.Span(item.label, className="range"),
            html.Span(f"{item.count:,}", className="units"),
        ]
    )


def _size(px: float, label: str) -> html.Li:
    dot = html.Span(className="dot", style={"width": f"{px}px", "height": f"{px}px"})
    return html.Li([dot, html.Span(label)])


def _width(share: float, label: str) -> html.Li:
    line = html.Span(className="width", style={"height": f"{max(share * _WIDEST_PX, 1.2):.1f}px"})
    return html.Li([line, html.Span(label)])


def _tone(side: str, label: str) -> html.Li:
    return html.Li([html.Span("➜", className=f"tone {side}"), label])


def beside_the_count(view: View) -> list[str]:
    """What is not in the counts of clusters and why, each said where the numbers stand."""
    text, here, lines = view.text, view.frame, []
    if n := len(view.clusters_in(here, view.tally.undated)):
        lines.append(text("legend.undated", n=n))
    if n := len(view.clusters_in(here, view.tally.review_unknown)):
        lines.append(text("legend.review_unknown", n=n))
    if n := view.coarser_only():
        lines.append(text("legend.coarser", n=n, level=text(f"level.{view.counted_at}")))
    return lines
