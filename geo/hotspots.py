"""Hot spots: where high or low values lie together more than chance would put them.

Many places are tested at once, so some look special by chance: p-values are adjusted to the false
discovery rate (FDR), and classes rest on the adjusted ones. Places without a value take no part,
and their results are missing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit
from geo.neighbours import Floats, Integers, Weights

GETIS_ORD = Indicator(
    "getis_ord_gi_star",
    "z_i = (sum_j w_ij x_j - m W_i) / (s * sqrt((n V_i - W_i^2) / (n - 1))), W_i = sum_j w_ij, "
    "V_i = sum_j w_ij^2, j includes i with w_ii = 1",
    Unit.NONE,
    "Ord & Getis (1995), Geographical Analysis 27(4), 286-306",
)
LOCAL_MORAN = Indicator(
    "local_moran",
    "I_i = (n - 1) * z_i * sum_j w_ij z_j / sum_j z_j^2, z_i = x_i - m, sum_j w_ij = 1",
    Unit.NONE,
    "Anselin (1995), Geographical Analysis 27(2), 93-115",
)

FDR_LEVELS = (0.10, 0.05, 0.01)
PERMUTATIONS = 9_999
SEED = 1995


class Association(StrEnum):
    """Class of a place by local Moran's I: the place first, then its neighbours."""

    HIGH_HIGH = "HH"
    LOW_LOW = "LL"
    HIGH_LOW = "HL"
    LOW_HIGH = "LH"
    NOT_SIGNIFICANT = "not_significant"
    MISSING = "missing"


def getis_ord(values: Floats, weights: Weights) -> pd.DataFrame:
    """Getis-Ord Gi* of each place.

    Parameters
    ----------
    values : ndarray, shape (n,)
        NaN where missing.
    weights : Weights of the same n places
        Without the places themselves: each is added with weight 1.

    Returns
    -------
    DataFrame, n rows
        `z`: standard score; `p`: two-sided, from the normal distribution; `q`: p adjusted to the
        false discovery rate; `level`: how many of `FDR_LEVELS` q reaches, negative for a cold spot
        (-3..3), 0 where not significant or missing.

    Raises
    ------
    InvalidInput
        If values and weights differ in size, or a value is infinite.
    """
    known = _known(values, weights)
    x, links = values[known], weights.among(known)
    weight, squares = links.sums() + 1, links.squared().sums() + 1
    variance = _variance(x) * (len(x) * squares - weight**2) / max(len(x) - 1, 1)
    excess = links.lag(x) + x - weight * x.sum() / max(len(x), 1)
    z = excess / np.sqrt(np.where(variance > 0, variance, np.nan))
    p = 2 * ndtr(-np.abs(z))
    q = false_discovery_rate(p)
    level = np.sign(z) * np.sum([q <= rate for rate in FDR_LEVELS], axis=0)
    found = _on_all_places({"z": z, "p": p, "q": q, "level": level}, known)
    return found.fillna({"level": 0}).astype({"level": int})


def local_moran(
    values: Floats,
    weights: Weights,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    fdr: float = 0.05,
) -> pd.DataFrame:
    """Local Moran's I of each place, judged by conditional permutations.

    Parameters
    ----------
    values : ndarray, shape (n,)
        NaN where missing.
    weights : Weights of the same n places
        They are scaled so that those of each place sum to 1.
    permutations : int
        No p is below 2 / (permutations + 1), so among n places a class needs about
        2 n / (fdr * permutations) places that are as extreme: 999 are too few for all counties.
    seed : int
        The same seed gives the same p-values.
    fdr : float
        False discovery rate at which a place gets a class.

    Returns
    -------
    DataFrame, n rows
        `i`: local Moran's I; `p`: pseudo p-value, twice the smaller tail; `q`: p adjusted to the
        false discovery rate; `association`: value of `Association`. A place without neighbours
        has no I and is not significant.

    Raises
    ------
    InvalidInput
        If values and weights differ in size, a value is infinite, or there are no permutations.
    """
    if permutations < 1:
        raise InvalidInput(f"local Moran needs permutations, not {permutations}")
    known = _known(values, weights)
    x, links = values[known], weights.among(known)
    z = x - x.sum() / max(len(x), 1)
    total = links.sums()
    lag = links.lag(z) / np.where(total > 0, total, np.nan)
    statistic = (len(x) - 1) * z * lag / (_variance(x) * len(x) or np.nan)
    draws = draw(len(x), int(links.cardinalities.max(initial=0)), permutations, seed)
    tail = np.minimum(*lag_tails(x, links, draws))
    p = np.where(np.isnan(statistic), np.nan, np.minimum(2 * (tail + 1) / (permutations + 1), 1))
    q = false_discovery_rate(p)
    classes = _classes(z, lag, q <= fdr)
    found = _on_all_places({"i": statistic, "p": p, "q": q, "association": classes}, known)
    return found.fillna({"association": Association.MISSING.value})


def draw(count: int, size: int, permutations: int, seed: int) -> Integers:
    """Draw, without replacement, the stand-ins for the neighbours of a place.

    Parameters
    ----------
    count : int
        Number of places, n.
    size : int
        Largest number of neighbours of a place.
    permutations, seed : int

    Returns
    -------
    ndarray of int, shape (permutations, size)
        Positions 0..n-2 among the places other than the one looked at.
    """
    if size == 0:
        return np.empty((permutations, 0), dtype=np.int64)
    random = np.random.default_rng(seed)
    return np.array([random.choice(count - 1, size, replace=False) for _ in range(permutations)])


def lag_tails(values: Floats, weights: Weights, draws: Integers) -> tuple[Integers, Integers]:
    """Count the draws whose weighted sum reaches, and does not exceed, that of the neighbours.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Without NaN.
    weights : Weights of the same n places
    draws : ndarray of int, shape (permutations, largest number of neighbours)
        As from `draw`. All places use the same ones.

    Returns
    -------
    at_least, at_most : ndarray of int, shape (n,)
        Sums that differ by rounding only count as equal, so in both.
    """
    observed = weights.lag(values)
    near = 1e-12 * np.abs(values).max(initial=0) * np.maximum(weights.sums(), 1)
    at_least, at_most = np.empty((2, len(values)), dtype=np.int64)
    for place in range(len(values)):
        own = slice(weights.indptr[place], weights.indptr[place + 1])
        drawn = draws[:, : own.stop - own.start]
        sums = values[drawn + (drawn >= place)] @ weights.values[own]
        at_least[place] = np.count_nonzero(sums >= observed[place] - near[place])
        at_most[place] = np.count_nonzero(sums <= observed[place] + near[place])
    return at_least, at_most


def false_discovery_rate(p: Floats) -> Floats:
    """Adjust p-values to the false discovery rate.

    Parameters
    ----------
    p : ndarray, shape (n,)
        NaN where there was no test.

    Returns
    -------
    ndarray, shape (n,)
        The smallest rate at which each test is a discovery. Benjamini & Hochberg (1995), J. Royal
        Statistical Society B 57(1), 289-300; as adjusted values Yekutieli & Benjamini (1999).
    """
    tested = np.flatnonzero(~np.isnan(p))
    falling = tested[np.argsort(-p[tested], kind="stable")]
    ranks = np.arange(len(falling), 0, -1)
    adjusted = np.full(len(p), np.nan)
    adjusted[falling] = np.minimum.accumulate(p[falling] * len(falling) / ranks)
    return adjusted


def _known(values: Floats, weights: Weights) -> NDArray[np.bool_]:
    if values.shape != (len(weights),):
        raise InvalidInput(f"{len(values)} values, but weights of {len(weights)} places")
    if np.isinf(values).any():
        raise InvalidInput(f"value {np.flatnonzero(np.isinf(values))[0]} is infinite")
    return ~np.isnan(values)


def _on_all_places(columns: dict[str, Any], known: NDArray[np.bool_]) -> pd.DataFrame:
    return pd.DataFrame(columns, np.flatnonzero(known)).reindex(range(len(known)))


def _variance(x: Floats) -> float:
    # Rounding must not make a constant vary: it would look like a hot spot.
    constant = not len(x) or x.min() == x.max()
    return 0.0 if constant else float(x.var())


def _classes(z: Floats, lag: Floats, significant: NDArray[np.bool_]) -> NDArray[np.object_]:
    names = [Association.HIGH_HIGH, Association.HIGH_LOW, Association.LOW_HIGH, Association.LOW_LOW]
    high, high_around = z > 0, lag > 0
    quadrants = [high & high_around, high & ~high_around, ~high & high_around]
    quadrant = np.select(quadrants, [0, 1, 2], 3)
    classes = np.array([name.value for name in names], dtype=object)[quadrant]
    return np.where(significant, classes, Association.NOT_SIGNIFICANT.value)
