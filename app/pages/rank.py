"""Where a unit stands among those with the same parent."""

from __future__ import annotations

from app.atlas import Unit
from app.state import Measure
from app.view import View
from geo.place import Level


def rank(view: View, unit: Unit, measure: Measure) -> str:
    """Competition rank among the units with the same parent of which the measure is known.

    Empty where there is nothing to rank: a value of zero, or no other unit.
    """
    if unit.place.level is Level.NATION:
        return ""
    mine = view.value_in(unit, measure)
    found = (view.value_in(sibling, measure) for sibling in view.atlas.siblings(unit.place.key))
    known = [value for value in found if value is not None]
    if not mine or len(known) < 2:
        return ""
    place = 1 + sum(value > mine for value in known)
    return view.text("panel.rank", rank=place, of=len(known))
