"""Industrial transfer of a place: policy, observed and modelled (估算), each apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from app.atlas import Unit
from app.layers.transfer.shown import Shown, shown
from app.state import Layer
from app.transfer.events import DockingEvent, Hosted, hosted
from app.transfer.flows import Balance, Flow, FlowSet
from app.transfer.gradients import Coefficient
from app.transfer.guidance import Direction, Entry
from app.transfer.kinds import By, Kind
from app.transfer.modelled import ModelRun
from app.transfer_index import TransferIndex, transfer_index
from app.view import View, view_of
from geo.place import NATION, Level, PlaceKey

FLOWS_SHOWN: Final = 8
GRADIENTS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a prefecture is asked to do with some sectors; `wording` is the document's."""

    direction: Direction
    wording: str
    sectors: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Entries of a guidance directory.

    Attributes
    ----------
    of
        The prefecture that is told about, which may hold the place; None for coarser places.
    places
        Prefectures of a province or of the nation with entries, and their number.
    """

    of: Unit | None
    asked: tuple[Asked, ...]
    is_complete: bool
    source_url: str | None
    places: tuple[tuple[Unit, int], ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """Flows out of a place and into it, the largest first, and their balance.

    `unstated` recorded projects that leave or reach it state no value: the balance lacks them.
    """

    balance: Balance
    outgoing: tuple[Flow, ...]
    incoming: tuple[Flow, ...]
    unstated: int


class PlaceTransfer:
    """Everything about industrial transfer that the page of a place shows."""

    def __init__(self, view: View, unit: Unit) -> None:
        self._view, self._unit = view, unit
        self.index: TransferIndex = transfer_index(view.atlas)
        state = view.state.with_(layer=Layer.TRANSFER, kind=Kind.MODELLED, select="")
        self.modelled: Shown = shown(view_of(view.atlas, state))

    @property
    def province(self) -> Unit | None:
        """The province that is the place or holds it; None for the nation."""
        return self._at(Level.PROVINCE)

    @property
    def policy(self) -> Policy:
        """What the prefecture is asked to do; of coarser places, where there are entries."""
        prefecture, guidance = self._at(Level.PREFECTURE), self.index.guidance
        if prefecture is None:
            return Policy(None, (), True, None, self._places())
        entries = guidance.of(prefecture.place.key)
        url = entries[0].source_url if entries else None
        complete = guidance.is_complete(prefecture.place.key)
        return Policy(prefecture, _asked(entries), complete, url, ())

    @property
    def events(self) -> list[DockingEvent]:
        """Docking events that the province hosted; all of them for the nation."""
        return self.index.events.chosen(host=self.province.place.key if self.province else None)

    @property
    def hosted(self) -> Hosted:
        """The sum of the events."""
        return hosted(self.events)

    @property
    def projects(self) -> Moves | None:
        """Recorded projects that come or go; None if no table is loaded."""
        if not len(self.index.projects):
            return None
        level = self._unit.place.level
        flows = self.index.projects.flows(
            Level.PROVINCE if level is Level.NATION else level, By.AMOUNT
        )
        return _moves(flows, self._unit.place.key)

    @property
    def run(self) -> ModelRun | None:
        """The run of the model that is shown; None if nothing is loaded."""
        return self.modelled.run

    @property
    def flows(self) -> Moves:
        """Modelled flows of the province; of the nation the largest of all."""
        key = self.province.place.key if self.province else NATION
        return _moves(self.modelled.flows, key)

    @property
    def gradients(self) -> list[tuple[str, int, Coefficient]]:
        """Highest gradient coefficients of the province: activity, year, coefficient."""
        if self.province is None:
            return []
        gradients, key = self.index.gradients, self.province.place.key
        newest = ((activity, gradients.years(activity)[-1]) for activity in gradients.activities)
        found = [(a, y, gradients.of(a, y)[key]) for a, y in newest if key in gradients.of(a, y)]
        return sorted(found, key=lambda one: (-one[2].value, one[0]))[:GRADIENTS_SHOWN]

    def _at(self, level: Level) -> Unit | None:
        """The unit of a level that is the place or holds it."""
        atlas, place = self._view.atlas, self._unit.place
        around = (place, *atlas.gazetteer.ancestors(place.key))
        return next((atlas.unit(one.key) for one in around if one.level is level), None)

    def _places(self) -> tuple[tuple[Unit, int], ...]:
        atlas, here = self._view.atlas, self._unit.place.key
        return tuple(
            (atlas.unit(key), len(self.index.guidance.of(key)))
            for key in self.index.guidance.places
            if any(above.key == here for above in atlas.gazetteer.ancestors(key))
        )


def _asked(entries: list[Entry]) -> tuple[Asked, ...]:
    found = []
    for direction in Direction:
        mine = [entry for entry in entries if entry.direction is direction]
        if mine:
            grouped = groupby(mine, key=lambda entry: entry.sector or "–")
            sectors = tuple((sector, tuple(e.item for e in group)) for sector, group in grouped)
            found.append(Asked(direction, mine[0].direction_zh, sectors))
    return tuple(found)


def _moves(flows: FlowSet, key: PlaceKey) -> Moves:
    if key == NATION:
        largest = flows.flows[:FLOWS_SHOWN]
        return Moves(Balance(flows.total, flows.total), largest, (), flows.unstated)
    around = flows.around(key)
    return Moves(
        flows.balances.get(key, Balance(0.0, 0.0)),
        tuple(flow for flow in around.flows if flow.origin == key)[:FLOWS_SHOWN],
        tuple(flow for flow in around.flows if flow.destination == key)[:FLOWS_SHOWN],
        around.unstated,
    )
