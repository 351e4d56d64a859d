"""Sentences on where a place stands among its equals, and which of its parts lead."""

from __future__ import annotations

from typing import Final

from app.briefing.sentences.counting import clusters
from app.briefing.wording import around, form, joined, share, shortly, standing, units, when
from app.pages.rank import Rank, rank_of
from app.pages.region import RegionPage
from app.region.standing import Standing
from app.state import Measure
from geo.place import Level

MOST_LEADERS: Final = 5
COUNTIES_NEEDED: Final = 2
"""A place that is one county tells nothing by the share of its counties."""


def count_rank(page: RegionPage) -> str:
    """Rank by the number of clusters; empty where there is nothing to rank."""
    found = rank_of(page.view, page.unit, Measure.COUNT)
    return _ranked(page, found, "count") if found else ""


def density_rank(page: RegionPage) -> str:
    """Rank by clusters per area; empty where there is nothing to rank."""
    found = rank_of(page.view, page.unit, Measure.PER_AREA)
    return _ranked(page, found, "per_area") if found else ""


def _ranked(page: RegionPage, found: Rank, by: str) -> str:
    text = page.view.text
    others = text(f"briefing.others.{form(found.equals)}", n=f"{found.equals:,}")
    return text(
        f"briefing.rank.{'tied' if found.equals else 'alone'}",
        place=page.name,
        by=text(f"briefing.by.{by}"),
        around=around(page),
        of=f"{found.of:,}",
        units=units(page, page.unit),
        rank=f"{found.place:,}",
        others=others,
    )


def density(page: RegionPage) -> str:
    """Clusters per area, with the area."""
    value = page.view.value_in(page.unit, Measure.PER_AREA) or 0.0
    return page.view.text(
        "briefing.per_area",
        when=when(page),
        place=page.name,
        standing=standing(page),
        area_km2=f"{page.unit.area_km2:,.0f}",
        value=page.view.text.number(value),
    )


def message(page: RegionPage) -> str:
    """The rank; of a place that has none its leading parts; else that there is no cluster."""
    return count_rank(page) or leaders(page) or _no_rank(page)


def leaders(page: RegionPage) -> str:
    """Parts with the most clusters; empty where none has any."""
    text = page.view.text
    first = [row for row in page.parts if row.rank == 1 and row.values[Measure.COUNT]]
    if not first:
        return ""
    names = shortly(text, [page.view.name(row.unit) for row in first], MOST_LEADERS)
    n = int(first[0].values[Measure.COUNT] or 0)
    return text(
        f"briefing.leaders.{'tied' if len(first) > 1 else 'alone'}",
        names=names,
        parts=f"{len(page.parts):,}",
        units=units_of(page, page.parts),
        clusters=clusters(page, n),
    )


def _no_rank(page: RegionPage) -> str:
    """That the place has no cluster, or nothing to be compared with."""
    text, n = page.view.text, page.view.count_in(page.unit)
    if n:
        return text("briefing.no_rank.alone", place=page.name, clusters=clusters(page, n))
    return text("briefing.no_rank", place=page.name, standing=standing(page))


def no_part(page: RegionPage) -> str:
    """That none of the parts has a cluster; some may be known more coarsely."""
    text, n = page.view.text, page.view.count_in(page.unit)
    told = text(
        f"briefing.no_part.{form(len(page.parts))}",
        place=page.name,
        of=f"{len(page.parts):,}",
        units=units_of(page, page.parts),
        standing=standing(page),
    )
    coarser = text(f"briefing.no_part.coarser.{form(n)}", n=f"{n:,}") if n else ""
    return joined(text, (told, coarser))


def no_equal(page: RegionPage) -> str:
    """That none of the units with the same parent has a cluster."""
    return page.view.text(
        f"briefing.no_equal.{form(len(page.siblings))}",
        around=around(page),
        of=f"{len(page.siblings):,}",
        units=units(page, page.unit),
        standing=standing(page),
    )


def units_of(page: RegionPage, rows: list[Standing]) -> str:
    """What units are called; some places have parts of several levels."""
    levels = {row.unit.place.level for row in rows}
    if len(levels) > 1:
        return page.view.text("briefing.units.several")
    return units(page, rows[0].unit)


def spread(page: RegionPage) -> str:
    """How many counties have a cluster; empty for a county and where none has."""
    if page.unit.place.level is Level.COUNTY:
        return ""
    some, of = page.view.holding_in(page.unit), page.view.counties_in(page.unit)
    if not some or of < COUNTIES_NEEDED:
        return ""
    return page.view.text(
        f"briefing.spread.{form(some)}",
        place=page.name,
        some=f"{some:,}",
        of=f"{of:,}",
        share=share(some / of),
    )
