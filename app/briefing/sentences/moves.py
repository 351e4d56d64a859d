"""Sentences on industrial transfer; what a model gives says so (估算)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.briefing.wording import form, joined, shortly, tight
from app.pages.region import RegionPage
from app.transfer.flows import Flow

Teller = Callable[[Flow], str]
"""Writes the value of a flow."""
MOST_PLACES: Final = 8


def message(page: RegionPage) -> str:
    """What is known of each nature, in one or two sentences."""
    text, run = page.view.text, page.transfer.run
    last = text("briefing.flows.apart" if run else "briefing.flows.not_loaded")
    n = _entries(page)
    if not page.transfer.index.guidance.places:
        return joined(text, (text("briefing.policy.not_loaded"), last))
    unit = page.transfer.policy.of
    name = page.view.name(unit) if unit else page.name
    told = text(f"briefing.transfer.message.{form(n)}", place=name, n=f"{n:,}")
    return joined(text, (told, last))


def _entries(page: RegionPage) -> int:
    """How many entries the directory has of the prefecture, or of those of a coarser place."""
    found = page.transfer.policy
    if found.of is None:
        return sum(n for _, n in found.places)
    return sum(len(items) for asked in found.asked for _, items in asked.sectors)


def policy(page: RegionPage) -> str:
    """How many entries the directory has of the prefecture, or where in the place it has some."""
    text, found = page.view.text, page.transfer.policy
    if not page.transfer.index.guidance.places:
        return text("briefing.policy.not_loaded")
    if found.of:
        name = page.view.name(found.of)
        n = _entries(page)
        return text(f"briefing.policy.of.{form(n)}", place=name, n=f"{n:,}")
    places = [
        text(f"briefing.policy.place.{form(n)}", name=page.view.name(unit), n=f"{n:,}")
        for unit, n in found.places
    ]
    named = shortly(text, places, MOST_PLACES)
    return text(
        f"briefing.policy.places.{form(len(places))}",
        place=page.name,
        n=f"{len(places):,}",
        names=named,
    )


def events(page: RegionPage) -> str:
    """How many docking events were held and what was announced."""
    text, found = page.view.text, page.transfer.hosted
    unit = page.transfer.province
    name = page.view.name(unit) if unit else page.name
    n = found.events
    told = amount(page, found.amount_100m_cny, at_least=found.at_least)
    if n and page.is_nation:
        return text(f"briefing.events.all.{form(n)}", n=f"{n:,}", amount=told)
    return text(f"briefing.events.{form(n)}", place=name, n=f"{n:,}", amount=told)


def amount(page: RegionPage, value: float | None, *, at_least: bool = False) -> str:
    """An amount of recorded or announced projects with its unit."""
    text = page.view.text
    if value is None:
        return text("briefing.unstated")
    told = tight(page.amount(value))
    return text("briefing.at_least", value=told) if at_least else told


def is_known(page: RegionPage) -> bool:
    """Whether the model has figures of the place or of the province that holds it."""
    run, unit = page.transfer.run, page.transfer.province
    return run is not None and (unit is None or unit.place.key in run.effects)


def modelled(page: RegionPage) -> str:
    """What flows out and in by the model, or that it tells nothing of the place."""
    text, unit = page.view.text, page.transfer.province
    name = page.view.name(unit) if unit else page.name
    if not is_known(page):
        return text("briefing.flows.unknown", place=name)
    balance = page.transfer.flows.balance
    out, into = (tight(page.modelled(value)) for value in (balance.outgoing, balance.incoming))
    if page.is_nation:
        return text("briefing.flows.total", total=out)
    if not (balance.outgoing or balance.incoming):
        return text("briefing.flows.none", place=name)
    return text("briefing.flows.balance", place=name, out=out, into=into)
