"""Sentences on what the census says of a place; empty where it is not known."""

from __future__ import annotations

from app.pages.region import RegionPage
from app.state import Measure
from geo.figure import Figure


def residents(page: RegionPage) -> str:
    """Clusters per million residents, with the number of residents."""
    people = page.atlas.figures.of(Figure.POPULATION, page.unit.place.key)
    value = page.view.value_in(page.unit, Measure.PER_MILLION)
    if people is None or value is None:
        return ""
    text = page.view.text
    return text(
        "briefing.per_million",
        place=page.name,
        residents=f"{people.value:,.0f}",
        value=text.number(value),
    )


def manufacturing(page: RegionPage) -> str:
    """Share of manufacturing in employment, which is an estimate (估算)."""
    value = page.view.value_in(page.unit, Measure.MANUFACTURING_SHARE)
    if value is None:
        return ""
    shown = page.view.shown(value, Measure.MANUFACTURING_SHARE)
    return page.view.text("briefing.manufacturing", place=page.name, share=shown)
