"""The recommending unit: a province, a city under separate plan, the Corps, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.resolve.chain import ChainReader
from etl.resolve.territory import Territory
from etl.resolve.text import Cleaner
from geo.place import Level, PlaceKey

CORPS_WORDS = ("新疆生产建设兵团", "新疆兵团", "生产建设兵团", "兵团")
XINJIANG = PlaceKey(Level.PROVINCE, "650000")


@dataclass(frozen=True, slots=True)
class Unit:
    """What the recommending unit says about the place.

    `key` is equal for two spellings of one unit; the Corps is another unit than Xinjiang, and what
    names no place is compared without white space and punctuation.
    """

    place: PlaceKey | None = None
    note: str = ""
    key: str = ""


class UnitReader:
    """Reads recommending units, remembering them: a list has few different ones."""

    def __init__(self, reader: ChainReader, territory: Territory, cleaner: Cleaner) -> None:
        self._reader = reader
        self._territory = territory
        self._cleaner = cleaner
        self._known: dict[str, Unit] = {}

    def read(self, raw: str) -> Unit:
        """The unit that a text names, as a list prints it."""
        if raw not in self._known:
            if len(self._known) > 4096:
                self._known.clear()
            text = self._cleaner.clean(raw)
            unit = self._read(text)
            self._known[raw] = replace(unit, key=_key(text, unit.place))
        return self._known[raw]

    def _read(self, text: str) -> Unit:
        if not text:
            return Unit()
        if any(word in text for word in CORPS_WORDS):
            known = XINJIANG in self._territory.gazetteer
            return Unit(XINJIANG) if known else Unit(note="the layer lacks Xinjiang")
        chains = next((c for i in range(min(len(text), 20)) if (c := self._reader.at(text, i))), [])
        if not chains:
            return Unit(note="recommending unit not recognised")
        longest = max(chain.end for chain in chains)
        places = {chain.place for chain in chains if chain.end == longest}
        coarsest = min(places, key=lambda key: (key.level.depth, key.adcode))
        same_level = [key for key in places if key.level is coarsest.level]
        if len(same_level) > 1:
            return Unit(note="recommending unit is ambiguous")
        return Unit(coarsest)


def _key(text: str, place: PlaceKey | None) -> str:
    if corps := next((word for word in CORPS_WORDS if word in text), None):
        return f"corps{text[text.index(corps) + len(corps) :]}"
    return "/".join(place) if place else "".join(filter(str.isalnum, text.casefold()))
