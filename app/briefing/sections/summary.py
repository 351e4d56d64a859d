"""Summary: what counts, where the place stands, its leading industry and its parks."""

from __future__ import annotations

from app.briefing.document import Block, Map, MapId, Paragraph, Section, SectionId, Tone
from app.briefing.sentences import chains, counting, ranks, zones
from app.pages.region import RegionPage


def summary(page: RegionPage) -> Section:
    """The section, one sentence or two on each of the others."""
    text = page.view.text
    paragraphs = (
        counting.counted(page),
        counting.outside(page),
        *counting.beside(page),
        ranks.count_rank(page),
        ranks.leaders(page),
        ranks.spread(page),
        chains.dominant(page),
        zones.number(page),
    )
    notes = (Paragraph(counting.coverage(page), Tone.NOTE),)
    blocks = [Paragraph(line) for line in paragraphs if line]
    return Section(
        SectionId.SUMMARY,
        text("briefing.summary"),
        counting.message(page),
        (*blocks, *notes, *_locator(page)),
    )


def _locator(page: RegionPage) -> list[Block]:
    if page.is_nation:
        return []
    text, outer = page.view.text, page.view.name(page.path[-1])
    caption = text("briefing.map.locator", place=page.name)
    alt = text("briefing.map.locator.alt", place=page.name, around=outer)
    return [Map(MapId.LOCATOR, caption, alt)]
