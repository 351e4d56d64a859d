"""What is counted in a place, as cards: the same in the panel, on its page and in a comparison."""

from __future__ import annotations

from collections import Counter

from app.atlas import Unit
from app.coverage import loaded_of_stated
from app.pages.census_cards import census_cards
from app.pages.panel_parts import Card
from app.pages.rank import rank
from app.state import ALL, Measure
from app.view import View
from geo.place import Level


def place_cards(view: View, unit: Unit) -> list[Card]:
    """Clusters with how much is loaded, density, area, spread or parks, and the census."""
    text = view.text
    count = view.count_in(unit)
    density = view.value_in(unit, Measure.PER_AREA) or 0.0
    counted = text("panel.count.all" if view.year == ALL else "panel.count")
    return [
        Card(counted, f"{count:,}", _count_note(view, unit, count)),
        Card(text("panel.per_area"), text.number(density), rank(view, unit, Measure.PER_AREA)),
        Card(text("panel.area"), f"{unit.area_km2:,.0f}", text("panel.area.note"), "km²"),
        _parks(view, unit) if unit.place.level is Level.COUNTY else _holding(view, unit),
        *census_cards(view, unit),
    ]


def counts_by_batch(view: View, unit: Unit) -> list[tuple[str, int]]:
    """Counted clusters of a place by the year of their newest batch, oldest first."""
    years: Counter[str] = Counter()
    for cluster in view.clusters_in(unit):
        newest = max(
            (row["batch_year"] or 0 for row in view.atlas.recognitions_of[cluster["id"]]), default=0
        )
        years[str(newest) if newest else view.text("rail.batch.undated")] += 1
    return sorted(years.items())


def _count_note(view: View, unit: Unit, count: int) -> str:
    place = rank(view, unit, Measure.COUNT)
    return " · ".join(
        part for part in (place, loaded_of_stated(view, unit.place.key, count)) if part
    )


def _parks(view: View, unit: Unit) -> Card:
    parks = len(view.atlas.parks_in(unit.place.key))
    return Card(view.text("panel.parks"), f"{parks:,}", view.text("panel.parks.note"))


def _holding(view: View, unit: Unit) -> Card:
    share = view.value_in(unit, Measure.HOLDING) or 0.0
    some, counties = view.holding_in(unit), view.counties_in(unit)
    notes = (
        view.text("panel.holding.note", some=some, counties=f"{counties:,}"),
        rank(view, unit, Measure.HOLDING),
    )
    shown = view.shown(share, Measure.HOLDING)
    return Card(view.text("panel.holding"), shown, " · ".join(filter(None, notes)))
