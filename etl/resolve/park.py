"""Placing development zones: the name says more than the address, both together most."""

from __future__ import annotations

from dataclasses import replace

from etl.resolve import confidence as scale
from etl.resolve.choice import choose
from etl.resolve.finder import Finder
from etl.resolve.finding import Finding
from etl.resolve.placement import Method
from etl.resolve.territory import Territory
from etl.resolve.units import Unit
from geo.place import Level, PlaceKey

BOTH = 0.97
NAME_AGAINST_ADDRESS = 0.85
ADDRESS_COUNTY = 0.6
ADDRESS_WITH_PREFECTURE = 0.7
_COARSE = frozenset({Level.PROVINCE, Level.NATION})


class ParkPlacer:
    """Weighs a zone's name against its address."""

    def __init__(self, finder: Finder, territory: Territory) -> None:
        self._finder = finder
        self._territory = territory

    def place(self, text: str, unit: Unit, address: str, quality: str) -> Finding:
        """The zone's place.

        The address is evidence, not truth: it makes a county that the name gives more certain,
        and it gives the county only where the name gives no more than the prefecture.
        """
        named = self._single(self._finder.find(text, unit, lists=False), unit)
        addressed = self._addressed(address, unit) if quality != "other_province" else None
        if not named.places or addressed is None:
            return self._by_address(named, addressed) if not named.places else named
        if named.places[0].level is Level.COUNTY:
            return self._checked(named, addressed)
        if addressed.level is Level.COUNTY and quality == "consistent":
            return self._refined(named, addressed)
        if named.places[0].level in _COARSE and addressed.level is Level.PREFECTURE:
            return self._refined(named, addressed)
        return named

    def _addressed(self, address: str, unit: Unit) -> PlaceKey | None:
        choice = choose(self._finder.chains.at(address), unit.place, self._territory)
        if choice is None or not choice.agrees or choice.ambiguous:
            return None
        return None if choice.chain.place.level in _COARSE else choice.chain.place

    def _single(self, named: Finding, unit: Unit) -> Finding:
        """A zone that spans several places, at what holds them all."""
        if len(named.places) < 2:
            return named
        common = self._territory.common(named.places)
        names = ", ".join(self._territory.name(key) for key in named.places)
        if common.level is Level.NATION and unit.place is not None:
            common = unit.place
        return replace(
            named, places=(common,) if common.level is not Level.NATION else (), level="",
            notes=(*named.notes, f"the zone's name gives {names}"), candidates=named.places,
            confidence=min(named.confidence, 0.7),
        )  # fmt: skip

    @staticmethod
    def _by_address(named: Finding, addressed: PlaceKey | None) -> Finding:
        if addressed is None:
            return named
        note = "no place in the name; placed by the address alone"
        return replace(
            named, places=(addressed,), method=Method.ADDRESS, confidence=0.5, notes=(note,)
        )

    def _checked(self, named: Finding, addressed: PlaceKey) -> Finding:
        """A county by name, made more or less sure by the address."""
        place = named.places[0]
        if addressed == place:
            sure = named.method is not Method.FUZZY and named.confidence >= 0.7
            value = BOTH if sure else scale.LATER
            return replace(named, method=Method.NAME_AND_ADDRESS, confidence=value)
        if self._territory.related(place, addressed):
            return named
        note = f"the address says {self._territory.path(addressed)}"
        return replace(
            named,
            confidence=min(named.confidence, NAME_AGAINST_ADDRESS),
            notes=(*named.notes, note),
            candidates=(*named.candidates, addressed),
        )

    def _refined(self, named: Finding, addressed: PlaceKey) -> Finding:
        """A place by the address inside what the name gives; else the name's place."""
        place = named.places[0]
        if not self._territory.holds(place, addressed):
            note = f"the address says {self._territory.path(addressed)}"
            return replace(
                named, confidence=min(named.confidence, 0.8), notes=(*named.notes, note),
                candidates=(*named.candidates, addressed),
            )  # fmt: skip
        value = ADDRESS_WITH_PREFECTURE if place.level is Level.PREFECTURE else ADDRESS_COUNTY
        if addressed in named.candidates:
            value = scale.LATER
        note = f"{addressed.level} from the address; the name gives {self._territory.name(place)}"
        return replace(
            named, places=(addressed,), method=Method.ADDRESS, confidence=value,
            notes=(*named.notes, note), candidates=(place,),
        )  # fmt: skip
