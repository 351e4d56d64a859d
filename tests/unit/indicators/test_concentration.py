"""Concentration and diversity by hand, and their bounds."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.concentration import diversity, hhi, locational_gini, normalised_hhi
from geo.errors import InvalidInput
from geo.matrix import shares

# Even: a quarter in each place. Split: a half in two. Single: all in one.
AMOUNTS = pd.DataFrame(
    {"even": [5, 5, 5, 5], "split": [0, 0, 10, 10], "single": [0, 0, 0, 20]},
    index=["a", "b", "c", "d"],
)
MANY = arrays(np.float64, (6, 3), elements=st.just(0.0) | st.floats(1e-6, 1e6))


def test_hhi_by_hand():
    assert hhi(AMOUNTS).to_dict() == {"even": 0.25, "split": 0.5, "single": 1.0}


def test_hhi_of_the_market_in_the_merger_guidelines():
    # US Department of Justice and FTC (2010), Horizontal Merger Guidelines, note 9:
    # shares of 30, 30, 20 and 20 per cent have an HHI of 2600 points (900 + 900 + 400 + 400).
    assert hhi(pd.DataFrame({"market": [30, 30, 20, 20]}))["market"] == pytest.approx(0.26)


def test_normalised_hhi_by_hand():
    # (0.5 - 0.25) / 0.75
    found = normalised_hhi(AMOUNTS)
    assert found["even"] == 0
    assert found["split"] == pytest.approx(1 / 3)
    assert found["single"] == 1


def test_one_unit_cannot_be_concentrated():
    assert normalised_hhi(AMOUNTS.iloc[:1]).isna().all()


def test_locational_gini_by_hand():
    # Places hold 5, 5, 15, 35 of 60. "single": Q is 0, 0, 0, 1, so G = 1 - 35/60.
    # "split": Q is 0, 0, then 1/35 < 10/15: d before c: 0.5, 1: G = 1 - (35/60*0.5 + 15/60*1.5).
    found = locational_gini(AMOUNTS)
    assert found["single"] == pytest.approx(25 / 60)
    assert found["split"] == pytest.approx(1 - (35 / 120 + 22.5 / 60))


def test_an_industry_that_follows_the_rest_has_gini_zero():
    amounts = pd.DataFrame({"a": [1, 2, 3], "b": [10, 20, 30]})
    assert locational_gini(amounts).tolist() == pytest.approx([0, 0], abs=1e-12)


def test_diversity_by_hand():
    # a: one industry; c: 5 and 10, shares 1/3 and 2/3: exp(ln3/3 + 2/3 ln1.5) = 3 / 2**(2/3).
    found = diversity(AMOUNTS)
    assert found["a"] == pytest.approx(1)
    assert found["c"] == pytest.approx(3 / math.pow(2, 2 / 3))
    assert diversity(pd.DataFrame([[7, 7, 7, 7, 7]]))[0] == pytest.approx(5)


def test_what_is_missing_stays_missing():
    amounts = AMOUNTS.astype(float)
    amounts.loc["b", "split"] = np.nan
    assert hhi(amounts).isna().to_dict() == {"even": False, "split": True, "single": False}
    assert diversity(amounts).isna().tolist() == [False, True, False, False]
    assert locational_gini(amounts).isna().all()


def test_nothing_has_no_concentration():
    assert hhi(AMOUNTS * 0).isna().all()
    assert locational_gini(AMOUNTS * 0).isna().all()
    assert diversity(AMOUNTS * 0).isna().all()
    assert hhi(AMOUNTS.iloc[:0]).isna().all()
    assert locational_gini(AMOUNTS.iloc[:0]).isna().all()


def test_negative_amounts_are_refused():
    with pytest.raises(InvalidInput, match="a, even is -5"):
        hhi(-AMOUNTS)


@given(MANY)
def test_shares_sum_to_one(values):
    found = shares(pd.DataFrame(values)).sum(axis=1, min_count=1)
    assert np.allclose(found[values.sum(axis=1) > 0], 1)
    assert found[values.sum(axis=1) == 0].isna().all()


@given(MANY)
def test_bounds(values):
    amounts = pd.DataFrame(values)
    some = amounts.sum() > 0
    tolerance = 1e-9
    assert hhi(amounts)[some].between(1 / 6 - tolerance, 1 + tolerance).all()
    assert normalised_hhi(amounts)[some].between(-tolerance, 1 + tolerance).all()
    assert locational_gini(amounts)[some].between(-tolerance, 1 + tolerance).all()
    kept = diversity(amounts)[amounts.sum(axis=1) > 0]
    assert kept.between(1 - tolerance, 3 + tolerance).all()
