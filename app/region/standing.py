"""Where a place stands: among those with the same parent, and what it is divided into."""

from __future__ import annotations

from dataclasses import dataclass

from app.atlas import Atlas, Unit
from app.state import Measure
from app.view import View, can_show
from geo.place import Level


@dataclass(frozen=True, slots=True)
class Standing:
    """Values of one unit by measure, None where not known; competition rank."""

    unit: Unit
    rank: int
    values: dict[Measure, float | None]


def standings(view: View, units: list[Unit]) -> list[Standing]:
    """Units with the values of the measures that some of them can have, most clusters first."""
    levels = {unit.place.level for unit in units}
    measures = [m for m in Measure if any(can_show(view.atlas, m, level) for level in levels)]
    counts = [view.count_in(unit) for unit in units]
    rows = [
        Standing(
            unit,
            1 + sum(other > count for other in counts),
            {measure: view.value_in(unit, measure) for measure in measures},
        )
        for unit, count in zip(units, counts, strict=True)
    ]
    return sorted(rows, key=lambda row: (row.rank, row.unit.place.adcode))


def siblings(atlas: Atlas, unit: Unit) -> list[Unit]:
    """Units of the same level with the same parent; none for the nation or where it is alone."""
    if unit.place.level is Level.NATION:
        return []
    found = atlas.siblings(unit.place.key)
    return found if len(found) > 1 else []


def parts(atlas: Atlas, unit: Unit) -> list[Unit]:
    """What a place is divided into, one step down; a part that is the same ground is passed."""
    found: list[Unit] = []
    for child in atlas.gazetteer.children(unit.place.key):
        part = atlas.unit(child.key)
        if child.adcode == unit.place.adcode:
            found += parts(atlas, part)
        else:
            found.append(part)
    return found
