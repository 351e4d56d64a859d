"""Sources and edition: where every number comes from and how to find it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.briefing.document import Paragraph, Section, SectionId, Tone
from app.briefing.wording import NOTHING, day, form, table, tight
from app.pages.region import RegionPage
from app.state import ALL
from app.text import Text

CLUSTER_LISTS: Final = ("cluster-list", "list-document", "review-list")
STANDARDS: Final = ("gbt4754-2017",)
"""Sources of kind `table` that readings of industries rest on: the others are of this project."""


def sources(page: RegionPage) -> Section:
    """The section."""
    text, edition = page.view.text, page.atlas.edition
    used = [row for row in page.atlas.sources if _is_used(page, row)]
    columns = [
        (text("briefing.column.source"), 34, False),
        (text("briefing.column.publisher"), 30, False),
        (text("briefing.column.date"), 13, False),
        (text("briefing.column.licence"), 23, False),
    ]
    published = day(text, f"{edition.published_at:%Y-%m-%d}")
    told = text("briefing.edition", edition=edition.id, published=published)
    blocks = (
        Paragraph(told),
        table(text("briefing.sources.caption"), columns, [_row(page, row) for row in used]),
        Paragraph(text("briefing.hash", hash=edition.content_hash), Tone.NOTE),
    )
    message = text(
        f"briefing.sources.message.{form(len(used))}", n=f"{len(used):,}", edition=edition.id
    )
    return Section(SectionId.SOURCES, text("briefing.sources"), message, blocks)


def _is_used(page: RegionPage, row: Mapping[str, Any]) -> bool:
    """Whether numbers rest on a source: of the lists of clusters those of the programme."""
    if row["kind"] in CLUSTER_LISTS:
        return row["id"] in _lists(page)
    return row["kind"] != "table" or row["id"] in STANDARDS


def _lists(page: RegionPage) -> frozenset[str]:
    chosen = page.view.state.programme
    return frozenset(
        row["source_id"] for row in page.atlas.recognitions if chosen in (ALL, row["programme_id"])
    )


def title(text: Text, row: Mapping[str, Any]) -> str:
    """Title of a source as the catalogue has it, else as its registration words it."""
    return tight(text.or_else(f"source.{row['id']}", "")) or str(row["title"])


def _row(page: RegionPage, row: Mapping[str, Any]) -> list[str]:
    text, its_id = page.view.text, row["id"]
    return [
        title(text, row),
        text.or_else(f"briefing.publisher.{its_id}", row["publisher"] or NOTHING),
        row["date"] or NOTHING,
        text.or_else(f"briefing.licence.{its_id}", row["licence"] or NOTHING),
    ]
