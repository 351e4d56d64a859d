"""Specialisation: how much more of an industry a place has than places have on the whole.

Counts of clusters are small, so a plain quotient jumps: one cluster where 0.1 is expected gives 10.
Three things go with it: the quotient shrunk towards 1 by as much as its count is uncertain, an
interval, and a mark on counts too small to speak of.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit
from geo.matrix import checked_amounts, long_table

LOCATION_QUOTIENT = Indicator(
    "location_quotient",
    "LQ_ik = (x_ik / x_i) / (x_k / x)",
    Unit.NONE,
    "Florence (1939), Report on the Location of Industry, PEP",
)
SHRUNK_QUOTIENT = Indicator(
    "shrunk_quotient",
    "EB_ik = 1 + (LQ_ik - 1) * A_k / (A_k + 1 / E_ik), E_ik = x_i * x_k / x",
    Unit.NONE,
    "Marshall (1991), Applied Statistics 40(2), 283-294; Clayton & Kaldor (1987), Biometrics 43",
    modelled=True,
)


def expected_counts(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts that each place would have if all had the same mix of industries.

    Parameters
    ----------
    counts : DataFrame, shape (n places, m industries)
        A place with a missing count takes no part: its row is missing in the result, and it is not
        in the totals.

    Returns
    -------
    DataFrame, same shape
        E_ik = x_i * x_k / x.
    """
    known = _known(counts)
    total = known.to_numpy().sum()
    expected = np.outer(known.sum(axis=1), known.sum(axis=0)) / (total or np.nan)
    return pd.DataFrame(expected, known.index, known.columns).reindex(counts.index)


def location_quotient(counts: pd.DataFrame) -> pd.DataFrame:
    """Location quotient of each industry in each place.

    Parameters
    ----------
    counts : DataFrame, shape (n places, m industries)
        As for `expected_counts`.

    Returns
    -------
    DataFrame, same shape
        1 where the industry's share is that of all places; missing where the place or the industry
        has nothing at all.
    """
    expected = expected_counts(counts)
    return checked_amounts(counts, "counts") / expected.where(expected > 0)


def shrunk_quotient(counts: pd.DataFrame) -> pd.DataFrame:
    """Location quotient, shrunk towards 1 (empirical Bayes).

    The count is Poisson with mean E_ik * theta_ik, and theta_ik is Gamma with mean 1 and variance
    A_k, found for each industry by moments: A_k = s2_k - 1 / mean(E_k), 0 if negative, with
    s2_k = sum E_ik (LQ_ik - 1)^2 / sum E_ik. The result is the mean of theta given the count.

    Parameters
    ----------
    counts : DataFrame, shape (n places, m industries)
        As for `expected_counts`.

    Returns
    -------
    DataFrame, same shape
        Between 1 and the location quotient; missing where that is missing.
    """
    expected = expected_counts(counts)
    expected = expected.where(expected > 0)
    excess = checked_amounts(counts, "counts") / expected - 1
    spread = (expected * excess**2).sum() / expected.sum()
    variance = (spread - 1 / expected.mean()).clip(lower=0)
    return 1 + excess * variance / (variance + 1 / expected)


def poisson_interval(
    counts: pd.DataFrame, level: float = 0.95
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Exact Poisson interval of the location quotient.

    Garwood (1936), Biometrika 28: bounds of a Poisson mean, divided by the expected count, which
    is taken as known. It needs no model of how places differ, so it does not hang on the shrinkage.

    Parameters
    ----------
    counts : DataFrame, shape (n places, m industries)
        As for `expected_counts`.
    level : float
        Probability that the interval covers the true quotient, at least.

    Returns
    -------
    lower, upper : DataFrame, same shape

    Raises
    ------
    InvalidInput
        If the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise InvalidInput(f"the level of an interval lies between 0 and 1, not {level}")
    expected = expected_counts(counts)
    expected = expected.where(expected > 0)
    observed = checked_amounts(counts, "counts")
    from scipy.special import gammaincinv  # noqa: PLC0415  slow: the start of a server need not wait

    # gammaincinv(0, p) is not defined: a count of 0 has the lower bound 0.
    lower = gammaincinv(observed.where(observed > 0), (1 - level) / 2)
    upper = gammaincinv(observed + 1, (1 + level) / 2)
    return lower.where(observed > 0, 0.0) / expected, upper / expected


def specialisation(
    counts: pd.DataFrame, min_expected: float = 1.0, level: float = 0.95
) -> pd.DataFrame:
    """Location quotients with all that is needed to judge them.

    Parameters
    ----------
    counts : DataFrame, shape (n places, m industries)
        As for `expected_counts`.
    min_expected : float
        An expected count below it is marked small: the quotient is then to be hidden.
    level : float
        As for `poisson_interval`.

    Returns
    -------
    DataFrame, n * m rows
        Columns `place, industry, observed, expected, location_quotient, shrunk_quotient, lower,
        upper, small`.
    """
    lower, upper = poisson_interval(counts, level)
    expected = expected_counts(counts)
    tables = {
        "observed": checked_amounts(counts, "counts"),
        "expected": expected,
        LOCATION_QUOTIENT.id: location_quotient(counts),
        SHRUNK_QUOTIENT.id: shrunk_quotient(counts),
        "lower": lower,
        "upper": upper,
        "small": ~(expected >= min_expected),
    }
    return long_table(tables)


def _known(counts: pd.DataFrame) -> pd.DataFrame:
    amounts = checked_amounts(counts, "counts")
    return amounts[amounts.notna().all(axis=1)]
