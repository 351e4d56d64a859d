"""Hot spots and outliers of the measure on the map: what each unit is, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from app.figures import palette
from app.neighbours import neighbourhood
from app.state import Analysis
from app.view import View
from geo.hotspots import Association, getis_ord, local_moran

LEAST_UNITS: Final = 10
"""Fewer units with a value are too few to tell chance from a pattern."""

MISSING, OUTSIDE, NOT_SIGNIFICANT = range(3)
"""Positions in `COLOURS`, the classes follow."""

LEVELS: Final = ("cold3", "cold2", "cold1", "hot1", "hot2", "hot3")
ASSOCIATIONS: Final = tuple(
    one.value
    for one in (
        Association.LOW_LOW,
        Association.LOW_HIGH,
        Association.HIGH_LOW,
        Association.HIGH_HIGH,
    )
)
_APART: Final = (palette.NO_DATA, palette.NOT_APPLICABLE, palette.ZERO)
COLOURS: Final = {
    Analysis.HOTSPOTS: (*_APART, *palette.COLD[::-1], *palette.HOT),
    Analysis.OUTLIERS: (*_APART, *palette.ASSOCIATIONS),
}
CLASSES: Final = {Analysis.HOTSPOTS: LEVELS, Analysis.OUTLIERS: ASSOCIATIONS}
"""Names of the classes, the coldest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """What a test found, in the order of the units of a view.

    Attributes
    ----------
    score
        z of Gi*, or I of local Moran.
    p, q
        Pseudo p-value, and the false discovery rate at which a unit is a discovery.
    steps
        Positions in `COLOURS`.
    tested
        Number of units with a value.
    islands
        Number of units that touch no other and were linked with the nearest.
    """

    score: NDArray[np.float64]
    p: NDArray[np.float64]
    q: NDArray[np.float64]
    steps: NDArray[np.int64]
    tested: int
    islands: int

    @property
    def found(self) -> int:
        """Number of units that are in a class."""
        return int((self.steps > NOT_SIGNIFICANT).sum())


def analysis_of(view: View) -> Analysis:
    """The analysis that the map shows: of too few units there is no test."""
    chosen = view.state.analysis
    return Analysis.NONE if chosen in CLASSES and too_few(view) else chosen


def too_few(view: View) -> bool:
    """Whether the map has too few units with a value for a test."""
    return int((~np.isnan(view.values)).sum()) < LEAST_UNITS


def spots_of(view: View) -> Spots:
    """Hot spots or outliers of a view, found once for all that have the same values."""
    return view.atlas.recent("spots", (view.state.analysis, *view.valued), lambda: _find(view))


def _find(view: View) -> Spots:
    around = neighbourhood(view.atlas, view.level, view.units)
    values = np.empty(len(view.units))
    values[around.order] = view.values
    if view.state.analysis is Analysis.HOTSPOTS:
        found = getis_ord(values, around.weights)
        score, classes = found["z"], _of_levels(found["level"])
    else:
        found = local_moran(values, around.weights)
        score, classes = found["i"], _of_associations(found["association"])
    known = np.where(view.applies, MISSING, OUTSIDE)
    steps = np.where(np.isnan(view.values), known, classes[around.order])
    numbers = pd.DataFrame({"score": score, "p": found["p"], "q": found["q"]}).to_numpy()
    tested = int((~np.isnan(view.values)).sum())
    score, p, q = numbers[around.order].T
    return Spots(score, p, q, steps.astype(np.int64), tested, around.islands)


def _of_levels(levels: pd.Series[int]) -> NDArray[np.int64]:
    """Levels -3..3 as positions; 0 is not significant."""
    found = levels.to_numpy(dtype=np.int64)
    return np.where(found == 0, NOT_SIGNIFICANT, NOT_SIGNIFICANT + 3 + found + (found < 0))


def _of_associations(associations: pd.Series[str]) -> NDArray[np.int64]:
    place = {name: NOT_SIGNIFICANT + 1 + i for i, name in enumerate(ASSOCIATIONS)}
    return np.array([place.get(one, NOT_SIGNIFICANT) for one in associations], dtype=np.int64)
