"""The breadcrumb: from the nation down to the place in focus, each one click away."""

from __future__ import annotations

from dash import html

from app.pages.links import attributes, view_link
from app.view import View


def crumbs(view: View) -> list[html.Li]:
    """Items of the breadcrumb; the last is where the reader stands."""
    above = reversed(view.atlas.gazetteer.ancestors(view.focus.place.key))
    items = [
        html.Li(view_link(view.state.at(place.adcode), view.name(view.atlas.unit(place.key))))
        for place in above
    ]
    here = html.Span(view.name(view.focus), **attributes(aria_current="location"))
    return [*items, html.Li(here)]
