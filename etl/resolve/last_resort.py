"""What is left when no name was recognised: a misspelling, the recommending unit, nothing."""

from __future__ import annotations

from etl.resolve import confidence as scale
from etl.resolve.chain import ChainReader
from etl.resolve.choice import choose
from etl.resolve.finding import Finding
from etl.resolve.fuzzy import FuzzyIndex
from etl.resolve.placement import Method
from etl.resolve.tail import read_tail
from etl.resolve.territory import Territory
from etl.resolve.units import Unit


class LastResort:
    """Places a name in which no place was recognised, never surely."""

    def __init__(self, chains: ChainReader, territory: Territory) -> None:
        self._chains = chains
        self._territory = territory
        self._fuzzy = FuzzyIndex(territory)

    def misspelt(self, text: str, start: int, unit: Unit) -> Finding | None:
        """A name with one wrong character, inside the recommending unit."""
        if unit.place is None:
            return None
        found = self._fuzzy.at(text, start, unit.place)
        if found is None or read_tail(text, start, bare=True).zone:
            return None
        key, end = found
        nearest = self._territory.name(key)
        note = f"{text[start:end]} is no place of the layer; nearest name {nearest}"
        return Finding((key,), Method.FUZZY, scale.FUZZY, start, end, (note,))

    def from_unit(self, text: str, unit: Unit) -> Finding:
        """The recommending unit's place; nothing, with the reason, if that is not known."""
        if unit.place is None:
            note = f"no place recognised in the name; {unit.note or 'no recommending unit'}"
            return Finding((), Method.NONE, 0.0, 0, 0, (note,))
        name = self._territory.name(unit.place)
        note = f"no place recognised in the name; placed at the recommending unit {name}"
        end = read_tail(text, 0, bare=True).end
        elsewhere = choose(self._chains.at(text, 0), None, self._territory)
        if elsewhere is None:
            return Finding((unit.place,), Method.UNIT, scale.UNIT_ONLY, 0, end, (note,))
        paths = ", ".join(self._territory.path(key) for key in elsewhere.places[:6])
        notes = (note, f"outside that unit the name would be {paths}")
        return Finding(
            (unit.place,), Method.UNIT, scale.UNIT_ELSEWHERE, 0, end, notes, elsewhere.places
        )
