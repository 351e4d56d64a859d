"""Standing of a recognition: whether a cluster's title is in force in a year.

A recognition is in force in year Y when it stands on at least one day of Y:
`recognised_year <= Y <= valid_to`, where `valid_to` is the last calendar year of its term. A
re-review (复核) that is passed carries the term on to `reviewed_to`; one that is not passed
closes it, written as a `reviewed_to` not after `valid_to`.

Nothing is guessed. When the term has ended and the re-review's result for this cluster is not
loaded, or the rules loaded state no term, a later year is `REVIEW_UNKNOWN`: neither in force nor
lapsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd


class Standing(StrEnum):
    """What can be said of one recognition in one year; only `IN_FORCE` is counted."""

    IN_FORCE = "in_force"
    REVIEW_UNKNOWN = "review_unknown"
    UNDATED = "undated"
    NOT_YET = "not_yet"
    LAPSED = "lapsed"


STRONGEST_FIRST: tuple[Standing, ...] = (
    Standing.IN_FORCE,
    Standing.REVIEW_UNKNOWN,
    Standing.UNDATED,
    Standing.NOT_YET,
    Standing.LAPSED,
)
"""How the recognitions of one cluster are weighed: the first found is the cluster's."""


def standing(
    recognised_year: int | None, valid_to: int | None, reviewed_to: int | None, year: int
) -> Standing:
    """Tell the standing of one recognition in a year.

    Parameters
    ----------
    recognised_year : int or None
        Calendar year of the notice; None when the source does not say which batch it is.
    valid_to : int or None
        Last calendar year of the term; None when no document loaded states a term, which then
        is known for the year of recognition only.
    reviewed_to : int or None
        Last calendar year of the term that a re-review gave; not after `valid_to` when the
        re-review was not passed; None when its result is not loaded.
    year : int
        The year asked for.

    Returns
    -------
    Standing

    Examples
    --------
    The batch of 2022 was recognised in 2023, valid 2023-2025; passing the re-review of 2025
    prolongs to 2028.

    >>> standing(2023, 2025, None, 2025), standing(2023, 2025, None, 2026)
    (<Standing.IN_FORCE: 'in_force'>, <Standing.REVIEW_UNKNOWN: 'review_unknown'>)
    >>> standing(2023, 2025, 2028, 2026), standing(2023, 2025, 2025, 2026)
    (<Standing.IN_FORCE: 'in_force'>, <Standing.LAPSED: 'lapsed'>)
    """
    if recognised_year is None:
        return Standing.UNDATED
    if year < recognised_year:
        return Standing.NOT_YET
    first_term_to = recognised_year if valid_to is None else valid_to
    if year <= max(first_term_to, first_term_to if reviewed_to is None else reviewed_to):
        return Standing.IN_FORCE
    closed = reviewed_to is not None and reviewed_to <= first_term_to
    return Standing.LAPSED if closed else Standing.REVIEW_UNKNOWN


def standings(recognitions: pd.DataFrame, year: int) -> pd.Series:
    """Tell the standing of each recognition in a year.

    Parameters
    ----------
    recognitions : DataFrame
        Columns `recognised_year`, `valid_to`, `reviewed_to`: years, missing where unknown.
    year : int

    Returns
    -------
    Series of str
        Values of `Standing`, on the frame's index.
    """
    recognised = _years(recognitions["recognised_year"])
    first_term_to = _years(recognitions["valid_to"])
    first_term_to = np.where(np.isnan(first_term_to), recognised, first_term_to)
    reviewed_to = _years(recognitions["reviewed_to"])
    in_term = year <= np.fmax(first_term_to, reviewed_to)
    values = np.select(
        [np.isnan(recognised), year < recognised, in_term, reviewed_to <= first_term_to],
        [
            Standing.UNDATED.value,
            Standing.NOT_YET.value,
            Standing.IN_FORCE.value,
            Standing.LAPSED.value,
        ],
        Standing.REVIEW_UNKNOWN.value,
    )
    return pd.Series(values, index=recognitions.index, name="standing", dtype="str")


def in_force(recognitions: pd.DataFrame, year: int) -> pd.Series:
    """Tell which recognitions are in force in a year, as a boolean Series."""
    return standings(recognitions, year).eq(Standing.IN_FORCE.value)


def cluster_standings(recognitions: pd.DataFrame, year: int) -> pd.Series:
    """Tell the standing of each cluster: that of its strongest recognition.

    Parameters
    ----------
    recognitions : DataFrame
        As for `standings`, and `cluster_id`.
    year : int

    Returns
    -------
    Series of str
        Indexed by `cluster_id`, one row a cluster.
    """
    rank = {value.value: position for position, value in enumerate(STRONGEST_FIRST)}
    ranks = standings(recognitions, year).map(rank).groupby(recognitions["cluster_id"]).min()
    return _named(ranks, STRONGEST_FIRST)


def _named(ranks: pd.Series, order: Sequence[Standing]) -> pd.Series:
    names = np.array([value.value for value in order], dtype=object)
    return pd.Series(names[ranks.to_numpy(int)], index=ranks.index, name="standing", dtype="str")


def _years(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype=float, na_value=np.nan)
