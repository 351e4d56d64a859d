"""The right panel: the place that is marked or in focus, told by the layer in view."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers import layer_of
from app.pages.links import view_link
from app.pages.sources import sources_panel
from app.state import Panel
from app.view import View


def panel(view: View) -> list[Any]:
    """Contents of the right panel."""
    if view.state.panel is Panel.SOURCES:
        return sources_panel(view)
    return [_head(view), *layer_of(view).panel(view)]


def _head(view: View) -> html.Header:
    unit, text = view.subject, view.text
    place = unit.place
    above = [
        view.name(view.atlas.unit(p.key))
        for p in reversed(view.atlas.gazetteer.ancestors(place.key))
    ]
    code = text("panel.code", level=text(f"level.{place.level}"), adcode=place.adcode)
    return html.Header(
        [
            html.P(" › ".join(above), className="path"),
            html.H1(view.name(unit)),
            html.P(code, className="note"),
            html.Div(_actions(view), className="actions"),
        ]
    )


def _actions(view: View) -> list[html.A]:
    text, state = view.text, view.state
    links = []
    if view.selected and view.selected.place.adcode != view.focus.place.adcode:
        if state.levels[-1].depth > view.selected.place.level.depth:
            links.append(view_link(state.at(state.select), text("panel.down"), cls="primary"))
        links.append(view_link(state.with_(select="", flow=""), text("panel.unmark"), cls="ghost"))
    elif parent := view.focus.place.parent:
        up = view.atlas.unit(parent)
        links.append(
            view_link(state.at(parent.adcode), text("panel.up", name=view.name(up)), cls="ghost")
        )
    return links
