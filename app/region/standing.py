"""Where a place stands: among those with the same parent, and what it is divided into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.atlas import Atlas, Unit
from app.park_index import park_index, totals
from app.state import Measure
from app.view import View, can_show
from geo.place import Level

WHOLE: Final = 14
FIRST: Final = 8
"""A list of more rows than `WHOLE` shows the first ones and those around the place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit among others.

    Attributes
    ----------
    rank
        Competition rank by the number of clusters.
    values
        By measure; None where not known.
    parks, parks_ha
        Number of parks and their approved area in hectares.
    """

    unit: Unit
    rank: int
    values: dict[Measure, float | None]
    parks: int
    parks_ha: float


def standings(view: View, units: list[Unit]) -> list[Standing]:
    """Units with the values of the measures that some of them can have, most clusters first."""
    levels = {unit.place.level for unit in units}
    measures = [m for m in Measure if any(can_show(view.atlas, m, level) for level in levels)]
    counts = [view.count_in(unit) for unit in units]
    parks = totals(park_index(view.atlas), (unit.place.key for unit in units))
    rows = [
        Standing(
            unit,
            1 + sum(other > count for other in counts),
            {measure: view.value_in(unit, measure) for measure in measures},
            *held[:2],
        )
        for unit, count, held in zip(units, counts, parks, strict=True)
    ]
    return sorted(rows, key=lambda row: (row.rank, row.unit.place.adcode))


def shortened(rows: list[Standing], own: Unit) -> list[Standing | None] | None:
    """The first rows and the place's own with its neighbours; None stands for those between.

    None where the list is short enough to be shown whole.
    """
    if len(rows) <= WHOLE:
        return None
    at = next((i for i, row in enumerate(rows) if row.unit is own), 0)
    shown = sorted({*range(FIRST), *range(max(at - 1, 0), min(at + 2, len(rows)))})
    found: list[Standing | None] = []
    for before, i in zip([-1, *shown], shown, strict=False):
        found += [None, rows[i]] if i > before + 1 else [rows[i]]
    return found if shown[-1] == len(rows) - 1 else [*found, None]


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
