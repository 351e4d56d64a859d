"""Units of the census held against the layer: which places hold each, wholly or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.figures.census import CensusUnit
from etl.figures.crosswalk import Link, Part, is_zone, parts_in_layer
from etl.lists.finding import Finding
from geo.counts import ground
from geo.place import NATION, Gazetteer, Level, PlaceKey


@dataclass(frozen=True, slots=True)
class Piece:
    """What a place has of a unit of the census: all of it, a known part, or an unknown one.

    `residents` is how many live in the place; None where that is not known.
    """

    unit: CensusUnit
    is_whole: bool
    residents: float | None

    @property
    def weight(self) -> float:
        """Residents in the place, or at most, where that is not known."""
        return self.unit.weight if self.residents is None else self.residents


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of the census, the county-level units that hold it, and the ground of each of these.

    A zone has no county-level unit and one ground: the prefecture that its code names, and above.
    """

    unit: CensusUnit
    parts: tuple[Part, ...]
    grounds: tuple[Mapping[Level, str], ...]
    is_zone: bool = False

    def pieces(self, level: Level) -> Iterator[tuple[str, Piece]]:
        """Adcode of each place of a level that has some of the unit, and what it has."""
        codes = {ground[level] for ground in self.grounds if level in ground}
        for adcode in sorted(codes):
            is_whole = len(codes) == 1
            residents = self.unit.residents if is_whole else self._known_in(level, adcode)
            yield adcode, Piece(self.unit, is_whole, residents)

    def _known_in(self, level: Level, adcode: str) -> float | None:
        """Residents of those parts that lie in a place, if they are known and can be used."""
        pairs = zip(self.parts, self.grounds, strict=True)
        inside = [part.residents for part, ground in pairs if ground.get(level) == adcode]
        known = [residents for residents in inside if residents is not None]
        is_known = self.unit.residents is not None and len(known) == len(inside)
        return float(sum(known)) if is_known else None


def match_units(
    units: Iterable[CensusUnit], crosswalk: Mapping[str, Link], gazetteer: Gazetteer
) -> list[Match]:
    """Match each unit of the census with the layer."""
    return [_match(unit, crosswalk, gazetteer) for unit in units]


def _match(unit: CensusUnit, crosswalk: Mapping[str, Link], gazetteer: Gazetteer) -> Match:
    parts = parts_in_layer(unit.code, unit.name, crosswalk, gazetteer)
    if not parts:
        of_code = _ground_of_code(unit.code, gazetteer)
        return Match(unit, (), (of_code,), is_zone(unit.code, crosswalk))
    keys = [PlaceKey(Level.COUNTY, part.adcode) for part in parts]
    grounds = ({Level.NATION: NATION.adcode} | ground(gazetteer, key) for key in keys)
    return Match(unit, parts, tuple(grounds))


def _ground_of_code(code: str, gazetteer: Gazetteer) -> dict[Level, str]:
    """Prefecture and province by the first digits of a code, the nation in any case."""
    held = {Level.NATION: NATION.adcode}
    for level, adcode in (
        (Level.PREFECTURE, f"{code[:4]}00"),
        (Level.PROVINCE, f"{code[:2]}0000"),
    ):
        if (key := PlaceKey(level, adcode)) in gazetteer:
            held |= ground(gazetteer, key)
            break
    held.pop(Level.COUNTY, None)
    return held


def matching_findings(
    source_id: str, matches: Iterable[Match], gazetteer: Gazetteer
) -> Iterator[Finding]:
    """Each unit of the census that is in no county-level figure, with its residents."""
    for match in matches:
        if reason := _why_unmatched(match, gazetteer):
            unit = match.unit
            code, text = reason
            message = f"{unit.code} {unit.name}, {unit.residents or 0:,.0f} residents: {text}"
            yield Finding(source_id, unit.row, code, message, "note")


def _why_unmatched(match: Match, gazetteer: Gazetteer) -> tuple[str, str] | None:
    if len(match.parts) == 1:
        return None
    if match.parts:
        if all(part.residents is not None for part in match.parts):
            return None
        return "split", f"now in {_named(match, gazetteer)}; how many in each is not known"
    if match.is_zone:
        return "zone", "a zone counted apart from its county, which the census does not name"
    return "unmatched", "no unit of the layer has this code and name"


def _named(match: Match, gazetteer: Gazetteer) -> str:
    keys = (PlaceKey(Level.COUNTY, part.adcode) for part in match.parts)
    return " and ".join(f"{key.adcode} {gazetteer[key].name_zh}" for key in keys)
