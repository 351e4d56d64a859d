"""Similarity of industrial structure: how far neighbours compete with the same industries."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit
from geo.matrix import shares
from geo.neighbours import Weights

SIMILARITY = Indicator(
    "structure_similarity",
    "1 - 0.5 * sum_k |s_ik - s_jk|, s_ik = x_ik / x_i",
    Unit.NONE,
    "Krugman (1991), Geography and Trade, MIT Press; as a similarity Finger & Kreinin "
    "(1979), Economic Journal 89, 905-912",
)


def similarity(
    amounts: pd.DataFrame, first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Similarity of the industrial structure of pairs of places.

    Parameters
    ----------
    amounts : DataFrame, shape (n places, m industries)
    first, second : ndarray of p int
        Row positions of the places of each pair.

    Returns
    -------
    ndarray, shape (p,)
        0: no industry in common, 1: the same shares; NaN where a place has nothing or an amount of
        it is missing.
    """
    share = shares(amounts).to_numpy()
    distance: NDArray[np.float64] = np.abs(share[first] - share[second]).sum(axis=1)
    return 1 - 0.5 * distance


def neighbour_similarity(amounts: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Similarity of each place to its neighbours.

    Parameters
    ----------
    amounts : DataFrame, shape (n places, m industries)
    weights : Weights of the same n places, in the same order
        Who the neighbours are; how much each counts plays no part.

    Returns
    -------
    DataFrame
        Index of `amounts`; columns `mean`, `max`, `most_similar` (label of the neighbour with the
        largest similarity, the first of several) and `neighbours`, the number of neighbours whose
        structure is known: the others take no part. Missing where there is none.

    Raises
    ------
    InvalidInput
        If table and weights differ in size.
    """
    if len(amounts) != len(weights):
        raise InvalidInput(f"{len(amounts)} places, but weights of {len(weights)}")
    pairs = pd.DataFrame({"place": weights.rows, "neighbour": weights.indices})
    pairs["similarity"] = similarity(amounts, weights.rows, weights.indices)
    grouped = pairs.dropna().groupby("place")["similarity"]
    found = grouped.agg(["mean", "max", "size", "idxmax"]).reindex(range(len(amounts)))
    nearest = found["idxmax"].map(pairs["neighbour"])
    labels = pd.Series(amounts.index)
    return pd.DataFrame(
        {
            "mean": found["mean"].to_numpy(),
            "max": found["max"].to_numpy(),
            "most_similar": nearest.map(labels).to_numpy(),
            "neighbours": found["size"].fillna(0).astype(int).to_numpy(),
        },
        index=amounts.index,
    )
