"""Concentration and diversity: whether an industry sits in few places, a place in few industries.

All functions read a table with one group in each column: an industry's amounts by place, or, turned
(`table.T`), a place's amounts by industry. A group with a missing amount, or with nothing at all,
has a missing result.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.indicator import Indicator, Unit
from geo.matrix import checked_amounts

HHI = Indicator(
    "hhi",
    "HHI_k = sum_i s_ik^2, s_ik = x_ik / x_k",
    Unit.NONE,
    "Hirschman (1964), American Economic Review 54(5), 761-762",
)
NORMALISED_HHI = Indicator(
    "normalised_hhi",
    "(HHI_k - 1/n) / (1 - 1/n), n places",
    Unit.NONE,
    "Hirschman (1964), rescaled to 0..1",
)
LOCATIONAL_GINI = Indicator(
    "locational_gini",
    "G_k = 1 - sum_i p_i * (Q_i + Q_i-1), p_i = x_i / x, places by rising x_ik / x_i, "
    "Q_i running sum of x_ik / x_k",
    Unit.NONE,
    "Krugman (1991), Geography and Trade, MIT Press",
)
DIVERSITY = Indicator(
    "diversity",
    "D_i = exp(-sum_k s_ik * ln s_ik), s_ik = x_ik / x_i",
    Unit.INDUSTRIES,
    "Hill (1973), Ecology 54(2), 427-432, order 1",
)


def hhi(amounts: pd.DataFrame) -> pd.Series:
    """Herfindahl-Hirschman index of each column.

    Parameters
    ----------
    amounts : DataFrame, shape (n units, m groups)

    Returns
    -------
    Series of m
        From 1/n (the same everywhere) to 1 (all in one unit).
    """
    return _total(_column_shares(amounts) ** 2).rename(HHI.id)


def normalised_hhi(amounts: pd.DataFrame) -> pd.Series:
    """Herfindahl-Hirschman index of each column, rescaled so that it starts at 0.

    Parameters
    ----------
    amounts : DataFrame, shape (n units, m groups)
        Units with nothing count among the n, so they must be rows of the table.

    Returns
    -------
    Series of m
        From 0 (the same everywhere) to 1; missing where there is one unit only.
    """
    least = 1 / len(amounts) if len(amounts) > 1 else np.nan
    return ((hhi(amounts) - least) / (1 - least)).rename(NORMALISED_HHI.id)


def locational_gini(amounts: pd.DataFrame) -> pd.Series:
    """Gini coefficient of each industry's distribution over places, against that of all industries.

    Parameters
    ----------
    amounts : DataFrame, shape (n places, m industries)
        A missing amount makes the place's total unknown, so all results are then missing.

    Returns
    -------
    Series of m
        0 where the industry is spread as industry is on the whole; towards 1 the more of it sits
        in places with little else.
    """
    checked = checked_amounts(amounts, "concentration")
    totals = checked.sum(axis=1, skipna=False).to_numpy()
    present = ~(totals == 0)
    place_share = totals[present] / totals.sum() if present.any() else totals[present]
    share = _column_shares(amounts).to_numpy()[present]
    values = [_gini(column, place_share) for column in share.T]
    return pd.Series(values, amounts.columns, dtype=np.float64, name=LOCATIONAL_GINI.id)


def diversity(amounts: pd.DataFrame) -> pd.Series:
    """Effective number of industries of each place.

    Parameters
    ----------
    amounts : DataFrame, shape (n places, m industries)

    Returns
    -------
    Series of n
        1 where all is in one industry, m where all m industries are equally large.
    """
    share = _column_shares(amounts.T)
    from scipy.special import xlogy  # noqa: PLC0415  slow: the start of a server need not wait

    entropy = -_total(xlogy(share, share))
    return pd.Series(np.exp(entropy), amounts.index, name=DIVERSITY.id)


def _column_shares(amounts: pd.DataFrame) -> pd.DataFrame:
    checked = checked_amounts(amounts, "concentration")
    totals = checked.sum(axis=0, skipna=False)
    return checked / totals.where(totals > 0)


def _total(parts: pd.DataFrame) -> pd.Series:
    return parts.sum(axis=0, skipna=False, min_count=1)


def _gini(share: np.ndarray, place_share: np.ndarray) -> float:
    if not len(share):
        return np.nan
    order = np.argsort(share / place_share)
    reached = np.cumsum(share[order])
    before = np.concatenate([[0.0], reached[:-1]])
    return float(1 - np.sum(place_share[order] * (reached + before)))
