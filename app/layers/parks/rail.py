"""The left rail of the map of parks."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers.parks.wording import indicator_name
from app.pages.links import segments, view_link
from app.pages.rail import level_section, section
from app.park_index import park_index
from app.state import ParkMeasure, ParkSymbol
from app.view import View


def rail(view: View) -> list[Any]:
    """Sections of the rail, above the legend."""
    text = view.text
    return [
        section(text("parks.rail.measure"), _measures(view), text("parks.rail.measure.note")),
        section(text("parks.rail.symbols"), *_symbols(view)),
        level_section(view),
    ]


def _measures(view: View) -> html.Div:
    text = view.text
    options = [
        (text(f"parks.measure.{m}"), view.state.with_(parks=m, breaks="")) for m in ParkMeasure
    ]
    current = text(f"parks.measure.{view.state.parks}")
    return segments(options, current, text("parks.rail.measure"), pairs=True)


def _symbols(view: View) -> list[Any]:
    text, loaded = view.text, park_index(view.atlas).indicators
    kinds = [kind for kind in ParkSymbol if kind is not ParkSymbol.INTENSITY or loaded]
    options = [
        (
            text(f"parks.symbols.{kind}"),
            view.state.with_(symbols=kind, indicator=_first(kind, loaded)),
        )
        for kind in kinds
    ]
    parts: list[Any] = [
        segments(options, text(f"parks.symbols.{view.state.symbols}"), text("parks.rail.symbols"))
    ]
    if view.state.symbols is ParkSymbol.INTENSITY:
        parts.append(_indicators(view, loaded))
    return parts


def _first(kind: ParkSymbol, loaded: tuple[str, ...]) -> str:
    return loaded[0] if kind is ParkSymbol.INTENSITY else ""


def _indicators(view: View, loaded: tuple[str, ...]) -> html.Details:
    items = [
        html.Li(
            view_link(
                view.state.with_(indicator=one),
                indicator_name(view, one),
                current=one == view.state.indicator,
            )
        )
        for one in loaded
    ]
    shown = indicator_name(view, view.state.indicator)
    return html.Details(
        [html.Summary(shown), html.Div(html.Ul(items), className="options")], className="picker"
    )
