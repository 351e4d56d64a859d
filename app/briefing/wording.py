"""How a briefing words numbers, lists and tables; shared by its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from app.atlas import Unit
from app.briefing.document import Column, Table
from app.pages.region import RegionPage
from app.state import ALL, Language
from app.text import Text

_BETWEEN_NUMBER_AND_HAN: Final = re.compile(
    r"(?<=[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]) (?=[0-9])|(?<=[0-9%]) (?=[\u4e00-\u9fff])"
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_RANGE: Final = re.compile(r"(?<=[0-9])–(?=[0-9])")
NOTHING: Final = "—"
"""Cell of a table where there is nothing to say."""
Heading = tuple[str, float, bool]
"""Heading of a column, its width relative to the others, whether it holds numbers."""


def form(n: int) -> str:
    """The part of a key that says which form of a sentence a number asks for."""
    return {0: "none", 1: "one"}.get(n, "many")


def listed(text: Text, names: Sequence[str]) -> str:
    """Names as a sentence lists them: 甲、乙、丙; A, B and C."""
    if text.lang is Language.ZH or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def joined(text: Text, sentences: Iterable[str]) -> str:
    """Sentences one after another, without those that are empty."""
    between = "" if text.lang is Language.ZH else " "
    return between.join(one for one in sentences if one)


def set_apart(text: Text, phrases: Sequence[str], most: int) -> str:
    """The first of many phrases that hold commas, and how many more there are."""
    between = text("briefing.separator")
    if len(phrases) <= most:
        return between.join(phrases)
    first, rest = between.join(phrases[:most]), f"{len(phrases) - most:,}"
    return text("briefing.names.more", names=first, n=rest)


def shortly(text: Text, names: Sequence[str], most: int) -> str:
    """The first of many names, and how many more there are."""
    if len(names) <= most:
        return listed(text, names)
    return text("briefing.names.more", names=listed(text, names[:most]), n=f"{len(names) - most:,}")


def tight(line: str) -> str:
    """A line of the screen as documents set it.

    No space between a number and a Han character, and between numbers the dash of Chinese text.
    """
    if not _HAN.search(line):
        return line
    return _RANGE.sub("—", _BETWEEN_NUMBER_AND_HAN.sub("", line))


def share(part: float) -> str:
    """A part of a whole in percent."""
    return f"{part:.1%}"


def day(text: Text, iso: str) -> str:
    """A day in words: 2026年11月28日; 28 November 2026. Empty if none is given."""
    if not iso:
        return ""
    given = date.fromisoformat(iso)
    month = text(f"briefing.month.{given.month}")
    return text("briefing.day", year=given.year, month=month, day=given.day)


def table(
    caption: str, columns: Sequence[Heading], rows: Sequence[Sequence[str]], more: str = ""
) -> Table:
    """A table whose columns share the width in proportion."""
    whole = sum(width for _, width, _ in columns)
    shares = (Column(heading, width / whole, is_number) for heading, width, is_number in columns)
    return Table(caption, tuple(shares), tuple(tuple(row) for row in rows), more)


def rest(page: RegionPage, n: int) -> str:
    """Says how many rows a table leaves out and where they stand; empty where it has all."""
    return page.view.text(f"briefing.rest.{form(n)}", n=f"{n:,}") if n > 0 else ""


def credit(page: RegionPage) -> str:
    """Whose boundaries the maps show, the review number where one is set, and the projection."""
    parts = (part.strip() for part in page.credit.split("·"))
    return page.view.text("briefing.separator").join(parts)


def when(page: RegionPage) -> str:
    """The year that is counted, as a sentence begins: 2025年."""
    text, year = page.view.text, page.view.year
    return text("briefing.when.all" if year == ALL else "briefing.when", year=year)


def standing(page: RegionPage) -> str:
    """What the clusters that count are: in force, or loaded where no year is chosen."""
    return page.view.text("briefing.loaded" if page.view.year == ALL else "briefing.in_force")


def programme(page: RegionPage) -> str:
    """Name of the programme that is counted."""
    text, chosen = page.view.text, page.view.state.programme
    if chosen == ALL:
        return text("briefing.programme.all")
    row = page.atlas.programmes[chosen]
    return str(row["name_en" if text.lang is Language.EN else "name_zh"])


def around(page: RegionPage) -> str:
    """Name of the place whose parts the place is ranked among."""
    return page.view.name(page.path[-1])


def units(page: RegionPage, unit: Unit) -> str:
    """What units of a level are called: county-level units."""
    return page.view.text(f"briefing.units.{unit.place.level}")


def where(page: RegionPage, unit: Unit) -> str:
    """Name of a place below that of the briefing, from the province down: 浙江省嘉兴市嘉善县."""
    above = [
        page.atlas.unit(place.key)
        for place in reversed(page.atlas.gazetteer.ancestors(unit.place.key))
    ]
    depth = page.unit.place.level.depth
    below = [one for one in above if one.place.level.depth > depth]
    names = [page.view.name(one) for one in (*below, unit) if one is not page.unit]
    distinct = list(dict.fromkeys(names)) or [page.name]
    return ("" if page.view.text.lang is Language.ZH else ", ").join(
        distinct if page.view.text.lang is Language.ZH else reversed(distinct)
    )
