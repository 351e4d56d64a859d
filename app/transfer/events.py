"""Observed: docking events and what was signed there. Only the host is known, no origin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geo.place import Level, PlaceKey


@dataclass(frozen=True, slots=True)
class DockingEvent:
    """One event; `amount_100m_cny` and `projects` are None where nobody stated them."""

    host: PlaceKey
    date: str
    name: str
    projects: int | None
    amount_100m_cny: float | None
    at_least: bool
    amount_basis: str | None
    source_url: str | None
    source_id: str
    source_row: int


@dataclass(frozen=True, slots=True)
class Hosted:
    """Sum over some events.

    Attributes
    ----------
    events
        Number of events.
    amount_100m_cny
        Sum of the amounts that are stated; None where none is.
    at_least
        Whether there may be more: an amount says "more than", or an event states none.
    """

    events: int
    amount_100m_cny: float | None
    at_least: bool


class Events:
    """The docking events of an edition, newest first."""

    def __init__(self, records: Iterable[dict[str, Any]]) -> None:
        events = [_event(record) for record in records]
        self.all = tuple(sorted(events, key=lambda e: (e.date, e.source_row), reverse=True))

    @property
    def years(self) -> list[int]:
        """Years of the events, ascending."""
        return sorted({int(event.date[:4]) for event in self.all})

    def chosen(self, year: str = "", host: PlaceKey | None = None) -> list[DockingEvent]:
        """Events of one year and host; by default all."""
        return [
            event
            for event in self.all
            if event.date.startswith(year) and host in (None, event.host)
        ]

    def hosts(self, year: str = "") -> dict[PlaceKey, Hosted]:
        """What each host's events sum up to."""
        held: dict[PlaceKey, list[DockingEvent]] = {}
        for event in self.chosen(year):
            held.setdefault(event.host, []).append(event)
        return {host: hosted(events) for host, events in held.items()}


def hosted(events: list[DockingEvent]) -> Hosted:
    """Sum up events; a missing amount makes the sum a lower bound, never a zero."""
    stated = [e.amount_100m_cny for e in events if e.amount_100m_cny is not None]
    at_least = any(e.at_least for e in events) or len(stated) < len(events)
    return Hosted(len(events), sum(stated) if stated else None, at_least)


def _event(record: dict[str, Any]) -> DockingEvent:
    projects = record["projects"]
    return DockingEvent(
        PlaceKey(Level(record["level"]), record["adcode"]),
        record["date"],
        record["event"],
        None if projects is None else int(projects),
        record["amount_100m_cny"],
        record["at_least"] == "yes",
        record["amount_basis"],
        record["source_url"],
        record["source_id"],
        int(record["source_row"]),
    )
