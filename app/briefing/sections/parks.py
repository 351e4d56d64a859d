"""Parks: number, approved area, leading industries, flags, and land use where it is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.briefing.document import (
    Block,
    Heading,
    Map,
    MapId,
    Paragraph,
    Section,
    SectionId,
    Tone,
)
from app.briefing.maps.views import map_view
from app.briefing.sentences import zones
from app.briefing.wording import NOTHING, listed, rest, table
from app.layers.parks.wording import indicator_name
from app.pages.region import RegionPage
from app.park_index import Flag, Intensity, Park
from geo.place import Level

MOST_ROWS: Final = {Level.NATION: 10, Level.PROVINCE: 15}
USUAL_MOST_ROWS: Final = 25
MOST_INTENSITY: Final = 40


def parks(page: RegionPage) -> Section:
    """The section; without any park it says so in a sentence."""
    text = page.view.text
    blocks: list[Block] = [Paragraph(zones.number(page))]
    if page.parks:
        blocks += [*_map(page), *_flags(page), _list(page), *_intensity(page)]
    return Section(SectionId.PARKS, text("briefing.parks"), zones.message(page), tuple(blocks))


def _map(page: RegionPage) -> list[Block]:
    text, seen = page.view.text, map_view(page.view, MapId.PARKS)
    frame = seen.name(seen.frame)
    caption = text("briefing.map.parks", place=frame)
    return [Map(MapId.PARKS, caption, text("briefing.map.parks.alt", place=frame))]


def _flags(page: RegionPage) -> list[Block]:
    """What a document says, with its name, date and wording, and which parks it is asked of."""
    if not page.flagged:
        return []
    text = page.view.text
    lines = [zones.flagged(page, flag) for flag in Flag]
    return [
        Heading(text("briefing.flags")),
        *(Paragraph(line, Tone.FLAG) for line in lines if line),
        Paragraph(text("briefing.flags.note"), Tone.NOTE),
    ]


def _list(page: RegionPage) -> Block:
    """Parks, the largest first."""
    text = page.view.text
    most = MOST_ROWS.get(page.unit.place.level, USUAL_MOST_ROWS)
    columns = [
        (text("briefing.column.park"), 28, False),
        (text("briefing.column.grade"), 10, False),
        (text("briefing.column.approved"), 13, False),
        (text("briefing.column.area"), 14, True),
        (text("briefing.column.industries"), 34, False),
        (text("briefing.column.flag"), 16, False),
    ]
    rows = [_row(page, park) for park in page.parks_by_area[:most]]
    caption = text("briefing.parks.caption", place=page.name)
    return table(caption, columns, rows, rest(page, len(page.parks) - most))


def _row(page: RegionPage, park: Park) -> list[str]:
    text = page.view.text
    return [
        park.name_zh,
        text(f"parks.{park.grade}"),
        park.approved or NOTHING,
        NOTHING if park.area_ha is None else f"{park.area_ha:,.0f}",
        "、".join(one.wording for one in park.industries if one.wording) or NOTHING,
        listed(text, [text(f"briefing.flag.{flag}.short") for flag in park.flags]) or NOTHING,
    ]


def _intensity(page: RegionPage) -> list[Block]:
    """Land use of single parks against the national references, or that none is loaded."""
    text = page.view.text
    if not page.has_intensity:
        return [Paragraph(text("briefing.intensity.none"), Tone.NOTE)]
    known = [(park, one) for park in page.parks_by_area for one in park.intensity.values()]
    if not known:
        return [Paragraph(text("briefing.intensity.none_here"), Tone.NOTE)]
    columns = [
        (text("briefing.column.park"), 28, False),
        (text("briefing.column.indicator"), 30, False),
        (text("briefing.column.year"), 10, False),
        (text("briefing.column.value"), 14, True),
        (text("briefing.column.reference"), 24, False),
    ]
    rows = [_measured(page, park, one) for park, one in known[:MOST_INTENSITY]]
    caption = text("briefing.intensity.caption", place=page.name)
    more = rest(page, len(known) - MOST_INTENSITY)
    return [Heading(text("briefing.intensity")), table(caption, columns, rows, more)]


def _measured(page: RegionPage, park: Park, one: Intensity) -> Sequence[str]:
    text = page.view.text
    value = text("briefing.refused") if one.value is None else text.number(one.value)
    against = one.refused or NOTHING
    if one.ratio is not None:
        year = str(one.reference_as_of)[:4]
        against = text("briefing.ratio", ratio=text.number(one.ratio), year=year)
    return [park.name_zh, indicator_name(page.view, one.indicator), f"{one.year}", value, against]
