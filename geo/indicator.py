"""What an indicator is: its formula, unit and source, as the code and the methods page use them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Unit(StrEnum):
    """Units of indicators, written as in docs/methods.md."""

    NONE = "-"
    PERCENT = "%"
    PER_10K_KM2 = "per 10,000 km²"
    PER_MILLION = "per million residents"
    INDUSTRIES = "industries"
    PERSONS = "persons"
    WAN_CNY_PER_HA = "万元/公顷"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Definition of one indicator.

    Attributes
    ----------
    id
        Stable name: of result columns, and of the texts that screens show.
    formula
        In plain mathematical notation; i, j are places, k an industry.
    unit
        Unit of the values.
    source
        Where the definition comes from, as a citation.
    modelled
        Whether values rest on a model of ours (估算) rather than on counts and sums.
    breaks
        Ascending values at which a map changes its colour; empty where the user classifies.
    """

    id: str
    formula: str
    unit: Unit
    source: str
    modelled: bool = False
    breaks: tuple[float, ...] = ()

    def grade(self, values: ArrayLike) -> NDArray[np.int64]:
        """Grade of each value: 0 below the first break, n from the n-th break on; -1 for NaN."""
        array = np.asarray(values, dtype=np.float64)
        grades = np.searchsorted(np.array(self.breaks), array, side="right")
        return np.where(np.isnan(array), -1, grades)
