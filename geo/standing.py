"""Standing of a recognition: whether a cluster's title is in force in a year.

A recognition is in force in year Y when it stands on at least one day of Y:
`recognised_year <= Y <= valid_to`, where `valid_to` is the last calendar year of its term. A
re-review (复核) that is passed carries the term on to `reviewed_to`; one that is not passed closes
the recognition: it lapses after the term that it had. A `reviewed_to` not after `valid_to` says the
same.

Nothing is guessed. When the term has ended and the re-review's result for this cluster is not
loaded, or the rules loaded state no term, a later year is `REVIEW_UNKNOWN`: neither in force nor
lapsed.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import date
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


class Review(StrEnum):
    """Result of a re-review for one recognition; none while it is not known."""

    PASSED = "passed"
    CLOSED = "closed"


STRONGEST_FIRST: tuple[Standing, ...] = (
    Standing.IN_FORCE,
    Standing.REVIEW_UNKNOWN,
    Standing.UNDATED,
    Standing.NOT_YET,
    Standing.LAPSED,
)
"""How the recognitions of one cluster are weighed: the first found is the cluster's."""


def standing(
    recognised_year: int | None,
    valid_to: int | None,
    reviewed_to: int | None,
    year: int,
    *,
    closed: bool = False,
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
    closed : bool
        Whether the last re-review was not passed: then the recognition lapses after its term.

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
    closed = closed or (reviewed_to is not None and reviewed_to <= first_term_to)
    return Standing.LAPSED if closed else Standing.REVIEW_UNKNOWN


def standings(recognitions: pd.DataFrame, year: int) -> pd.Series:
    """Tell the standing of each recognition in a year.

    Parameters
    ----------
    recognitions : DataFrame
        Columns `recognised_year`, `valid_to`, `reviewed_to`: years, missing where unknown; and
        `review_result` (values of `Review`), which may be left out if none is known.
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
    closed = (reviewed_to <= first_term_to) | _closed(recognitions)
    values = np.select(
        [np.isnan(recognised), year < recognised, in_term, closed],
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


def term_end(
    recognised_on: str | None,
    validity_years: int | None,
    valid_to: int | None,
    reviewed_to: int | None,
) -> date | None:
    """Tell the last day of a recognition's term.

    Where the day of recognition is known and the term is that number of years from it, the term
    ends on the corresponding day, or the month's last if there is none (Civil Code of the PRC,
    art. 202). Otherwise, and where a document names calendar years, it ends with the last year.

    Parameters
    ----------
    recognised_on : str or None
        YYYY, YYYY-MM or YYYY-MM-DD.
    validity_years : int or None
        Term of the programme in years.
    valid_to, reviewed_to : int or None
        As for `standing`.

    Returns
    -------
    date or None
        None if no term is known.

    Examples
    --------
    >>> term_end("2023-10-17", 3, 2026, None), term_end("2023-01", 3, 2025, 2028)
    (datetime.date(2026, 10, 17), datetime.date(2028, 12, 31))
    """
    years = [year for year in (valid_to, reviewed_to) if year is not None]
    if not years:
        return None
    last = max(years)
    if recognised_on is None or len(recognised_on) != len("YYYY-MM-DD"):
        return date(last, 12, 31)
    day = date.fromisoformat(recognised_on)
    if validity_years is None or day.year + validity_years != valid_to:
        return date(last, 12, 31)
    return _same_day(day, last)


def due_for_review(end: date | None, on: date, *, closed: bool = False) -> bool:
    """Tell whether a re-review is due within twelve months of a day.

    Parameters
    ----------
    end : date or None
        Last day of the term, of `term_end`.
    on : date
        The term must end on it or within the twelve months that begin with it. Of a year: its
        first of January, so that terms that end in that year are due.
    closed : bool
        A recognition that was closed is not due any more.
    """
    return end is not None and not closed and on <= end < _same_day(on, on.year + 1)


def _same_day(day: date, year: int) -> date:
    """The corresponding day of another year; for 29 February the 28th if there is none."""
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def _closed(recognitions: pd.DataFrame) -> np.ndarray:
    if "review_result" not in recognitions:
        return np.zeros(len(recognitions), dtype=bool)
    return recognitions["review_result"].eq(Review.CLOSED.value).fillna(False).to_numpy(dtype=bool)


def _named(ranks: pd.Series, order: Sequence[Standing]) -> pd.Series:
    names = np.array([value.value for value in order], dtype=object)
    return pd.Series(names[ranks.to_numpy(int)], index=ranks.index, name="standing", dtype="str")


def _years(column: pd.Series) -> np.ndarray:
    return column.to_numpy(dtype=float, na_value=np.nan)
