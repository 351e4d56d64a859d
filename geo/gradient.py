"""Industrial gradient: where an industry is strong and productive, and who gains or loses it.

All of it is modelled (估算): a coefficient says that an industry could move, not that it does.
Each industry is compared over the places that report all that is needed for it; the others are
missing, and are not in the national sums either.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit
from geo.matrix import checked_amounts, long_table
from geo.specialisation import LOCATION_QUOTIENT

_CHEN_XIONG = "陈蕊、熊必琳 (2007), 基于改进产业梯度系数的中国区域产业转移战略构想, 中国科技论坛"
_BREAKS = (0.8, 1.2, 2.0)

GRADIENT = Indicator(
    "gradient_coefficient",
    "LQ_ik * CP_ik, LQ_ik = (Y_ik / Y_i) / (Y_k / Y), CP_ik = (Y_ik / Y_k) / (L_ik / L_k)",
    Unit.NONE,
    _CHEN_XIONG,
    modelled=True,
    breaks=_BREAKS,
)
REVISED_GRADIENT = Indicator(
    "revised_gradient_coefficient",
    "LQ_ik * CP_ik * CCOR_ik, CCOR_ik = (Y_ik / Y_k) / (K_ik / K_k)",
    Unit.NONE,
    _CHEN_XIONG,
    modelled=True,
    breaks=_BREAKS,
)
LOCAL_EFFECT = Indicator(
    "local_effect",
    "C_ik = L_ik,0 * (g_ik - g_k), g = L_1 / L_0 - 1",
    Unit.PERSONS,
    "Dunn (1960), Papers of the Regional Science Association 6(1), 97-112 (shift-share)",
    modelled=True,
)


def gradient(
    output: pd.DataFrame,
    labour: pd.DataFrame,
    place_output: pd.Series,
    capital: pd.DataFrame | None = None,
    min_places: int = 1,
) -> pd.DataFrame:
    """Gradient coefficient of each industry in each place, with its factors.

    Parameters
    ----------
    output : DataFrame, shape (n places, m industries)
        Y_ik: value added or revenue, any unit of money; missing where not reported.
    labour : DataFrame, same places and industries
        L_ik: persons employed.
    place_output : Series of n
        Y_i: output of the place in all industries, in the unit of `output`; also in those that are
        no column.
    capital : DataFrame, same places and industries, optional
        K_ik: capital, any unit of money; gives the revised coefficient.
    min_places : int
        An industry that fewer places report in full has no coefficients.

    Returns
    -------
    DataFrame, n * m rows
        Columns `place, industry, location_quotient, labour_productivity, gradient_coefficient`
        and, with capital, `capital_productivity, revised_gradient_coefficient`. Missing where a
        figure is missing or a denominator is 0.

    Raises
    ------
    InvalidInput
        If the tables differ in places or industries, or hold what is no amount.
    """
    y = checked_amounts(output, "output")
    inputs = {"labour_productivity": _alike(labour, y, "labour")}
    if capital is not None:
        inputs["capital_productivity"] = _alike(capital, y, "capital")
    total = checked_amounts(place_output.to_frame(), "place output").iloc[:, 0]
    totals = _alike(pd.DataFrame(dict.fromkeys(y, total)), y, "place output")
    known = y.notna() & totals.notna()
    for amounts in inputs.values():
        known &= amounts.notna()
    known &= known.sum() >= min_places
    share = _part(y, known)
    factors = {LOCATION_QUOTIENT.id: _ratio(share, _part(totals, known))}
    factors |= {name: _ratio(share, _part(part, known)) for name, part in inputs.items()}
    return long_table(_with_coefficients(factors))


def local_effect(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Persons that an industry gained in a place beyond what it gained everywhere.

    Parameters
    ----------
    before, after : DataFrame, shape (n places, m industries)
        Persons employed at the start and at the end, of the same statistics.

    Returns
    -------
    DataFrame, same shape
        C_ik, positive for a gain; each column sums to 0. Missing where one of the two figures is
        missing, and throughout an industry that starts from nothing. A place that starts from
        nothing gains all it has.

    Raises
    ------
    InvalidInput
        If the tables differ in places or industries, or hold what is no amount.
    """
    start = checked_amounts(before, "before")
    end = _alike(after, start, "after")
    known = start.notna() & end.notna()
    start, end = start.where(known), end.where(known)
    # L_0 (g_ik - g_k) without dividing by L_0, which may be 0.
    return end - start * (end.sum() / start.sum().replace(0, np.nan))


def _alike(table: pd.DataFrame, model: pd.DataFrame, what: str) -> pd.DataFrame:
    amounts = checked_amounts(table, what)
    for axis, ours, theirs in (
        ("places", amounts.index, model.index),
        ("industries", amounts.columns, model.columns),
    ):
        if len(differing := ours.symmetric_difference(theirs)):
            raise InvalidInput(f"{what}: other {axis} than the first table, as {differing[0]!s}")
    return amounts.reindex_like(model)


def _part(amounts: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Share of each place in the sum of the places known."""
    held = amounts.where(known)
    return held / held.sum().replace(0, np.nan)


def _ratio(share: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    return share / base.replace(0, np.nan)


def _with_coefficients(factors: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    first = factors[LOCATION_QUOTIENT.id] * factors["labour_productivity"]
    found = {**factors, GRADIENT.id: first}
    if "capital_productivity" in factors:
        found[REVISED_GRADIENT.id] = first * factors["capital_productivity"]
    return found
