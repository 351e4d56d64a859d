"""Leading industries: chains with their location quotients, and places made up alike."""

from __future__ import annotations

from collections.abc import Sequence

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
from app.briefing.sentences import chains
from app.briefing.wording import NOTHING, listed, table
from app.industry_reading import Subject
from app.pages.region import RegionPage
from app.region.industries import ChainRow, holdings_of


def industries(page: RegionPage) -> Section:
    """The section; without any known industry it says so in a sentence."""
    text = page.view.text
    said = [chains.dominant(page, subject) for subject in Subject]
    nothing = text("briefing.chains.none", place=page.name)
    message = next((line for line in said if line), nothing)
    return Section(
        SectionId.INDUSTRIES,
        text("briefing.industries"),
        message,
        tuple(_blocks(page, said)) if page.chains else (Paragraph(nothing),),
    )


def _blocks(page: RegionPage, said: Sequence[str]) -> list[Block]:
    lines = [said[0], chains.outside_chains(page), said[1]]
    return [
        *(Paragraph(line) for line in lines if line),
        *_map(page),
        *_chart(page),
        _table(page),
        *(Paragraph(line, Tone.NOTE) for line in _notes(page)),
        *_likeness(page),
    ]


def _map(page: RegionPage) -> list[Block]:
    """The units of the map by dominant chain; none where no cluster counts in one."""
    text, seen = page.view.text, map_view(page.view, MapId.INDUSTRIES)
    mix = holdings_of(seen, Subject.CLUSTER).mix(seen.level)
    shown = [unit.place.adcode for unit in seen.units]
    if not mix.mapped.loc[shown].any():
        return []
    frame, level = seen.name(seen.frame), text(f"briefing.units.{seen.level}")
    return [
        Map(
            MapId.INDUSTRIES,
            text("briefing.map.industries", place=frame, units=level),
            text("briefing.map.industries.alt", place=frame, units=level),
        )
    ]


def _notes(page: RegionPage) -> list[str]:
    text = page.view.text
    has_quotients = any(row.quotients for row in page.chains)
    quotient = [text("briefing.quotient.note")] if has_quotients else []
    return [text("briefing.chains.note"), *quotient]


def _table(page: RegionPage) -> Table:
    """Chains by clusters and parks; a quotient column only where one can be told."""
    text = page.view.text
    told = [s for s in Subject if any(s in row.quotients for row in page.chains)]
    columns = [(text("briefing.column.chain"), 24.0, False)]
    for subject in Subject:
        columns.append((text(f"briefing.column.chain.{subject}"), 12, True))
        if subject in told:
            columns.append((text(f"briefing.column.quotient.{subject}"), 26, True))
    rows = [_row(page, row, told) for row in page.chains]
    return table(text("briefing.chains.caption", place=page.name), columns, rows)


def _row(page: RegionPage, row: ChainRow, told: Sequence[Subject]) -> list[str]:
    cells = [page.chain_name(row)]
    for subject in Subject:
        cells.append(f"{row.counts[subject]:,}")
        if subject in told:
            cells.append(_quotient(page, row, subject))
    return cells


def _quotient(page: RegionPage, row: ChainRow, subject: Subject) -> str:
    found = row.quotients.get(subject)
    if found is None:
        return NOTHING
    low, high = f"{found.lower:.2f}", f"{found.upper:.2f}"
    return page.view.text("briefing.quotient", value=f"{found.value:.2f}", low=low, high=high)


def _chart(page: RegionPage) -> list[Block]:
    """Chains by clusters; by parks where there are no different numbers of clusters."""
    for subject in Subject:
        rows = [row for row in page.chains if row.counts[subject]]
        if len({row.counts[subject] for row in rows}) > 1:
            return [_bars(page, subject, rows)]
    return []


def _bars(page: RegionPage, subject: Subject, rows: Sequence[ChainRow]) -> Chart:
    text = page.view.text
    ordered = sorted(rows, key=lambda row: -row.counts[subject])
    names = tuple(page.chain_name(row) for row in ordered)
    values = tuple(float(row.counts[subject]) for row in ordered)
    told = [f"{name} {value:,.0f}" for name, value in zip(names, values, strict=True)]
    caption = text(f"briefing.chains.chart.{subject}", place=page.name)
    return Chart(
        "bar",
        caption,
        names,
        (Series(text(f"briefing.column.chain.{subject}"), values),),
        text(f"briefing.unit.{subject}"),
        text("briefing.chart.alt", caption=caption, values=listed(text, told)),
    )


def _likeness(page: RegionPage) -> list[Block]:
    """How like the neighbours, and which places are most alike."""
    if page.is_nation:
        return []
    text = page.view.text
    said = {
        subject: [chains.likeness(page, subject), chains.similar(page, subject)]
        for subject in Subject
    }
    heading = Heading(text("briefing.likeness"))
    if not any(line for lines in said.values() for line in lines):
        return [heading, Paragraph(chains.few(page))]
    lines = [
        line
        for subject, (likeness, similar) in said.items()
        for line in (likeness or chains.few(page, subject), similar)
    ]
    note = Paragraph(text("briefing.likeness.note"), Tone.NOTE)
    return [heading, *(Paragraph(line) for line in lines if line), note]
