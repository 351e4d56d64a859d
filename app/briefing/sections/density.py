"""Density and rank: the place among its equals, and the parts that it is divided into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.briefing.document import (
    Block,
    Chart,
    Heading,
    Map,
    MapId,
    Paragraph,
    Section,
    SectionId,
    Series,
    Table,
    Tone,
)
from app.briefing.maps.views import map_view
from app.briefing.sentences import census, ranks
from app.briefing.wording import NOTHING, around, form, listed, standing, table
from app.pages.region import RegionPage
from app.region.standing import WHOLE, Standing
from app.state import Measure

MOST_ROWS: Final = 40
MOST_BARS: Final = 10
VALUES_NEEDED: Final = 2
"""A chart of bars that are all of one length tells nothing."""
MEASURES: Final = (Measure.COUNT, Measure.PER_AREA, Measure.PER_MILLION, Measure.HOLDING)
"""Columns of the tables, as far as their values are loaded and go with the level."""


def density(page: RegionPage) -> Section:
    """The section."""
    text = page.view.text
    lines = (
        ranks.density(page),
        ranks.count_rank(page),
        ranks.density_rank(page),
        ranks.spread(page),
        census.residents(page),
    )
    blocks: list[Block] = [Paragraph(line) for line in lines if line]
    if estimate := census.manufacturing(page):
        blocks.append(Paragraph(estimate, Tone.MODELLED))
    blocks += [*_map(page), *_parts(page), *_siblings(page)]
    return Section(SectionId.DENSITY, text("briefing.density"), ranks.message(page), tuple(blocks))


def _map(page: RegionPage) -> list[Block]:
    """The units of the map; none where no unit of it has a cluster."""
    text, seen = page.view.text, map_view(page.view, MapId.DENSITY)
    if not seen.counts.any():
        return []
    values = {"place": seen.name(seen.frame), "units": text(f"briefing.units.{seen.level}")}
    most = int(seen.counts.max())
    leading = [
        seen.name(unit) for unit, n in zip(seen.units, seen.counts, strict=True) if n == most
    ]
    return [
        Map(
            MapId.DENSITY,
            text("briefing.map.density", standing=standing(page), **values),
            text(
                f"briefing.map.density.alt.{form(len(leading))}",
                standing=standing(page),
                n=f"{most:,}",
                names=leading[0],
                many=f"{len(leading):,}",
                **values,
            ),
        )
    ]


def _parts(page: RegionPage) -> list[Block]:
    """What the place is divided into; where none has a cluster a sentence says so."""
    if not page.parts:
        return []
    text, sentence = page.view.text, ranks.leaders(page)
    heading = Heading(text("briefing.parts", place=page.name))
    if not sentence:
        return [heading, Paragraph(ranks.no_part(page))]
    caption = text("briefing.parts.caption", place=page.name)
    chart = text("briefing.parts.chart", place=page.name, standing=standing(page))
    rows = _worth_listing(page.parts)
    return [
        heading,
        Paragraph(sentence),
        *_chart(page, page.parts, chart),
        _table(page, rows, caption, _without(page, len(page.parts) - len(rows))),
    ]


def _worth_listing(parts: Sequence[Standing]) -> Sequence[Standing]:
    """All of a few parts; of many those with clusters."""
    if len(parts) <= WHOLE:
        return parts
    return [row for row in parts if row.values[Measure.COUNT]][:MOST_ROWS]


def _without(page: RegionPage, n: int) -> str:
    """Says how many parts are not listed, for they have no clusters."""
    return page.view.text(f"briefing.units.without.{form(n)}", n=f"{n:,}") if n else ""


def _siblings(page: RegionPage) -> list[Block]:
    """The place among its equals: the first of them and those around it."""
    if not page.siblings:
        return []
    text, outer = page.view.text, around(page)
    heading = Heading(text("briefing.siblings", place=outer))
    if not any(row.values[Measure.COUNT] for row in page.siblings):
        return [heading, Paragraph(ranks.no_equal(page))]
    shown = page.shortened(page.siblings) or page.siblings
    rows = [row for row in shown if row]
    caption = text("briefing.siblings.caption", place=outer)
    chart = text("briefing.parts.chart", place=outer, standing=standing(page))
    charted = page.view.count_in(page.unit) and not ranks.leaders(page)
    charts = _chart(page, page.siblings, chart) if charted else []
    more = _nearest_only(page, len(page.siblings) - len(rows))
    return [heading, *charts, _table(page, rows, caption, more)]


def _table(page: RegionPage, rows: Sequence[Standing], caption: str, more: str) -> Table:
    text = page.view.text
    measures = [measure for measure in MEASURES if measure in rows[0].values]
    columns = [
        (text("briefing.column.unit"), 24, False),
        (text("briefing.column.rank"), 9, True),
        *((text(f"briefing.measure.{measure}"), 17.0, True) for measure in measures),
        (text("briefing.column.parks"), 13, True),
    ]
    return table(caption, columns, [_row(page, row, measures) for row in rows], more)


def _nearest_only(page: RegionPage, left_out: int) -> str:
    """Says that only the first units and those next to the place are listed."""
    if not left_out:
        return ""
    return page.view.text(f"briefing.units.shown.{form(left_out)}", n=f"{left_out:,}")


def _row(page: RegionPage, row: Standing, measures: Sequence[Measure]) -> list[str]:
    values = [_value(page, measure, row.values[measure]) for measure in measures]
    rank = f"{row.rank:,}" if row.values[Measure.COUNT] else NOTHING
    return [page.view.name(row.unit), rank, *values, f"{row.parks:,}"]


def _value(page: RegionPage, measure: Measure, value: float | None) -> str:
    if value is None:
        return NOTHING
    return page.view.shown(value, measure) if value else "0"


def _chart(page: RegionPage, rows: Sequence[Standing], caption: str) -> list[Block]:
    """The units with clusters, most first; of many the first ones."""
    text = page.view.text
    some = [(row, row.values[Measure.COUNT]) for row in rows if row.values[Measure.COUNT]]
    if len({value for _, value in some}) < VALUES_NEEDED:
        return []
    bars = some[:MOST_BARS]
    names = tuple(page.view.name(row.unit) for row, _ in bars)
    values = tuple(value for _, value in bars)
    told = [f"{name} {value:,.0f}" for name, value in zip(names, values, strict=True)]
    cut = text("briefing.chart.first", n=len(bars)) if len(bars) < len(some) else ""
    return [
        Chart(
            "bar",
            caption + cut,
            names,
            (Series(text("briefing.measure.count"), values),),
            text("briefing.unit.clusters"),
            text("briefing.chart.alt", caption=caption, values=listed(text, told)),
        )
    ]
