"""Where a unit stands among those with the same parent."""

from __future__ import annotations

from dataclasses import dataclass

from app.atlas import Unit
from app.state import Measure
from app.view import View
from geo.place import Level


@dataclass(frozen=True, slots=True)
class Rank:
    """Competition rank of a unit.

    Attributes
    ----------
    of
        Units that are ranked: those of which the measure is known.
    equals
        Other units with the same value, which share the rank.
    """

    place: int
    of: int
    equals: int


def rank_of(view: View, unit: Unit, measure: Measure) -> Rank | None:
    """Rank among the units with the same parent of which the measure is known.

    None where there is nothing to rank: a value of zero, or no other unit.
    """
    if unit.place.level is Level.NATION:
        return None
    mine = view.value_in(unit, measure)
    found = (view.value_in(sibling, measure) for sibling in view.atlas.siblings(unit.place.key))
    known = [value for value in found if value is not None]
    if not mine or len(known) < 2:
        return None
    return Rank(1 + sum(value > mine for value in known), len(known), known.count(mine) - 1)


def rank(view: View, unit: Unit, measure: Measure) -> str:
    """Write the rank; empty where there is nothing to rank."""
    found = rank_of(view, unit, measure)
    return view.text("panel.rank", rank=found.place, of=found.of) if found else ""
