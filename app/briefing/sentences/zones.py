"""Sentences on the development zones of a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.briefing.wording import form, joined, listed, set_apart
from app.pages.region import RegionPage
from app.park_index import Flag, Park, park_index, totals

MOST_NAMED: Final = 4


def number(page: RegionPage) -> str:
    """How many parks of which grade, with which approved area; or that there is none."""
    text = page.view.text
    ((n, area_ha, _),) = totals(park_index(page.atlas), [page.unit.place.key])
    national = sum(park.grade == "national" for park in page.parks)
    if not n:
        return text("briefing.parks.none", place=page.name)
    if n == 1:
        grade = text(f"briefing.grade.{page.parks[0].grade}")
        return text("briefing.parks.one", place=page.name, grade=grade) + _area(page, area_ha)
    whole = {0: "provincial", n: "national"}
    sentence = text(
        f"briefing.parks.{whole.get(national, 'both')}",
        place=page.name,
        n=f"{n:,}",
        national=f"{national:,}",
        provincial=f"{n - national:,}",
    )
    return sentence + _area(page, area_ha)


def _area(page: RegionPage, area_ha: float) -> str:
    """The approved area, which is not the built one, and of how many parks it is not stated."""
    text = page.view.text
    unstated = sum(park.area_ha is None for park in page.parks)
    if unstated == len(page.parks):
        return text("briefing.area.none")
    if len(page.parks) == 1:
        return text("briefing.area.single", area_ha=f"{area_ha:,.0f}")
    missing = ""
    if unstated:
        missing = text(f"briefing.area.unstated.{form(unstated)}", n=f"{unstated:,}")
    return text("briefing.area", area_ha=f"{area_ha:,.0f}", unstated=missing)


def message(page: RegionPage) -> str:
    """How many parks, and how many of them are flagged."""
    text, n, flagged_ones = page.view.text, len(page.parks), len(page.flagged)
    if not n:
        return text("briefing.parks.none", place=page.name)
    return joined(
        text,
        (
            text(f"briefing.parks.message.{form(n)}", place=page.name, n=f"{n:,}"),
            text(f"briefing.parks.flagged.{form(flagged_ones)}", n=f"{flagged_ones:,}"),
        ),
    )


def flagged(page: RegionPage, flag: Flag) -> str:
    """What the document says and which parks it is asked of; empty where there is none."""
    text = page.view.text
    found = [park for park in page.flagged if flag in park.flags]
    if not found:
        return ""
    if flag is Flag.SAME_MIX:
        named = _pairs(page, found)
    else:
        named = [
            text("briefing.flag.park", name=park.name_zh, n=len(park.industries)) for park in found
        ]
    return text(
        f"briefing.flag.{flag}.{form(len(found))}",
        n=f"{len(found):,}",
        names=set_apart(text, named, MOST_NAMED),
    )


def _pairs(page: RegionPage, found: Iterable[Park]) -> list[str]:
    """Parks of the same industries, each group once."""
    index, text = park_index(page.atlas), page.view.text
    every = dict.fromkeys(frozenset({park.id, *park.twins}) for park in found)
    whole = [sorted(group) for group in every if not any(group < other for other in every)]
    return [
        text(
            "briefing.flag.group",
            names=listed(text, [index.parks[one].name_zh for one in group]),
            industries="、".join(one.wording for one in index.parks[group[0]].industries),
        )
        for group in whole
    ]
