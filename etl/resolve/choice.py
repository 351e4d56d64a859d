"""Choosing between the chains that one piece of text can be read as."""

from __future__ import annotations

from dataclasses import dataclass

from etl.resolve.chain import Chain
from etl.resolve.forms import Form
from etl.resolve.territory import Territory
from geo.place import Level, PlaceKey

_NEVER_AGAINST_UNIT = frozenset(
    {Form.SHORT, Form.ALIAS_SHORT, Form.ZONE, Form.TOWN, Form.TYPE_CHANGED}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The chain that was chosen, or the places between which the text does not decide."""

    chain: Chain
    places: tuple[PlaceKey, ...]
    agrees: bool
    """Whether the place fits the recommending unit (or none was given)."""

    rivals: tuple[PlaceKey, ...] = ()
    """Readings of the same text that were put second."""

    former: bool = False
    """Whether a place elsewhere bore this name until it was renamed or merged."""

    @property
    def ambiguous(self) -> bool:
        """Whether more than one place is left."""
        return len(self.places) > 1


def choose(chains: list[Chain], unit: PlaceKey | None, territory: Territory) -> Choice | None:
    """The best chain, given the recommending unit's place.

    Chains that contradict the unit count only when none agrees, and then only when they give
    an official or former name in full: a short name elsewhere is no evidence.
    """
    agreeing = [c for c in chains if unit is None or territory.related(unit, c.place)]
    pool = agreeing or [c for c in chains if c.last.reading.form not in _NEVER_AGAINST_UNIT]
    if not pool:
        return None
    same_text = _longest(pool)
    best = _best(same_text)
    places = tuple(dict.fromkeys(chain.place for chain in best))
    preferred = _preferred(best, places, unit, territory)
    chain = next(chain for chain in best if chain.place == preferred[0])
    rivals = tuple(place for place in places if place not in preferred)
    former = _former(same_text, places)
    return Choice(chain, preferred, bool(agreeing), (*rivals, *former), bool(former))


def _former(chains: list[Chain], places: tuple[PlaceKey, ...]) -> tuple[PlaceKey, ...]:
    """Places other than `places` that bore this name until a change."""
    readings = [c.last.reading for c in chains if c.last.reading.form is Form.ALIAS]
    keys = [key for r in readings if r.place not in places for key in r.candidates or (r.place,)]
    return tuple(dict.fromkeys(keys))


def _longest(chains: list[Chain]) -> list[Chain]:
    """The chains that read most of the text; of these the ones in the layer's tree, if any."""
    longest = max(chain.end for chain in chains)
    chains = [chain for chain in chains if chain.end == longest]
    return [chain for chain in chains if not chain.loose] or chains


def _best(chains: list[Chain]) -> list[Chain]:
    """The chains with the best form of name."""
    rank = min(chain.rank for chain in chains)
    return [chain for chain in chains if chain.rank == rank]


def _preferred(
    chains: list[Chain], places: tuple[PlaceKey, ...], unit: PlaceKey | None, territory: Territory
) -> tuple[PlaceKey, ...]:
    """Of several places of one name, the one that usage means; all of them if usage is silent."""
    if len(places) == 1:
        return places
    finer = tuple(place for place in places if place != unit) or places
    coarse = [place for place in finer if place.level is not Level.COUNTY]
    coarsest = min(finer, key=lambda place: place.level.depth)
    if all(territory.holds(coarsest, place) for place in finer):
        # 东营 is the city rather than its district, 吉林 the province unless that is the unit.
        return (coarsest,)
    if coarsest.level is Level.PROVINCE or len(coarse) == 1:
        return (coarsest,)  # without a unit 海南 is the province
    if not coarse and all(chain.last.reading.form is Form.SHORT for chain in chains):
        # Without its type word a district is hardly ever named; counties and cities are.
        towns = [place for place in finer if not territory.name(place).endswith("区")]
        if len(towns) == 1:
            return (towns[0],)
    return finer
