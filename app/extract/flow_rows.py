"""Rows of industrial transfer by kind: what is known of each, before it is written to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.extract.cells import digest
from app.layers.transfer.extracts import MODELLED, OBSERVED, POLICY
from app.transfer.choice import written
from app.transfer.events import DockingEvent
from app.transfer.flows import Flow
from app.transfer.guidance import Direction, Entry
from app.transfer.kinds import Kind
from app.transfer.modelled import ModelRun
from app.transfer_index import TransferIndex
from geo.place import Level, PlaceKey


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One row.

    Attributes
    ----------
    name
        What its id is made of: the same in every edition.
    origin, destination
        None where it is not known.
    cells
        What else is known, by column.
    """

    name: str
    origin: PlaceKey | None
    destination: PlaceKey | None
    cells: Mapping[str, object]

    @property
    def ends(self) -> tuple[PlaceKey, ...]:
        """The ends that are known."""
        return tuple(key for key in (self.origin, self.destination) if key is not None)


def _policy(index: TransferIndex) -> Iterator[TransferRow]:
    """The place stands where the industry is to go to or to leave."""
    for one in index.guidance.entries:
        name = _named(one.place, one.direction, one.sector, one.item)
        leaves = one.direction is Direction.PHASE_OUT
        origin, destination = (one.place, None) if leaves else (None, one.place)
        yield TransferRow(name, origin, destination, _entry(one))


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "status": POLICY,
        "direction": str(entry.direction),
        "industry": entry.sector,
        "title": entry.item,
        "record_complete": entry.record_complete,
        "source_id": entry.source_id,
        "source_url": entry.source_url,
    }


def _events(index: TransferIndex) -> Iterator[TransferRow]:
    """The host is the destination; no source tells from where."""
    for one in index.events.all:
        yield TransferRow(_named(one.host, one.date, one.name), None, one.host, _event(one))


def _event(event: DockingEvent) -> dict[str, object]:
    return {
        "status": OBSERVED,
        "title": event.name,
        "period": event.date,
        "projects": event.projects,
        "amount_100m_cny": event.amount_100m_cny,
        "at_least": event.at_least,
        "amount_basis": event.amount_basis,
        "source_id": event.source_id,
        "source_url": event.source_url,
    }


def _projects(index: TransferIndex) -> Iterator[TransferRow]:
    frame = index.projects.chosen()
    plain = frame.astype(object).where(frame.notna(), None)
    for row in plain.to_dict("records"):
        origin, destination = (
            PlaceKey(Level(row[f"{end}_level"]), row[f"{end}_adcode"])
            for end in ("origin", "destination")
        )
        name = _named(origin, destination.adcode, row["project"], row["year"])
        yield TransferRow(name, origin, destination, _project(row))


def _project(row: Mapping[Any, Any]) -> dict[str, object]:
    return {
        "status": OBSERVED,
        "industry": row["industry"],
        "title": row["project"],
        "period": str(row["year"]),
        "amount_100m_cny": row["amount_100m_cny"],
        "jobs": row["jobs"],
        "source_id": row["source_id"],
        "source_url": row["source_url"],
    }


def _modelled(index: TransferIndex) -> Iterator[TransferRow]:
    """The flows of every run of the model, largest first."""
    for activity in index.modelled.activities:
        for period in index.modelled.periods(activity):
            if run := index.modelled.run(activity, period):
                for flow in run.flows.flows:
                    name = f"{activity}-{written(period)}-{flow.id}"
                    yield TransferRow(name, flow.origin, flow.destination, _flow(run, flow))


def _flow(run: ModelRun, flow: Flow) -> dict[str, object]:
    return {
        "status": MODELLED,
        "activity": run.activity,
        "industry": run.name_zh,
        "period": written(run.period),
        "modelled_value": flow.value,
        "modelled_low": flow.low,
        "modelled_high": flow.high,
        "modelled_unit": run.unit,
    }


def _named(place: PlaceKey, *parts: object) -> str:
    return f"{place.adcode}-{digest(*parts)}"


ROWS: Final[Mapping[Kind, Callable[[TransferIndex], Iterable[TransferRow]]]] = {
    Kind.POLICY: _policy,
    Kind.EVENTS: _events,
    Kind.PROJECTS: _projects,
    Kind.MODELLED: _modelled,
}
