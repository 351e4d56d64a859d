"""The right panel: the place that is marked or in focus, told by the layer in view."""

from __future__ import annotations

from typing import Any

from dash import html

from app.layers import layer_of
from app.pages.links import view_link
from app.pages.sources import sources_panel
from app.region.state import PageState, spec_of
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
    return [*links, *_pages(view)]


def _pages(view: View) -> list[html.A]:
    """The place as a page, as a briefing, and beside the one in focus or above it."""
    page = PageState(
        year=view.state.year,
        programme=view.state.programme,
        lang=view.state.lang,
        usual_lang=view.state.usual_lang,
    )
    gazetteer, place = view.atlas.gazetteer, view.subject.place
    other = view.focus.place.key if view.selected else place.parent
    both = [place, *([gazetteer[other]] if other and other != place.key else [])]
    specs = tuple(spec_of(view.atlas, one) for one in both)
    hrefs = {
        "region.link": page.region_href(view.atlas, place),
        "compare.link": page.compare_href(specs),
        "briefings.link": page.briefing_href(view.atlas, place),
    }
    return [html.A(view.text(key), href=href, className="ghost") for key, href in hrefs.items()]
