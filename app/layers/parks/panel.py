"""The right panel of the map of parks: a place's parks, what is flagged, how land is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html

from app.atlas import Unit
from app.layers.parks.cards import park_cards
from app.layers.parks.intensity import intensity_section
from app.layers.parks.references import references_section
from app.layers.parks.wording import flag_line, park_facts
from app.pages.panel_parts import figures
from app.park_index import Park, park_index
from app.view import View
from geo.place import Level

SHOWN: Final = 12


def panel(view: View) -> list[Any]:
    """What the panel tells of the place that is marked or in focus."""
    parks = park_index(view.atlas).within(view.subject.place.key)
    return [
        figures(park_cards(view, parks)),
        *intensity_section(view, parks),
        *_flagged(view, parks),
        *_listed(view, view.subject, parks),
        references_section(view),
    ]


def _flagged(view: View, parks: Sequence[Park]) -> list[html.Section]:
    """Flagged parks, each with the reason; the document's wording above them."""
    flagged = [park for park in parks if park.flags]
    if not flagged:
        return []
    text = view.text
    items = [
        html.Li(
            [
                html.Strong(park.name_zh),
                *(html.P(flag_line(view, park, f), className="note") for f in park.flags),
            ]
        )
        for park in flagged[:SHOWN]
    ]
    count = html.Span(f"{len(flagged):,}", className="count")
    parts: list[Any] = [
        html.H2([text("parks.flagged"), count]),
        html.P(text("parks.flag.wording"), className="note"),
        html.Ul(items, className="parks"),
    ]
    return [html.Section([*parts, *_more(view, len(flagged))])]


def _listed(view: View, unit: Unit, parks: Sequence[Park]) -> list[html.Section]:
    """The largest parks of a place; the nation's list is too long to tell anything."""
    if not parks:
        empty = view.text("parks.none", place=view.name(unit))
        return [html.Section(html.P(empty, className="empty"))]
    if unit.place.level is Level.NATION:
        return []
    largest = sorted(parks, key=lambda park: (-(park.area_ha or 0), park.id))[:SHOWN]
    items = [
        html.Li(
            [
                html.Strong(park.name_zh),
                *(html.P(line, className="note") for line in park_facts(view, park)),
            ]
        )
        for park in largest
    ]
    heading = html.H2([view.text("parks.title"), html.Span(f"{len(parks):,}", className="count")])
    return [html.Section([heading, html.Ul(items, className="parks"), *_more(view, len(parks))])]


def _more(view: View, found: int) -> list[html.P]:
    if found <= SHOWN:
        return []
    return [html.P(view.text("parks.more", n=found - SHOWN), className="note")]
