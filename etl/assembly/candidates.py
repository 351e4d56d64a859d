"""Places that an entry may mean: what a steward can choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.assembly.placing import Placed
from geo.place import Gazetteer, Level, PlaceKey

MOST = 12
"""Places that a question offers at most."""

_SHORTEST, _LONGEST = 2, 11  # characters of a place's name or short name
_TYPE_WORD = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|[省市区县旗盟])$")


class Candidates:
    """Finds the places that a name may mean."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_name: dict[str, list[PlaceKey]] = {}
        for place in gazetteer:
            for name in {place.name_zh, _TYPE_WORD.sub("", place.name_zh)}:
                if len(name) >= _SHORTEST:
                    self._by_name.setdefault(name, []).append(place.key)

    def of(self, name: str, placed: Placed) -> list[PlaceKey]:
        """Places to choose from, at most `MOST`.

        First the present one, then the readings that the resolver weighed, then places of the same
        province whose name or short name stands in the entry's name, then the units just below
        the present place or the only other reading. Of places with one adcode, which are the same
        ground, the first.
        """
        found, weighed = placed.placement.places, placed.placement.candidates
        province = self._province(found[0]) if found else None
        mentioned = (
            key for key in self._mentioned(name) if province in (None, self._province(key))
        )
        near = [*found, *weighed, *mentioned]
        single = [key for keys in (found, weighed) if len(keys) == 1 for key in keys]
        below = (place.key for key in single for place in self._gazetteer.children(key))
        first: dict[str, PlaceKey] = {}
        for key in (*near, *below):
            first.setdefault(key.adcode, key)
        return list(first.values())[:MOST]

    def _mentioned(self, name: str) -> Iterator[PlaceKey]:
        """Longer names first."""
        for length in range(min(_LONGEST, len(name)), _SHORTEST - 1, -1):
            for start in range(len(name) - length + 1):
                yield from self._by_name.get(name[start : start + length], ())

    def _province(self, key: PlaceKey) -> PlaceKey | None:
        line = (self._gazetteer[key], *self._gazetteer.ancestors(key))
        return next((place.key for place in line if place.level is Level.PROVINCE), None)
