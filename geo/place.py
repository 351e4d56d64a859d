"""Places: the administrative units of one boundary layer, and the tree they form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from geo.errors import NotFound

NATION_ADCODE = "100000"


class Level(StrEnum):
    """Administrative level, coarse to fine."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"

    @property
    def depth(self) -> int:
        """0 for the nation, 3 for a county."""
        return list(Level).index(self)


class PlaceKey(NamedTuple):
    """What identifies a place: an adcode alone stands at several levels (110000, 441900)."""

    level: Level
    adcode: str


NATION = PlaceKey(Level.NATION, NATION_ADCODE)


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit.

    `parent` is the unit one step up the tree: a county under a province-governed city and a
    prefecture both have the province as parent; only the nation has none.
    """

    level: Level
    adcode: str
    name_zh: str
    parent: PlaceKey | None

    @property
    def key(self) -> PlaceKey:
        """Level and adcode."""
        return PlaceKey(self.level, self.adcode)


class Gazetteer:
    """All places of one boundary layer, by key, by name and by parent."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.key: place for place in places}
        self._children: dict[PlaceKey, list[Place]] = {}
        for place in self._places.values():
            if place.parent is not None:
                self._children.setdefault(place.parent, []).append(place)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __getitem__(self, key: PlaceKey) -> Place:
        try:
            return self._places[key]
        except KeyError:
            raise NotFound(f"no {key.level} {key.adcode} in the boundary layer") from None

    def of_level(self, level: Level) -> list[Place]:
        """All places of one level, in the layer's order."""
        return [place for place in self if place.level is level]

    def children(self, key: PlaceKey) -> list[Place]:
        """The places whose parent is `key`, in the layer's order."""
        return self._children.get(key, [])

    def ancestors(self, key: PlaceKey) -> list[Place]:
        """The places above `key`, nearest first, the nation last."""
        above = []
        parent = self[key].parent
        while parent is not None:
            above.append(self[parent])
            parent = self[parent].parent
        return above

    def coarsest(self, adcode: str) -> Place:
        """The highest place that bears this adcode.

        Raises
        ------
        NotFound
            If no place has it.
        """
        for level in Level:
            if (key := PlaceKey(level, adcode)) in self._places:
                return self._places[key]
        raise NotFound(f"no place with adcode {adcode} in the boundary layer")
