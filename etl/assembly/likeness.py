"""Whether two entries may be one cluster: what a steward is asked, never a silent merger."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from etl.assembly.identity import bare, core_name
from etl.assembly.placing import Placed, Placer
from geo.place import Level, PlaceKey

SIMILAR = 0.5
"""Share of common characters (Ratcliff and Obershelp) from which industry words are similar."""

_TOO_COARSE = frozenset({Level.NATION, Level.PROVINCE})


@dataclass(frozen=True, slots=True)
class Features:
    """What of an entry is compared.

    `places` are its counties and prefectures, `around` the prefectures that hold them (of a county
    of a municipality: the province), `provinces` those in which it lies.
    """

    name: str
    unit_key: str
    industry: str
    places: frozenset[PlaceKey]
    around: frozenset[PlaceKey]
    provinces: frozenset[PlaceKey]

    @property
    def counties(self) -> frozenset[PlaceKey]:
        """The places that are counties."""
        return frozenset(key for key in self.places if key.level is Level.COUNTY)


def features_of(name: str, unit: str, placed: Placed, placer: Placer) -> Features:
    """The features of an entry."""
    gazetteer, found = placer.gazetteer, placed.placement.places
    lines = {key: [key, *(place.key for place in gazetteer.ancestors(key))] for key in found}
    places = frozenset(key for key in found if key.level not in _TOO_COARSE)
    return Features(
        name=core_name(name),
        unit_key=placer.resolver.unit_key(unit),
        industry=bare(placed.placement.industry) if placed.placement.industry else "",
        places=places,
        around=frozenset(lines[key][1] for key in places if key.level is Level.COUNTY),
        provinces=frozenset(
            one for line in lines.values() for one in line if one.level is Level.PROVINCE
        ),
    )


def likeness(one: Features, other: Features) -> str | None:
    """Why two entries of a programme may be one cluster, in plain words; None if nothing says so.

    They may be, if they have the same name under two recommending units, unless they lie in
    different provinces; if they lie in the same
    place, or one in the prefecture of the other, and their industry words are similar; or if
    their industry words are the same in two counties of one prefecture or recommending unit.
    """
    if one.name == other.name:
        return None if _are_apart(one, other) else "the same name under another recommending unit"
    if not one.industry or not other.industry:
        return None
    words = f"{one.industry} and {other.industry}"
    if one.places & other.places and similar(one.industry, other.industry):
        return f"the same place and similar industry words: {words}"
    if (one.places & other.around or one.around & other.places) and similar(
        one.industry, other.industry
    ):
        return f"one place lies in the other, and the industry words are similar: {words}"
    if one.industry == other.industry and one.counties and other.counties and _near(one, other):
        return f"the same industry words in another county: {one.industry}"
    return None


def _are_apart(one: Features, other: Features) -> bool:
    """Whether they lie in different provinces: 鼓楼区 in two of them."""
    return bool(one.provinces and other.provinces) and not one.provinces & other.provinces


def _near(one: Features, other: Features) -> bool:
    same_unit = bool(one.unit_key) and one.unit_key == other.unit_key
    return same_unit or bool(one.around & other.around)


def may_be_under_review(entry: Features, recognised: Features) -> bool:
    """Whether an entry of a re-review list may be a recognition that the list does not name.

    A county seldom has two clusters in one batch: lying in the same one is enough for doubt.
    """
    return bool(entry.counties & recognised.counties) or likeness(entry, recognised) is not None


def is_worded_alike(entry: Features, recognised: Features) -> bool:
    """Whether two entries of one batch differ in how the place is written only."""
    same_industry = bool(entry.industry) and entry.industry == recognised.industry
    return same_industry and bool(entry.counties) and entry.places == recognised.places


def similar(one: str, other: str) -> bool:
    """Whether industry words are similar: one holds the other, or they share enough of them."""
    if one in other or other in one:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= SIMILAR <= matcher.ratio()
