"""Risks of reading the data wrongly, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.briefing.document import Block, Heading, Paragraph, Section, SectionId, Tone
from app.briefing.sections.sources import title
from app.briefing.sentences import chains, counting
from app.briefing.wording import form, joined, shortly
from app.coverage import choice_of, ground_of, stated_in
from app.pages.region import RegionPage
from app.region.gaps import OF_EDITION, Gap, GapKind, found
from app.state import ALL
from geo.mix import MIN_MAPPED

OF_CHAINS: Final = (GapKind.NO_SINGLE, GapKind.UNMAPPED)
MOST_SOURCES: Final = 3


def gaps(page: RegionPage) -> Section:
    """The section: risks first, then the gaps."""
    text = page.view.text
    missing = found(page.view, page.unit)
    blocks: tuple[Block, ...] = (
        Heading(text("briefing.risks")),
        *(Paragraph(line) for line in _risks(page) if line),
        Heading(text("briefing.missing")),
        *(Paragraph(line) for line in _missing(page, missing) if line),
        *_not_loaded(page),
    )
    own = sum(gap.kind not in OF_EDITION for gap in missing)
    message = text(f"briefing.gaps.message.{form(own)}", place=page.name, n=f"{own:,}")
    return Section(SectionId.GAPS, text("briefing.gaps"), message, blocks)


def _missing(page: RegionPage, missing: Sequence[Gap]) -> list[str]:
    """A paragraph on what is missing of the place, one on what this edition has of no place."""
    text = page.view.text
    own = [gap for gap in missing if gap.kind not in (*OF_EDITION, *OF_CHAINS)]
    of_edition = [gap for gap in missing if gap.kind in OF_EDITION]
    return [
        joined(text, (*(_said(page, gap) for gap in own), chains.outside_chains(page)))
        or text("briefing.gap.none"),
        joined(text, (_said(page, gap) for gap in of_edition)),
    ]


def _risks(page: RegionPage) -> list[str]:
    text, n = page.view.text, len(page.counted)
    partial = text("briefing.risk.partial") if _is_partial(page) else ""
    return [
        joined(text, (counting.coverage(page), partial)),
        text("briefing.risk.small", least=MIN_MAPPED) if 0 < n < MIN_MAPPED else "",
        _ending(page),
        text("briefing.risk.site"),
        text("briefing.risk.parks") if page.parks else "",
        text("briefing.risk.modelled") if page.transfer.run else "",
    ]


def _is_partial(page: RegionPage) -> bool:
    """Whether fewer clusters are loaded than are stated, or nobody states how many there are."""
    choice = choice_of(page.view)
    if choice.programme == ALL:
        return True
    stated = stated_in(page.atlas, choice, ground_of(page.atlas, choice.programme))
    return stated is None or len(page.view.tally.counted) < stated


def _ending(page: RegionPage) -> str:
    """How many terms end in the year after the one that is counted."""
    if page.view.year == ALL:
        return ""
    following = int(page.view.year) + 1
    n = next((row.due for row in page.history if row.year == following), 0)
    if not n:
        return ""
    return page.view.text(
        f"briefing.risk.ending.{form(n)}", year=following, clusters=counting.clusters(page, n)
    )


def _said(page: RegionPage, gap: Gap) -> str:
    text = page.view.text
    if gap.kind in OF_EDITION:
        return text(f"briefing.gap.{gap.kind}")
    return text(f"briefing.gap.{gap.kind}.{form(gap.n)}", n=f"{gap.n:,}")


def _not_loaded(page: RegionPage) -> list[Block]:
    """Optional sources that this edition was made without."""
    rows = page.not_loaded
    if not rows:
        return []
    text = page.view.text
    titles = [title(text, row) for row in rows]
    named = shortly(text, [text("briefing.quoted", title=one) for one in titles], MOST_SOURCES)
    said = text(f"briefing.not_loaded.{form(len(rows))}", n=f"{len(rows):,}", titles=named)
    return [Paragraph(said, Tone.NOTE)]
