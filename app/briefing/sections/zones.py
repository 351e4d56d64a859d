"""Sentences on the development zones of a place."""

from __future__ import annotations

from app.briefing.wording import form
from app.pages.region import RegionPage
from app.park_index import park_index, totals


def number(page: RegionPage) -> str:
    """How many parks of which grade, with which approved area; or that there is none."""
    text = page.view.text
    ((n, area_ha, _),) = totals(park_index(page.atlas), [page.unit.place.key])
    national = sum(park.grade == "national" for park in page.parks)
    if not n:
        return text("briefing.parks.none", place=page.name)
    if n == 1:
        grade = text(f"briefing.grade.{page.parks[0].grade}")
        return text("briefing.parks.one", place=page.name, grade=grade) + area(page, area_ha)
    whole = {0: "provincial", n: "national"}
    sentence = text(
        f"briefing.parks.{whole.get(national, 'both')}",
        place=page.name,
        n=f"{n:,}",
        national=f"{national:,}",
        provincial=f"{n - national:,}",
    )
    return sentence + area(page, area_ha)


def area(page: RegionPage, area_ha: float) -> str:
    """The approved area, which is not the built one, and of how many parks it is not stated."""
    text = page.view.text
    unstated = sum(park.area_ha is None for park in page.parks)
    if unstated == len(page.parks):
        return text("briefing.area.none")
    missing = ""
    if unstated:
        missing = text(f"briefing.area.unstated.{form(unstated)}", n=f"{unstated:,}")
    return text("briefing.area", area_ha=f"{area_ha:,.0f}", unstated=missing)
