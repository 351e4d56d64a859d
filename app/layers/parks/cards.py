"""Parks of a place in figures, as cards: the same in the panel, on its page and in a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from app.pages.panel_parts import Card
from app.park_index import MOST_INDUSTRIES, Flag, Park
from app.view import View


def park_cards(view: View, parks: Sequence[Park]) -> list[Card]:
    """Number by grade, approved area, and how many are flagged with what."""
    text = view.text
    national = sum(park.grade == "national" for park in parks)
    stated = [park.area_ha for park in parks if park.area_ha is not None]
    many = sum(Flag.MANY_INDUSTRIES in park.flags for park in parks)
    same = sum(Flag.SAME_MIX in park.flags for park in parks)
    exempt = sum(p.grade == "national" and len(p.industries) > MOST_INDUSTRIES for p in parks)
    many_note = text("parks.figures.many.exempt" if exempt else "parks.figures.many.note", n=exempt)
    grades = text("parks.figures.grades", national=national, provincial=len(parks) - national)
    unstated = len(parks) - len(stated)
    note = text("parks.figures.unstated", n=unstated) if unstated else text("parks.figures.area")
    return [
        Card(text("parks.measure.count"), f"{len(parks):,}", grades),
        Card(text("parks.figures.approved"), f"{sum(stated):,.0f}", note, "ha"),
        Card(text("parks.figures.many"), f"{many:,}", many_note),
        Card(text("parks.figures.same"), f"{same:,}", text("parks.figures.same.note")),
    ]
