"""Names of several units put together from single characters: 武襄十随, 榆鄂宁."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from etl.resolve.forms import stem
from etl.resolve.lexicon import Lexicon, counts_as_unit
from etl.resolve.reference import Reference
from etl.resolve.territory import Territory
from geo.place import Level, PlaceKey

_LONGEST = 8
_LONGEST_ACROSS = 5


@dataclass(frozen=True, slots=True)
class JointName:
    """A run of abbreviations and what it can stand for."""

    end: int
    places: tuple[PlaceKey, ...]
    options: tuple[PlaceKey, ...] = ()
    """All that the characters may mean, where they do not settle one reading."""

    across: bool = False


class JointReader:
    """Reads runs of one-character abbreviations.

    Each character may stand for several places; a run is understood only if exactly one
    reading puts all of them in one province or, failing that, in provinces that border on
    each other.
    """

    def __init__(self, territory: Territory, reference: Reference, lexicon: Lexicon) -> None:
        self._territory = territory
        self._lexicon = lexicon
        self._neighbours = reference.neighbours
        self._letters: dict[str, list[PlaceKey]] = {
            letter: list(keys) for letter, keys in reference.letters.items()
        }
        for place in territory.gazetteer:
            ordinary = place.level is Level.PREFECTURE and counts_as_unit(place)
            if ordinary and not place.adcode.startswith("629"):
                self._add(stem(place.name_zh)[0], place.key)

    def _add(self, letter: str, key: PlaceKey) -> None:
        if key not in (keys := self._letters.setdefault(letter, [])):
            keys.append(key)

    def at(
        self, text: str, start: int, province: PlaceKey | None, shortest: int
    ) -> JointName | None:
        """The joint name at `start`, at least `shortest` characters long."""
        if self._lexicon.blocked_length(text, start):
            return None
        run = self._run(text, start)
        for length in range(len(run), shortest - 1, -1):
            if found := self._in_one_province(run[:length], start, province):
                return found
        for length in range(min(len(run), _LONGEST_ACROSS), 1, -1):
            across = self._across(run[:length], start)
            if across and self._concerns(across, province):
                return across
        return None

    def _concerns(self, joint: JointName, province: PlaceKey | None) -> bool:
        """Whether a name across provinces speaks of the recommending one, if that is known."""
        provinces = {self._territory.province(key) for key in joint.places}
        return province is None or province in provinces

    def _run(self, text: str, start: int) -> list[list[PlaceKey]]:
        run: list[list[PlaceKey]] = []
        for position in range(start, min(start + _LONGEST, len(text))):
            word = self._lexicon.blocked_length(text, position)
            if word or text[position] not in self._letters:
                break  # 唐秦沧石化: the 石 belongs to the industry
            run.append(self._letters[text[position]])
        return run

    def _in_one_province(
        self, run: list[list[PlaceKey]], start: int, province: PlaceKey | None
    ) -> JointName | None:
        first = {self._territory.province(key) for key in run[0]}
        provinces = {province} if province is not None else first
        fits = []
        for candidate in provinces:
            inside = [
                [k for k in keys if k.level is not Level.PROVINCE and self._in(candidate, k)]
                for keys in run
            ]
            if all(inside):
                fits.append(inside)
        if len(fits) != 1:
            return None
        return self._settled(fits[0], start)

    def _in(self, province: PlaceKey | None, key: PlaceKey) -> bool:
        return province is not None and self._territory.holds(province, key)

    def _settled(self, options: list[list[PlaceKey]], start: int) -> JointName | None:
        every = tuple(dict.fromkeys(key for keys in options for key in keys))
        if len(every) < len(options):
            return None  # one place named twice is no joint name
        certain = all(len(keys) == 1 for keys in options)
        return JointName(start + len(options), every if certain else (), every)

    def _across(self, run: list[list[PlaceKey]], start: int) -> JointName | None:
        provinces = [[k for k in keys if k.level is Level.PROVINCE] for keys in run]
        if all(provinces):
            keys = tuple(dict.fromkeys(key for options in provinces for key in options))
            if len(keys) == len(run) and self._connected(keys):
                return JointName(start + len(run), keys, keys, across=True)
        if len(run) < 3:
            return None
        found = list(self._cliques(run))
        if len(found) != 1:
            return None
        return JointName(start + len(run), found[0], found[0], across=True)

    def _connected(self, keys: tuple[PlaceKey, ...]) -> bool:
        """Whether each province borders on one of those before it, in some order."""
        reached, rest = {keys[0]}, set(keys[1:])
        while near := {key for key in rest if any(self._border(key, k) for k in reached)}:
            reached |= near
            rest -= near
        return not rest

    def _cliques(
        self, run: list[list[PlaceKey]], chosen: tuple[PlaceKey, ...] = ()
    ) -> Iterable[tuple[PlaceKey, ...]]:
        if len(chosen) == len(run):
            yield chosen
            return
        for key in run[len(chosen)]:
            if key not in chosen and all(self._border(key, other) for other in chosen):
                yield from self._cliques(run, (*chosen, key))

    def _border(self, one: PlaceKey, other: PlaceKey) -> bool:
        mine, theirs = self._territory.province(one), self._territory.province(other)
        if mine is None or theirs is None:
            return False
        if mine == theirs:
            return one != other and one.level is other.level
        return theirs.adcode in self._neighbours.get(mine.adcode, frozenset())
