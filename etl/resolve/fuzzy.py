"""Names with one wrong character: the last resort, and never sure."""

from __future__ import annotations

from etl.resolve.forms import TYPE_LETTERS
from etl.resolve.lexicon import counts_as_unit
from etl.resolve.territory import Territory
from geo.place import Level, PlaceKey


class FuzzyIndex:
    """Full names keyed by every form with one character masked."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._masked: dict[str, list[PlaceKey]] = {}
        for place in territory.gazetteer:
            name = place.name_zh
            if place.level is Level.PROVINCE or not counts_as_unit(place):
                continue
            if 3 <= len(name) <= 6 and name[-1] in TYPE_LETTERS:
                for masked in self._masks(name):
                    self._masked.setdefault(masked, []).append(place.key)

    @staticmethod
    def _masks(name: str) -> list[str]:
        return [name[:i] + "*" + name[i + 1 :] for i in range(len(name) - 1)]

    def at(self, text: str, start: int, unit: PlaceKey) -> tuple[PlaceKey, int] | None:
        """The one place in `unit` whose name differs in one character, and where it ends."""
        for length in (6, 5, 4, 3):
            term = text[start : start + length]
            if len(term) < length or term[-1] not in TYPE_LETTERS:
                continue
            keys = {
                key
                for masked in self._masks(term)
                for key in self._masked.get(masked, ())
                if self._territory.holds(unit, key)
            }
            if len(keys) == 1:
                return keys.pop(), start + length
        return None
