"""Parks by unit: the numbers behind the colours of the map, the table and the legend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.classing import classes_for
from app.park_index import park_index, totals
from app.state import ParkMeasure
from app.view import View
from geo.classes import Classes
from geo.counts import per_10k_km2

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ParkUnits:
    """Parks of each unit of a view, in the order of its units.

    `values` are those of the chosen measure; areas are approved areas in hectares, not built ones.
    """

    counts: Floats
    areas_ha: Floats
    flagged: Floats
    per_area: Floats
    values: Floats
    classes: Classes


def park_units(view: View) -> ParkUnits:
    """Count the parks of a view's units."""
    found = totals(park_index(view.atlas), (unit.place.key for unit in view.units))
    counts, areas_ha, flagged = np.array(found, dtype=np.float64).T
    areas_km2 = np.array([unit.area_km2 for unit in view.units])
    per_area = np.asarray(per_10k_km2(counts, areas_km2))
    values = {
        ParkMeasure.COUNT: counts,
        ParkMeasure.AREA: areas_ha,
        ParkMeasure.PER_AREA: per_area,
        ParkMeasure.FLAGGED: flagged,
    }[view.state.parks]
    # Parks are those of one catalogue: their values are the same in all years.
    state = view.state
    classes = classes_for(values, state.classes, state.breaks, lambda: values)
    return ParkUnits(counts, areas_ha, flagged, per_area, values, classes)
