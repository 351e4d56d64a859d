"""Flows between the units of a map: who sends how much to whom, and what stands apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from geo.place import PlaceKey
from geo.ribbons import largest


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one unit to another.

    Attributes
    ----------
    value
        In the unit of the set; None where no record states it.
    low, high
        Least and most over the exponents of distance; None for what was recorded.
    records, unstated
        Recorded projects behind it, and those of them that state no value; 0 for modelled flows.
    """

    origin: PlaceKey
    destination: PlaceKey
    value: float | None
    low: float | None = None
    high: float | None = None
    records: int = 0
    unstated: int = 0

    @property
    def id(self) -> str:
        """Both adcodes: what stands in an address. Within one set it is unique."""
        return f"{self.origin.adcode}-{self.destination.adcode}"

    @property
    def at_least(self) -> bool:
        """Whether the value is a sum from which some records are missing."""
        return self.value is not None and self.unstated > 0

    def touches(self, place: PlaceKey) -> bool:
        """Whether it starts or ends there."""
        return place in (self.origin, self.destination)


@dataclass(frozen=True, slots=True)
class Apart:
    """Recorded projects that are no flow between two units of the map."""

    records: int = 0
    value: float = 0.0
    unstated: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """What comes into a place and what goes out of it, in the unit of the set."""

    incoming: float
    outgoing: float

    @property
    def net(self) -> float:
        """Above 0: it receives more than it sends."""
        return self.incoming - self.outgoing


@dataclass(frozen=True)
class FlowSet:
    """All flows between the units of one map.

    Attributes
    ----------
    flows
        Largest first; those of which no record states a value stand last.
    inside
        Projects that stay inside one unit.
    coarser
        Projects of which an end is known only more coarsely than the units.
    """

    flows: tuple[Flow, ...]
    inside: Apart = Apart()
    coarser: Apart = Apart()

    @cached_property
    def by_id(self) -> dict[str, Flow]:
        """Flows by what stands in an address."""
        return {flow.id: flow for flow in self.flows}

    @cached_property
    def total(self) -> float:
        """Sum of all values between units."""
        return sum(flow.value or 0.0 for flow in self.flows)

    @cached_property
    def unstated(self) -> int:
        """Recorded projects between units that state no value."""
        return sum(flow.unstated for flow in self.flows)

    @cached_property
    def balances(self) -> dict[PlaceKey, Balance]:
        """In and out of every unit that a flow with a value touches."""
        incoming: dict[PlaceKey, float] = defaultdict(float)
        outgoing: dict[PlaceKey, float] = defaultdict(float)
        for flow in self.flows:
            if flow.value is not None:
                outgoing[flow.origin] += flow.value
                incoming[flow.destination] += flow.value
        places = [*outgoing, *(place for place in incoming if place not in outgoing)]
        return {p: Balance(incoming.get(p, 0.0), outgoing.get(p, 0.0)) for p in places}

    def around(self, place: PlaceKey) -> FlowSet:
        """The flows that start or end in one unit."""
        return FlowSet(tuple(flow for flow in self.flows if flow.touches(place)))

    def top(self, count: int) -> tuple[tuple[Flow, ...], float]:
        """Return the largest flows and their share of the total, 0..1; NaN where that is 0."""
        values = [flow.value or 0.0 for flow in self.flows]
        chosen, share = largest(pd.DataFrame({"value": values}, dtype=np.float64), count)
        return tuple(self.flows[i] for i in chosen.index), share
