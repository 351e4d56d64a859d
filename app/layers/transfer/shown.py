"""What a view shows of industrial transfer: every part of the screen starts from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html

from app.atlas import Unit
from app.state import ViewState
from app.transfer.choice import Choice, choose, run_of
from app.transfer.flows import Flow, FlowSet
from app.transfer.kinds import By, Kind
from app.transfer.modelled import WHOLE, ModelRun
from app.transfer_index import TransferIndex, transfer_index
from app.view import View
from geo.place import PlaceKey

NO_FLOWS = FlowSet(())


@dataclass(frozen=True, slots=True)
class Shown:
    """A view held against the index.

    Attributes
    ----------
    flows
        All flows between the units of the map.
    run
        The run of the model that they come from; None for what was recorded.
    chosen
        The unit that is marked or in focus: only its flows are drawn.
    drawn, share
        Flows drawn, largest first, and their share of `total`; NaN where that is 0.
    marked
        The flow that the address marks, where the map has it.
    """

    view: View
    index: TransferIndex
    choice: Choice
    flows: FlowSet
    run: ModelRun | None
    chosen: Unit | None
    drawn: tuple[Flow, ...]
    share: float
    marked: Flow | None

    @property
    def around(self) -> FlowSet:
        """The flows of the chosen unit, or all."""
        return self.flows.around(self.chosen.place.key) if self.chosen else self.flows

    @property
    def quantity(self) -> str:
        """What flows are measured by: output, employment, amount or jobs."""
        if self.choice.kind is Kind.PROJECTS:
            return str(self.view.state.by)
        return self.run.quantity if self.run else str(By.AMOUNT)

    @property
    def activity_name(self) -> str:
        """Name of the activity; empty where all are shown together."""
        text, activity = self.view.text, self.choice.activity
        if activity == WHOLE:
            return text("transfer.secondary")
        if not self.choice.kind.is_modelled:
            return activity
        return self.index.activity_name(activity, text.lang)

    def name(self, place: PlaceKey) -> str:
        """Short name of a place in the language of the view."""
        return self.view.short_name(self.view.atlas.unit(place))

    def flow_name(self, flow: Flow) -> str:
        """Both ends with an arrow between."""
        return f"{self.name(flow.origin)} → {self.name(flow.destination)}"

    def told(self, value: float | None, *, at_least: bool = False) -> str:
        """Write a value with its unit; a missing one as not stated."""
        text = self.view.text
        if value is None:
            return text("transfer.unstated")
        written = text(f"transfer.value.{self.quantity}", value=text.number(value))
        return text("transfer.at_least", value=written) if at_least else written

    def figure(self, value: float | None, *, at_least: bool = False, sign: str = "") -> list[Any]:
        """Write a value for a card: the number large, its unit small."""
        text = self.view.text
        if value is None:
            return [text("transfer.unstated")]
        number = text.number(value)
        least = text("transfer.at_least", value=number) if at_least else number
        unit = html.Small(text(f"transfer.unit.{self.quantity}"))
        return [f"{sign}{least} ", unit]

    def flow_told(self, flow: Flow) -> str:
        """Write the value of a flow, with its range where it is modelled."""
        told = self.told(flow.value, at_least=flow.at_least)
        if flow.low is None or flow.high is None:
            return told
        number = self.view.text.number
        return self.view.text(
            "transfer.range", value=told, low=number(flow.low), high=number(flow.high)
        )


def shown(view: View) -> Shown:
    """Hold a view against the index of its edition."""
    state, index = view.state, transfer_index(view.atlas)
    choice = choose(index, state.kind, state.activity, state.period)
    run = run_of(index, choice) if state.kind is Kind.MODELLED else None
    flows = run.flows if run else NO_FLOWS
    if state.kind is Kind.PROJECTS:
        place = view.frame.place.key
        flows = index.projects.flows(view.level, state.by, place, choice.period, choice.activity)
    chosen = view.selected or view.home
    around = flows.around(chosen.place.key) if chosen else flows
    drawn, share = around.top(state.top)
    marked = flows.by_id.get(state.flow)
    return Shown(view, index, choice, flows, run, chosen, drawn, share, marked)


def of_kind(state: ViewState, kind: Kind) -> ViewState:
    """The same place seen by another kind: what only the old one has goes."""
    moved = state.with_(kind=kind, activity="", period="", flow="")
    return moved if moved.levels == state.levels else moved.with_(level="", select="")
