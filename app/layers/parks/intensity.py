"""Land use of single parks in the panel: what a user's figures say, or how to load some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html

from app.layers.parks.quadrant import quadrant
from app.layers.parks.wording import indicator_name, intensity_line
from app.pages.panel_parts import bar_row
from app.park_index import Park, park_index
from app.view import View

TEMPLATE_URL: Final = "/assets/templates/park-land.csv"
RANKED: Final = 10


def intensity_section(view: View, parks: Sequence[Park]) -> list[Any]:
    """Ranking and quadrants of the parks with figures; without any, where the template is."""
    text = view.text
    if not park_index(view.atlas).indicators:
        return [
            html.Section(
                [
                    html.H2(text("parks.intensity.title")),
                    html.P(text("parks.intensity.none"), className="empty"),
                    html.P(
                        [
                            html.A(text("parks.intensity.template"), href=TEMPLATE_URL),
                            text("parks.intensity.how"),
                        ],
                        className="note",
                    ),
                ]
            )
        ]
    known = [park for park in parks if park.intensity]
    count = html.Span(f"{len(known):,}", className="count")
    parts: list[Any] = [html.H2([text("parks.intensity.title"), count])]
    if not known:
        parts.append(html.P(text("parks.intensity.none_here"), className="empty"))
    parts += [*_ranking(view, known), *quadrant(view, known), *_refused(view, known)]
    return [html.Section(parts)]


def _ranking(view: View, parks: Sequence[Park]) -> list[Any]:
    indicator = view.state.indicator or park_index(view.atlas).indicators[0]
    valued = [
        (park, found.value)
        for park in parks
        if (found := park.intensity.get(indicator)) and found.value is not None
    ]
    best = sorted(valued, key=lambda one: (-one[1], one[0].id))[:RANKED]
    most = best[0][1] if best else 0
    rows = [bar_row(park.name_zh, value, most, view.text.number(value)) for park, value in best]
    if not rows:
        return []
    return [
        html.H3(indicator_name(view, indicator)),
        html.Div(rows, className="bars long-names"),
    ]


def _refused(view: View, parks: Sequence[Park]) -> list[Any]:
    """Values that cannot be true, with the reason: shown instead of left out."""
    lines = [
        html.Li([html.Strong(park.name_zh), html.P(intensity_line(view, one), className="note")])
        for park in parks
        for one in park.intensity.values()
        if one.refused
    ]
    if not lines:
        return []
    return [
        html.H3(view.text("parks.intensity.refusals", n=len(lines))),
        html.Ul(lines[:RANKED], className="parks"),
    ]
