"""Placing entries: by what the steward decided, else by the resolver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from etl.decisions import Decision, Decisions
from etl.decisions.decision import CLUSTER, PARK
from etl.resolve import QUESTION_BELOW, Method, Placement, Resolver
from geo.place import Gazetteer, Level, PlaceKey


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entry was put.

    `alone` is what the resolver says without the decision; `lacking` are the adcodes decided that
    the boundary layer does not have: then the decision does not count.
    """

    placement: Placement
    alone: Placement
    decision: Decision | None = None
    lacking: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether a decision says the place."""
        return self.placement.method is Method.DECIDED

    @property
    def is_needless(self) -> bool:
        """Whether the resolver alone says the same, surely enough that nobody would ask."""
        same = set(self.alone.places) == set(self.placement.places)
        return self.is_decided and same and self.alone.confidence >= QUESTION_BELOW

    @property
    def is_doubtful(self) -> bool:
        """Whether the steward should look at it."""
        return not self.placement.places or self.placement.confidence < QUESTION_BELOW


class Placer:
    """Places clusters and parks under the decisions of the steward.

    Parameters
    ----------
    resolver, gazetteer
        Of the boundary layer of the run.
    decisions
        As loaded; recommending units are compared as the resolver reads them.
    provinces
        Name of the province of each provincial programme: an entry without a recommending unit
        lies in it.
    """

    def __init__(
        self,
        resolver: Resolver,
        gazetteer: Gazetteer,
        decisions: Decisions | None = None,
        provinces: Mapping[str, str] | None = None,
    ) -> None:
        self.resolver = resolver
        self.gazetteer = gazetteer
        self.decisions = (decisions or Decisions()).with_units(resolver.unit_key)
        self.provinces = provinces or {}

    def under(self, programmes: pd.DataFrame) -> Placer:
        """The same for entries of these programmes, whose provinces are known."""
        adcodes = programmes.set_index("id")["province_adcode"].dropna()
        keys = {name: PlaceKey(Level.PROVINCE, str(adcode)) for name, adcode in adcodes.items()}
        provinces = {
            str(name): self.gazetteer[key].name_zh
            for name, key in keys.items()
            if key in self.gazetteer
        }
        return Placer(self.resolver, self.gazetteer, self.decisions, provinces)

    def cluster(self, name: str, unit: str, programme_id: str) -> Placed:
        """Place a cluster by its name and recommending unit, as a list prints them."""
        alone = self.resolver.cluster(name, unit or self.provinces.get(programme_id, ""))
        return self._placed(alone, self.decisions.of(CLUSTER, name, unit, programme_id))

    def park(self, name: str, unit: str, address: str, address_quality: str) -> Placed:
        """Place a park by its name, province and address."""
        alone = self.resolver.park(name, unit, address, address_quality)
        return self._placed(alone, self.decisions.of(PARK, name, unit, ""))

    def _placed(self, alone: Placement, decision: Decision | None) -> Placed:
        if decision is None or not decision.adcodes:
            return Placed(alone, alone, decision)
        if lacking := decision.lacking(self.gazetteer):
            return Placed(alone, alone, decision, lacking)
        return Placed(self._decided(alone, decision), alone, decision)

    def _decided(self, alone: Placement, decision: Decision) -> Placement:
        places = decision.places(self.gazetteer)
        return replace(
            alone,
            level=places[0].level.value if len(places) == 1 else "several",
            places=places,
            place=";".join(self.path(key) for key in places),
            method=Method.DECIDED,
            confidence=1.0,
            note=decision.said,
            candidates=(),
        )

    def path(self, key: PlaceKey) -> str:
        """浙江省/嘉兴市/桐乡市."""
        above = [place.name_zh for place in self.gazetteer.ancestors(key)[:-1]]
        return "/".join([*reversed(above), self.gazetteer[key].name_zh])
