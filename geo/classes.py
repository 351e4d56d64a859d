"""Class breaks of a choropleth: how values become a handful of colours, and how well they do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import jenkspy
import numpy as np
from numpy.typing import NDArray

from geo.errors import InvalidInput

MAX_CLASSES = 5
MAX_BREAKS = 7


class ClassMethod(StrEnum):
    """How the breaks came about."""

    NATURAL = "natural"
    QUANTILE = "quantile"
    EQUAL = "equal"
    DEVIATION = "deviation"
    MANUAL = "manual"
    UNIQUE = "unique"


FOUND = (ClassMethod.NATURAL, ClassMethod.QUANTILE, ClassMethod.EQUAL, ClassMethod.DEVIATION)
"""Methods that find breaks in values."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of positive values; zero and missing values stand apart from them.

    Attributes
    ----------
    method
        How the breaks were found; `UNIQUE` where there are so few different values that each has
        its own class.
    lower, upper
        Smallest and largest value found in each class, ascending. Of `MANUAL` breaks the limits
        themselves: values above `lower` and up to `upper`; the last class has no upper limit.
    fit
        Goodness of variance fit (Jenks 1967): 1 - within-class / total sum of squares, 0..1.
    """

    method: ClassMethod
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    fit: float

    def __len__(self) -> int:
        return len(self.upper)

    @property
    def is_open(self) -> bool:
        """Whether the last class holds what lies above all breaks."""
        return self.method is ClassMethod.MANUAL

    def breaks(self, factor: float = 1) -> tuple[float, ...]:
        """Upper limits times a factor, as short as leaves each value in its class.

        Three digits that count, rounded up, or as many more as it takes.
        """
        if self.is_open:
            return tuple(float(f"{limit * factor:.12g}") for limit in self.upper[:-1])
        pairs = zip(self.upper, (*self.lower[1:], math.inf), strict=True)
        return tuple(_shortest(upper, below, factor) for upper, below in pairs)

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
        One of `FOUND`. Natural breaks are exact (Fisher 1958, dynamic programming), not a random
        search. Standard deviation: breaks at the mean of the positive values -1, 0, 1, ... of their
        standard deviations, so that the upper tail, which is the long one, has most classes.
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


def classify_by(values: Sequence[float] | NDArray[np.float64], breaks: Sequence[float]) -> Classes:
    """Classes of given breaks, whatever the values: the same breaks make places and years alike.

    Parameters
    ----------
    values
        Any numbers; they decide the fit alone.
    breaks
        Upper limits of the classes, ascending, above 0; what lies above the last has one more
        class.

    Raises
    ------
    InvalidInput
        If there are none or more than `MAX_BREAKS`, or they do not ascend from above 0.
    """
    limits = np.asarray(breaks, dtype=np.float64)
    ascending = bool(np.isfinite(limits).all() and (np.diff(limits, prepend=0) > 0).all())
    if not 1 <= len(limits) <= MAX_BREAKS or not ascending:
        raise InvalidInput(
            f"breaks must be 1 to {MAX_BREAKS} numbers that ascend from above 0, not {list(breaks)}"
        )
    positive = np.asarray(values, dtype=np.float64)
    positive = positive[positive > 0]
    groups = np.searchsorted(limits, positive, side="left")
    members = [positive[groups == group] for group in np.unique(groups)]
    upper = (*limits.tolist(), math.inf)
    return Classes(ClassMethod.MANUAL, (0.0, *upper[:-1]), upper, _variance_fit(positive, members))


def _shortest(limit: float, below: float, factor: float) -> float:
    """The shortest number that divided by the factor is at least a limit and below another."""
    for digits in range(2, 14):
        step = 10.0 ** (math.floor(math.log10(limit * factor)) - digits)
        rounded = float(f"{math.ceil(round(limit * factor / step, 6)) * step:.14g}")
        if limit <= rounded / factor < below:
            return rounded
    return limit * factor


def _upper_bounds(
    positive: NDArray[np.float64], method: ClassMethod, k: int
) -> NDArray[np.float64]:
    match method:
        case ClassMethod.QUANTILE:
            return np.quantile(positive, np.arange(1, k + 1) / k)
        case ClassMethod.EQUAL:
            return np.linspace(positive[0], positive[-1], k + 1)[1:]
        case ClassMethod.DEVIATION:
            bounds = positive.mean() + np.arange(-1, k - 2) * positive.std()
            return np.append(bounds[bounds < positive[-1]], positive[-1])
        case _:
            return np.array(jenkspy.jenks_breaks(positive, k)[1:])


def _variance_fit(values: NDArray[np.float64], members: list[NDArray[np.float64]]) -> float:
    if len(members) == 0 or values.min() == values.max():
        return 1.0
    total = float(((values - values.mean()) ** 2).sum())
    within = sum(float(((member - member.mean()) ** 2).sum()) for member in members)
    return 1 - within / total
