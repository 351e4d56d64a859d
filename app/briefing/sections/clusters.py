"""Clusters in force, those due for re-review, those beside the count, and year by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from app.briefing.document import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Section,
    SectionId,
    Series,
    Table,
    Tone,
)
from app.briefing.sentences import counting
from app.briefing.wording import form, joined, listed, rest, shortly, standing, table, where
from app.pages.region import RegionPage
from app.recognition import latest, term_end_year
from app.region.clusters import ClusterRow
from app.state import ALL, UNDATED
from geo.place import Level

MOST_ROWS: Final = {Level.NATION: 12}
USUAL_MOST_ROWS: Final = 40
MOST_BESIDE: Final = 10
MOST_NAMES: Final = 10
"""More clusters that are due are not named: the list has their terms."""
MOST_PLACES: Final = 3
YEARS_NEEDED: Final = 2
"""A chart of fewer years tells nothing."""


def clusters(page: RegionPage) -> Section:
    """The section; without any cluster it says so in a sentence."""
    text = page.view.text
    blocks: list[Block] = [Paragraph(counting.counted(page))]
    if page.counted:
        blocks += [*_by_batch(page), _in_force(page)]
    else:
        blocks.append(Paragraph(text("briefing.list.unlisted"), Tone.NOTE))
    blocks += [*_due(page), *_beside(page), *_history(page)]
    return Section(
        SectionId.CLUSTERS,
        text(f"briefing.list.{'all' if page.view.year == ALL else 'in_force'}"),
        _message(page),
        tuple(blocks),
    )


def _message(page: RegionPage) -> str:
    text, n = page.view.text, len(page.counted)
    said = text(
        f"briefing.list.message.{form(n)}",
        clusters=counting.clusters(page, n),
        standing=standing(page),
        place=page.name,
    )
    return joined(text, (said, _due_sentence(page) if n else ""))


def _due_sentence(page: RegionPage) -> str:
    if page.view.year == ALL:
        return ""
    n = len(page.due)
    return page.view.text(
        f"briefing.due.{form(n)}", clusters=counting.clusters(page, n), year=page.view.year
    )


def _by_batch(page: RegionPage) -> list[Block]:
    """How many of each batch, where there are several."""
    text = page.view.text
    if len(page.by_batch) < YEARS_NEEDED:
        return []
    parts = [
        text(
            f"briefing.batch.of.{'year' if batch.isdigit() else 'undated'}",
            batch=batch,
            n=f"{n:,}",
        )
        for batch, n in page.by_batch
    ]
    return [Paragraph(text("briefing.batch.all", parts=listed(text, parts)))]


def _in_force(page: RegionPage) -> Table:
    """The list, newest batch first; of many clusters its head."""
    text = page.view.text
    rows = sorted(page.counted, key=lambda row: -(_latest(page, row)["batch_year"] or 0))
    most = MOST_ROWS.get(page.unit.place.level, USUAL_MOST_ROWS)
    several = page.view.state.programme == ALL
    columns = [
        (text("briefing.column.cluster"), 30, False),
        (text("briefing.column.industry"), 20, False),
        *([(text("briefing.column.programme"), 22, False)] if several else []),
        (text("briefing.column.batch"), 14, False),
        (text("briefing.column.valid_to"), 16, False),
        (text("briefing.column.place"), 26, False),
    ]
    caption = text("briefing.list.caption", place=page.name, standing=standing(page))
    return table(
        caption,
        columns,
        [_row(page, row, several=several) for row in rows[:most]],
        rest(page, len(rows) - most),
    )


def _row(page: RegionPage, row: ClusterRow, *, several: bool) -> list[str]:
    text, one = page.view.text, _latest(page, row)
    batch = text("briefing.year", year=one["batch_year"]) if one["batch_year"] else ""
    if one["stage"] == "publicised":
        batch = text("briefing.batch.publicised", batch=batch)
    end = term_end_year(one)
    programme = page.atlas.programmes[one["programme_id"]]
    name = programme["name_en" if text.lang == "en" else "name_zh"]
    return [
        row.record["name_zh"],
        _industry(page, row),
        *([name] if several else []),
        batch or text("briefing.unstated"),
        text("briefing.year", year=end) if end else text("briefing.unstated"),
        _places(page, row),
    ]


def _latest(page: RegionPage, row: ClusterRow) -> dict[str, Any]:
    recognitions = page.atlas.recognitions_of[row.record["id"]]
    return latest(recognitions, page.view.state.programme, page.view.year)


def _industry(page: RegionPage, row: ClusterRow) -> str:
    return row.record["industry"] or page.view.text("briefing.unrecognised")


def _places(page: RegionPage, row: ClusterRow) -> str:
    """Where it lies below the place of the briefing; the place itself where that is all."""
    if row.record["placement_level"] == "none":
        return page.view.text("briefing.unplaced")
    names = [where(page, unit) for unit in row.places] or [page.name]
    return shortly(page.view.text, names, MOST_PLACES)


def _due(page: RegionPage) -> list[Block]:
    if page.view.year == ALL or not (page.counted or page.beside):
        return []
    text, names = page.view.text, [row.record["name_zh"] for row in page.due]
    named = ""
    if 0 < len(names) <= MOST_NAMES:
        named = text("briefing.due.named", names=listed(text, names))
    return [Paragraph(joined(text, (_due_sentence(page), named)))]


def _beside(page: RegionPage) -> list[Block]:
    """Those that are not counted, each with the reason; of the nation only how many."""
    if not page.beside:
        return []
    text = page.view.text
    said = [Paragraph(line) for line in counting.beside(page)]
    if page.is_nation:
        return [*said, Paragraph(text("briefing.beside.elsewhere"), Tone.NOTE)]
    columns = [
        (text("briefing.column.cluster"), 30, False),
        (text("briefing.column.industry"), 20, False),
        (text("briefing.column.reason"), 28, False),
        (text("briefing.column.place"), 22, False),
    ]
    rows = [
        [row.record["name_zh"], _industry(page, row), _reason(page, row), _places(page, row)]
        for row in page.beside[:MOST_BESIDE]
    ]
    caption = text("briefing.beside.caption", place=page.name)
    more = rest(page, len(page.beside) - MOST_BESIDE)
    return [Heading(text("briefing.beside")), *said, table(caption, columns, rows, more)]


def _reason(page: RegionPage, row: ClusterRow) -> str:
    tally, its_id = page.view.tally, row.record["id"]
    reasons = {UNDATED: tally.undated, "review_unknown": tally.review_unknown}
    found = next((reason for reason, ids in reasons.items() if its_id in ids), "lapsed")
    return page.view.text(f"briefing.reason.{found}")


def _history(page: RegionPage) -> list[Block]:
    """By year: counted, recognised, due, and beside the count."""
    if not page.history:
        return []
    text = page.view.text
    names = ("in_force", "recognised", "due", "review_unknown", "lapsed")
    columns = [
        (text("region.history.year"), 16, False),
        *((text(f"region.history.{name}"), 18.0, True) for name in names),
    ]
    rows = [
        [text("briefing.year", year=row.year), *(f"{getattr(row, name):,}" for name in names)]
        for row in page.history
    ]
    return [
        Heading(text("briefing.history")),
        *_chart(page),
        table(text("briefing.history.caption", place=page.name), columns, rows),
        Paragraph(text("briefing.history.note"), Tone.NOTE),
    ]


def _chart(page: RegionPage) -> Sequence[Block]:
    text = page.view.text
    if len(page.history) < YEARS_NEEDED or not any(row.in_force for row in page.history):
        return []
    told = [f"{row.year} {row.in_force:,}" for row in page.history]
    return [
        Chart(
            "column",
            text("briefing.history.chart", place=page.name),
            tuple(str(row.year) for row in page.history),
            (Series(text("region.history.in_force"), tuple(row.in_force for row in page.history)),),
            text("briefing.unit.clusters"),
            text("briefing.history.alt", place=page.name, values=listed(text, told)),
        )
    ]
