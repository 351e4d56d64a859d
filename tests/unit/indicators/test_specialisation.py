"""Location quotients: by hand, and what must hold for any counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.errors import InvalidInput
from geo.specialisation import (
    expected_counts,
    location_quotient,
    poisson_interval,
    shrunk_quotient,
    specialisation,
)

# 12 of textiles and 8 of machinery; 10 in the first place, 6 in the second, 4 in the third.
COUNTS = pd.DataFrame(
    {"textiles": [9, 2, 1], "machinery": [1, 4, 3]}, index=["370200", "330600", "410300"]
)
MANY = arrays(np.int64, (5, 3), elements=st.integers(0, 60))


def test_expected_counts_by_hand():
    # E = row total * column total / 20.
    assert expected_counts(COUNTS)["textiles"].tolist() == [6.0, 3.6, 2.4]
    assert expected_counts(COUNTS)["machinery"].tolist() == [4.0, 2.4, 1.6]


def test_location_quotient_by_hand():
    # First place: 9 of 10 against 12 of 20: 0.9 / 0.6. Third, machinery: (3/4) / (8/20).
    quotient = location_quotient(COUNTS)
    assert quotient.loc["370200", "textiles"] == pytest.approx(1.5)
    assert quotient.loc["410300", "machinery"] == pytest.approx(1.875)


def test_shrinkage_by_hand():
    # LQ 3 and 1/3 at E = 1 and 3 would be x = 3, 1. Columns mirror each other, so each has
    # E = (2, 2) for x = (3, 1) and (1, 3): s2 = (2 * 0.25 + 2 * 0.25) / 4 = 0.25, 1/mean(E) = 0.5,
    # A = 0: nothing tells the places apart, and all is shrunk to 1.
    counts = pd.DataFrame({"a": [3, 1], "b": [1, 3]})
    assert shrunk_quotient(counts).to_numpy().tolist() == [[1, 1], [1, 1]]
    # Ten times the counts: E = 20, s2 = 0.25, A = 0.25 - 0.05 = 0.2; 0.2 / (0.2 + 0.05) = 0.8,
    # so 1.5 becomes 1.4.
    assert shrunk_quotient(counts * 10).loc[0, "a"] == pytest.approx(1.4)
    assert shrunk_quotient(counts * 10).loc[1, "a"] == pytest.approx(0.6)


def test_shrinkage_is_the_mean_of_the_gamma_posterior():
    # Clayton & Kaldor 1987: prior Gamma(shape a, rate a), a = 1/A; posterior mean (x + a)/(E + a).
    counts = pd.DataFrame({"a": [30, 10, 5], "b": [10, 30, 15]})
    expected = expected_counts(counts)["a"]
    s2 = (expected * (counts["a"] / expected - 1) ** 2).sum() / expected.sum()
    rate = 1 / (s2 - 1 / expected.mean())
    posterior = (counts["a"] + rate) / (expected + rate)
    assert shrunk_quotient(counts)["a"].tolist() == pytest.approx(posterior.tolist())


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    # Garwood 1936, as printed in Johnson, Kotz & Kemp (1992), Univariate Discrete Distributions.
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_exact_poisson_bounds_are_the_published_ones(count, lower, upper):
    counts = pd.DataFrame({"a": [count, 20 - count], "b": [20 - count, count]})
    low, high = poisson_interval(counts)
    # Each expected count is 20 * 20 / 40 = 10.
    assert low.loc[0, "a"] * 10 == pytest.approx(lower, abs=6e-4)
    assert high.loc[0, "a"] * 10 == pytest.approx(upper, abs=6e-4)


def test_small_counts_are_marked_and_kept():
    table = specialisation(COUNTS, min_expected=2.0).set_index(["place", "industry"])
    assert table.index[table["small"]].tolist() == [("410300", "machinery")]
    row = table.loc[("410300", "machinery")]
    assert (row["observed"], row["expected"]) == (3, pytest.approx(1.6))
    assert row["lower"] < row["shrunk_quotient"] < row["location_quotient"] < row["upper"]


def test_a_place_without_anything_has_no_quotient():
    quotient = location_quotient(pd.concat([COUNTS, COUNTS.iloc[[0]].rename({"370200": "x"}) * 0]))
    assert quotient.loc["x"].isna().all()
    assert quotient.loc["370200", "textiles"] == pytest.approx(1.5)


def test_a_place_with_a_missing_count_takes_no_part():
    counts = COUNTS.astype(float)
    counts.loc["new"] = [np.nan, 40.0]
    table = specialisation(counts).set_index("place")
    unknown = table.loc["new"].drop(columns=["industry", "observed", "small"])
    assert unknown.isna().all(axis=None)
    assert table.loc["new", "small"].all()
    known = table.drop("new").reset_index()
    pd.testing.assert_frame_equal(known, specialisation(COUNTS))


def test_no_counts_give_no_quotients():
    assert specialisation(COUNTS.iloc[:0]).empty
    assert location_quotient(COUNTS * 0).isna().all(axis=None)


@pytest.mark.parametrize(
    ("value", "message"), [(-1, "330600, textiles is -1"), (np.inf, "inf"), ("<b>", "not a number")]
)
def test_what_is_no_count_is_refused(value, message):
    counts = COUNTS.astype(object)
    counts.loc["330600", "textiles"] = value
    with pytest.raises(InvalidInput, match=message):
        location_quotient(counts)


def test_a_place_that_stands_twice_is_refused():
    with pytest.raises(InvalidInput, match="place 370200 stands twice"):
        location_quotient(COUNTS.iloc[[0, 0, 1]])


@pytest.mark.parametrize("level", [0, 1, 95, np.nan])
def test_a_level_is_a_probability(level):
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        poisson_interval(COUNTS, level)


@given(MANY, st.integers(2, 1000))
def test_quotients_do_not_depend_on_the_scale(values, factor):
    counts = pd.DataFrame(values)
    once, more = location_quotient(counts), location_quotient(counts * factor)
    pd.testing.assert_frame_equal(once, more, rtol=1e-12)


@given(MANY)
def test_the_mean_quotient_weighted_by_expectation_is_one(values):
    counts = pd.DataFrame(values)
    expected = expected_counts(counts)
    weighted = (location_quotient(counts) * expected).sum() / expected.sum()
    assert np.allclose(weighted[counts.sum() > 0], 1)


@given(MANY)
def test_shrinkage_only_moves_towards_one(values):
    counts = pd.DataFrame(values)
    raw, shrunk = location_quotient(counts), shrunk_quotient(counts)
    assert (shrunk.isna() == raw.isna()).all(axis=None)
    moved = ((shrunk - 1).abs() <= (raw - 1).abs() + 1e-12) & ((shrunk - 1) * (raw - 1) >= -1e-12)
    assert moved[raw.notna()].fillna(True).all(axis=None)


@given(MANY)
def test_the_interval_holds_the_quotient(values):
    counts = pd.DataFrame(values)
    raw, (lower, upper) = location_quotient(counts), poisson_interval(counts)
    inside = (lower <= raw) & (raw <= upper)
    assert inside[raw.notna()].fillna(True).all(axis=None)
