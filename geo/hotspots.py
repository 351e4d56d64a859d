"""Hot spots: where high or low values lie together more than chance would put them.

Many places are tested at once, so some look special by chance: p-values are adjusted to the false
discovery rate (FDR), and classes rest on the adjusted ones. Places without a value take no part,
and their results are missing.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
OUTLIER_FDR = 0.05
PERMUTATIONS = 99_999
SEED = 1995


class Association(StrEnum):
    """Class of a place by local Moran's I: the place first, then its neighbours."""

    HIGH_HIGH = "HH"
    LOW_LOW = "LL"
    HIGH_LOW = "HL"
    LOW_HIGH = "LH"
    NOT_SIGNIFICANT = "not_significant"
    MISSING = "missing"


def getis_ord(
    values: Floats,
    weights: Weights,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Getis-Ord Gi* of each place, judged by conditional permutations.

    Counts of what is rare are far from normal, so the p-values of the score as a normal one would
    find hot spots everywhere.

    Parameters
    ----------
    values : ndarray, shape (n,)
        NaN where missing.
    weights : Weights of the same n places
        Without the places themselves: each is added with weight 1.
    permutations, seed : int
        As of `local_moran`.

    Returns
    -------
    DataFrame, n rows
        `z`: standard score; `p`: pseudo p-value, twice the smaller tail; `q`: p adjusted to the
        false discovery rate; `level`: how many of `FDR_LEVELS` q reaches, negative for a cold spot
        (-3..3), 0 where not significant or missing. A place is hot only if both its score is above
        0 and its neighbours are high among those drawn; a place without neighbours has no p.

    Raises
    ------
    InvalidInput
        If values and weights differ in size, a value is infinite, there are no permutations, or
        the neighbours of a place have different weights.
    """
    known = _known(values, weights)
    x, links = values[known], weights.among(known)
    weight, squares = links.sums() + 1, links.squared().sums() + 1
    variance = _variance(x) * (len(x) * squares - weight**2) / max(len(x) - 1, 1)
    excess = links.lag(x) + x - weight * x.sum() / max(len(x), 1)
    z = excess / np.sqrt(np.where(variance > 0, variance, np.nan))
    tested = ~np.isnan(z) & (links.cardinalities > 0)
    p, side = _pseudo_p(x, links, tested, permutations, seed)
    q = false_discovery_rate(p)
    reached = np.sum([q <= rate for rate in FDR_LEVELS], axis=0)
    level = np.where(side == np.sign(z), side * reached, 0)
    found = _on_all_places({"z": z, "p": p, "q": q, "level": level}, known)
    return found.fillna({"level": 0}).astype({"level": int})


def local_moran(
    values: Floats,
    weights: Weights,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    fdr: float = OUTLIER_FDR,
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
        As of `getis_ord`.
    """
    known = _known(values, weights)
    x, links = values[known], weights.among(known)
    z = x - x.sum() / max(len(x), 1)
    total = links.sums()
    lag = links.lag(z) / np.where(total > 0, total, np.nan)
    statistic = (len(x) - 1) * z * lag / (_variance(x) * len(x) or np.nan)
    p, _ = _pseudo_p(x, links, ~np.isnan(statistic), permutations, seed)
    q = false_discovery_rate(p)
    classes = _classes(z, lag, q <= fdr)
    found = _on_all_places({"i": statistic, "p": p, "q": q, "association": classes}, known)
    return found.fillna({"association": Association.MISSING.value})


def _pseudo_p(
    x: Floats, links: Weights, tested: NDArray[np.bool_], permutations: int, seed: int
) -> tuple[Floats, Integers]:
    """Pseudo p-value of each place, and its side: 1 above most of what was drawn, -1 below."""
    if permutations < 1:
        raise InvalidInput(f"conditional permutations are needed, not {permutations}")
    most = int(links.cardinalities.max(initial=0))
    at_least, at_most = lag_tails(x, links, draw(len(x), most + 1, permutations, seed))
    p = np.minimum(2 * (np.minimum(at_least, at_most) + 1) / (permutations + 1), 1)
    return np.where(tested, p, np.nan), np.sign(at_most - at_least)


@lru_cache(maxsize=2)
def draw(count: int, size: int, permutations: int, seed: int) -> NDArray[np.int32]:
    """Draw different places, all orders alike; the latest draws are kept, for maps share them.

    Parameters
    ----------
    count : int
        Number of places, n.
    size : int
        How many of them, at most n.
    permutations, seed : int

    Returns
    -------
    ndarray of int, shape (permutations, size), read-only
        Positions 0..n-1, none twice in a row of the array.
    """
    random = np.random.default_rng(seed)
    drawn = np.empty((min(size, count), permutations), dtype=np.int32)
    for column in range(len(drawn)):
        anew = np.arange(permutations)
        while anew.size:
            drawn[column, anew] = random.integers(count, size=len(anew), dtype=np.int32)
            again = (drawn[:column, anew] == drawn[column, anew]).any(axis=0)
            anew = anew[again]
    drawn.flags.writeable = False
    return drawn.T


def lag_tails(
    values: Floats, weights: Weights, draws: NDArray[np.int32]
) -> tuple[Integers, Integers]:
    """Count the draws whose sum reaches, and does not exceed, that of a place's neighbours.

    The stand-ins for k neighbours are the first k places of a draw; where the place itself is one
    of them, the next one of the draw stands in for it. So they are drawn from the others, all
    alike, and yet most sums are the same for all places with k neighbours: those are found once,
    and corrected where a place has drawn itself.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Without NaN.
    weights : Weights of the same n places
        Alike for all neighbours of a place.
    draws : ndarray of int, shape (permutations, largest number of neighbours + 1)
        As from `draw`. All places use the same ones.

    Returns
    -------
    at_least, at_most : ndarray of int, shape (n,)
        Sums that differ by rounding only count as equal, so in both.
    """
    sizes = weights.cardinalities
    observed = _neighbour_sums(values, weights)
    near = 1e-12 * np.abs(values).max(initial=0) * np.maximum(sizes, 1)
    low, high = observed - near, observed + near
    sums = np.cumsum(np.pad(values[draws], ((0, 0), (1, 0))), axis=1)
    at_least, at_most = np.empty((2, len(values)), dtype=np.int64)
    for size in np.unique(sizes):
        mine, ordered = sizes == size, np.sort(sums[:, size])
        at_least[mine] = len(draws) - np.searchsorted(ordered, low[mine], side="left")
        at_most[mine] = np.searchsorted(ordered, high[mine], side="right")
    row, column = np.nonzero(np.arange(draws.shape[1]) < sizes[draws])
    place = draws[row, column]
    wrong = sums[row, sizes[place]]
    right = wrong - values[place] + values[draws[row, sizes[place]]]
    more = (right >= low[place]).astype(int) - (wrong >= low[place])
    less = (right <= high[place]).astype(int) - (wrong <= high[place])
    np.add.at(at_least, place, more)
    np.add.at(at_most, place, less)
    return at_least, at_most


def _neighbour_sums(values: Floats, weights: Weights) -> Floats:
    """Sum of the values of the neighbours of each place, each counted once."""
    first = weights.values[np.minimum(weights.indptr[:-1], max(len(weights.values) - 1, 0))]
    if not np.array_equal(weights.values, np.repeat(first, weights.cardinalities)):
        raise InvalidInput("the neighbours of a place must have the same weight")
    return Weights(weights.indptr, weights.indices, np.ones(len(weights.indices))).lag(values)


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
