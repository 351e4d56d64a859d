"""Industrial transfer: policy, observed and modelled (估算), each apart and never added up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.atlas import Unit
from app.briefing.document import (
    Block,
    Heading,
    Map,
    MapId,
    Paragraph,
    Section,
    SectionId,
    Table,
    Tone,
)
from app.briefing.sentences import moves
from app.briefing.wording import form, joined, rest, table, tight
from app.pages.region import RegionPage
from app.region.transfer import FLOWS_SHOWN, Moves
from app.transfer.events import DockingEvent
from app.transfer.flows import Flow
from geo.place import Level

MOST_EVENTS: Final = 12
MOST_ITEMS: Final = 12


def transfer(page: RegionPage) -> Section:
    """The section."""
    text = page.view.text
    blocks: tuple[Block, ...] = (
        Paragraph(text("briefing.transfer.lede"), Tone.NOTE),
        Heading(text("briefing.policy")),
        *_policy(page),
        Heading(text("briefing.observed")),
        *_events(page),
        *_projects(page),
        Heading(text("briefing.modelled.title")),
        *_modelled(page),
        *_gradients(page),
    )
    return Section(SectionId.TRANSFER, text("briefing.transfer"), moves.message(page), blocks)


def _policy(page: RegionPage) -> list[Block]:
    """What the directory asks of the prefecture; of coarser places, where it has entries."""
    text, policy = page.view.text, page.transfer.policy
    known = len(page.transfer.index.guidance.places)
    if not known:
        return [Paragraph(text("briefing.policy.not_loaded"))]
    if policy.of and policy.asked:
        completeness = "whole" if policy.is_complete else "cut"
        return [
            *_stands_in(page, policy.of),
            Paragraph(moves.policy(page)),
            _asked(page, page.view.name(policy.of)),
            Paragraph(text(f"briefing.policy.{completeness}"), Tone.NOTE),
        ]
    few = Paragraph(text(f"briefing.policy.few.{form(known)}", n=f"{known:,}"), Tone.NOTE)
    return [*_stands_in(page, policy.of), Paragraph(moves.policy(page)), few]


def _asked(page: RegionPage, name: str) -> Table:
    """Entries by what is asked, in the document's wording, and by sector."""
    text = page.view.text
    columns = [
        (text("briefing.column.asked"), 20, False),
        (text("briefing.column.sector"), 14, False),
        (text("briefing.column.items"), 66, False),
    ]
    rows = [
        [asked.wording, sector, "；".join(items[:MOST_ITEMS]) + _cut(page, len(items))]
        for asked in page.transfer.policy.asked
        for sector, items in asked.sectors
    ]
    return table(text("briefing.policy.caption", place=name), columns, rows)


def _cut(page: RegionPage, n: int) -> str:
    more = n - MOST_ITEMS
    return page.view.text(f"briefing.items.{form(more)}", n=f"{more:,}") if more > 0 else ""


def _stands_in(page: RegionPage, unit: Unit | None) -> list[Block]:
    """That what follows is of the place that holds this one."""
    if unit is None or unit.place.level is page.unit.place.level:
        return []
    text, level = page.view.text, page.view.text(f"briefing.level.{unit.place.level}")
    told = text("briefing.stands_in", level=level, name=page.view.name(unit), place=page.name)
    return [Paragraph(told, Tone.NOTE)]


def _events(page: RegionPage) -> list[Block]:
    """Docking events that the province hosted."""
    text, events = page.view.text, page.transfer.events
    if not page.transfer.index.events.all:
        return [Paragraph(text("briefing.events.not_loaded"))]
    blocks = [*_stands_in(page, page.transfer.province), Paragraph(moves.events(page))]
    if not events:
        return blocks
    columns = [
        (text("briefing.column.date"), 18, False),
        (text("briefing.column.event"), 44, False),
        (text("briefing.column.projects"), 16, True),
        (text("briefing.column.amount"), 22, True),
    ]
    rows = [_event(page, event) for event in events[:MOST_EVENTS]]
    more = rest(page, len(events) - MOST_EVENTS)
    return [
        *blocks,
        table(_events_caption(page), columns, rows, more),
        Paragraph(text("briefing.events.note"), Tone.NOTE),
    ]


def _events_caption(page: RegionPage) -> str:
    text, host = page.view.text, page.transfer.province
    if host is None:
        return text("briefing.events.caption.all")
    return text("briefing.events.caption", place=page.view.name(host))


def _event(page: RegionPage, event: DockingEvent) -> Sequence[str]:
    unstated = page.view.text("briefing.unstated")
    projects = unstated if event.projects is None else f"{event.projects:,}"
    amount = moves.amount(page, event.amount_100m_cny, at_least=event.at_least)
    return [event.date, event.name, projects, amount]


def _projects(page: RegionPage) -> list[Block]:
    """Recorded projects that come or go."""
    text, found = page.view.text, page.transfer.projects
    if found is None:
        return [Paragraph(text("briefing.projects.not_loaded"))]
    if not (found.outgoing or found.incoming):
        return [Paragraph(text("briefing.projects.none", place=page.name))]
    outgoing, incoming = (
        moves.amount(page, value) for value in (found.balance.outgoing, found.balance.incoming)
    )
    key = "total" if page.is_nation else "balance"
    told = text(f"briefing.projects.{key}", place=page.name, out=outgoing, into=incoming)
    n = found.unstated
    missing = text(f"briefing.projects.unstated.{form(n)}", n=f"{n:,}") if n else ""
    return [
        Paragraph(joined(text, (told, missing))),
        _flows(
            page,
            found,
            text("briefing.projects.caption"),
            text("briefing.column.recorded"),
            lambda flow: moves.amount(page, flow.value, at_least=flow.at_least),
        ),
    ]


def _modelled(page: RegionPage) -> list[Block]:
    """Flows of the province as the model gives them; every paragraph and caption says so."""
    text, run = page.view.text, page.transfer.run
    if run is None:
        return [Paragraph(text("briefing.flows.not_loaded"))]
    nature = Paragraph(
        text(
            "briefing.flows.nature",
            activity=page.transfer.modelled.activity_name,
            measure=text(f"transfer.measure.{page.transfer.modelled.quantity}"),
            first=run.period[0],
            last=run.period[1],
        ),
        Tone.MODELLED,
    )
    blocks = [nature, *_stands_in(page, page.transfer.province)]
    blocks.append(Paragraph(moves.modelled(page), Tone.MODELLED))
    found = page.transfer.flows
    if moves.is_known(page) and (found.outgoing or found.incoming):
        name = page.view.name(page.transfer.province) if page.transfer.province else page.name
        blocks += _flow_map(page)
        blocks.append(
            _flows(
                page,
                found,
                text("briefing.flows.caption", place=name),
                text("briefing.column.modelled"),
                lambda flow: tight(page.flow(flow)),
            )
        )
    return blocks


def _flow_map(page: RegionPage) -> list[Block]:
    """The map of modelled flows, for the nation and for a province."""
    if page.unit.place.level not in (Level.NATION, Level.PROVINCE):
        return []
    text = page.view.text
    caption = text("briefing.map.transfer", place=page.name)
    return [Map(MapId.TRANSFER, caption, text("briefing.map.transfer.alt", place=page.name))]


def _flows(page: RegionPage, found: Moves, caption: str, heading: str, told: moves.Teller) -> Table:
    text = page.view.text
    columns = [
        (text("briefing.column.from"), 28, False),
        (text("briefing.column.to"), 28, False),
        (heading, 44, True),
    ]
    rows = [
        [_end(page, flow, "origin"), _end(page, flow, "destination"), told(flow)]
        for flow in (*found.outgoing, *found.incoming)
    ]
    longest = max(len(found.outgoing), len(found.incoming))
    more = text("briefing.flows.first", most=FLOWS_SHOWN) if longest == FLOWS_SHOWN else ""
    return table(caption, columns, rows, more)


def _end(page: RegionPage, flow: Flow, end: str) -> str:
    return page.view.name(page.unit_of(getattr(flow, end)))


def _gradients(page: RegionPage) -> list[Block]:
    """The industries with the highest gradient coefficients (估算) of the province."""
    found = page.transfer.gradients
    if not found:
        return []
    text = page.view.text
    columns = [
        (text("briefing.column.activity"), 50, False),
        (text("briefing.column.year"), 18, False),
        (text("briefing.column.gradient"), 32, True),
    ]
    rows = [
        [page.transfer.index.activity_name(activity, text.lang), f"{year}", text.number(one.value)]
        for activity, year, one in found
    ]
    name = page.view.name(page.transfer.province) if page.transfer.province else page.name
    return [
        Paragraph(text("briefing.gradients"), Tone.MODELLED),
        table(text("briefing.gradients.caption", place=name), columns, rows),
    ]
