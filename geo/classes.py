"""Class breaks of a choropleth: how values become a handful of colours, and how well they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import jenkspy
import numpy as np
from numpy.typing import NDArray

MAX_CLASSES = 5


class ClassMethod(StrEnum):
    """How the breaks are found."""

    NATURAL = "natural"
    QUANTILE = "quantile"
    EQUAL = "equal"
    UNIQUE = "unique"


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of positive values; zero and missing values stand apart from them.

    Attributes
    ----------
    method
        How the breaks were found; `UNIQUE` where there are so few different values that each has
        its own class.
    lower, upper
        Smallest and largest value found in each class, ascending.
    fit
        Goodness of variance fit (Jenks 1967): 1 - within-class / total sum of squares, 0..1.
    """

    method: ClassMethod
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    fit: float

    def __len__(self) -> int:
        return len(self.upper)

    def index(self, values: NDArray[np.float64]) -> NDArray[np.int64]:
        """Class of each value: 0 for a value of zero, 1..k for the classes, -1 for NaN."""
        found = np.searchsorted(np.array(self.upper), values, side="left") + 1
        found = np.minimum(found, max(len(self), 1))
        return np.where(np.isnan(values), -1, np.where(values <= 0, 0, found))


def classify(
    values: Sequence[float] | NDArray[np.float64],
    method: ClassMethod,
    k: int = MAX_CLASSES,
) -> Classes:
    """Find at most `k` classes of the positive values.

    Parameters
    ----------
    values
        Any numbers; zeros, negatives and NaN take no part.
    method
        Natural breaks are exact (Fisher 1958, dynamic programming), not a random search.
    k
        The most classes wanted.
    """
    positive = np.asarray(values, dtype=np.float64)
    positive = np.sort(positive[positive > 0])
    distinct = np.unique(positive)
    if len(distinct) <= k:
        return Classes(ClassMethod.UNIQUE, tuple(distinct), tuple(distinct), 1.0)
    bounds = np.unique(_upper_bounds(positive, method, k))
    groups = np.searchsorted(bounds, positive, side="left")
    members = [positive[groups == group] for group in np.unique(groups)]
    return Classes(
        method,
        tuple(float(member[0]) for member in members),
        tuple(float(member[-1]) for member in members),
        _variance_fit(positive, members),
    )


def _upper_bounds(
    positive: NDArray[np.float64], method: ClassMethod, k: int
) -> NDArray[np.float64]:
    match method:
        case ClassMethod.QUANTILE:
            return np.quantile(positive, np.arange(1, k + 1) / k)
        case ClassMethod.EQUAL:
            return np.linspace(positive[0], positive[-1], k + 1)[1:]
        case _:
            return np.array(jenkspy.jenks_breaks(positive, k)[1:])


def _variance_fit(values: NDArray[np.float64], members: list[NDArray[np.float64]]) -> float:
    total = float(((values - values.mean()) ** 2).sum())
    within = sum(float(((member - member.mean()) ** 2).sum()) for member in members)
    return 1 - within / total
