"""Similarity of structure by hand, and what must hold for any."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.errors import InvalidInput
from geo.neighbours import weights_of_pairs
from geo.similarity import neighbour_similarity, similarity

# Shares: a 0.5 0.5 0; b 0.25 0.75 0; c 0 0 1; d nothing.
AMOUNTS = pd.DataFrame(
    [[2, 2, 0], [1, 3, 0], [0, 0, 9], [0, 0, 0]],
    index=["a", "b", "c", "d"],
    columns=["textiles", "machinery", "food"],
)
MANY = arrays(np.int64, (5, 4), elements=st.integers(0, 99))


def both_ways(*pairs):
    there = np.array(pairs)
    return weights_of_pairs(*np.vstack([there, there[:, ::-1]]).T, 4)


def test_similarity_by_hand():
    # 1 - 0.5 * (0.25 + 0.25)
    found = similarity(AMOUNTS, np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert found.tolist()[:2] == [0.75, 0.0]
    assert np.isnan(found[2])


def test_neighbours_by_hand():
    found = neighbour_similarity(AMOUNTS, both_ways((0, 1), (0, 2), (0, 3)))
    assert found.loc["a", ["mean", "max", "most_similar", "neighbours"]].tolist() == [
        0.375,
        0.75,
        "b",
        2,
    ]
    assert found.loc["b", "mean"] == 0.75


def test_a_place_without_structure_or_neighbours_has_no_similarity():
    found = neighbour_similarity(AMOUNTS, both_ways((0, 3), (0, 2)))
    for place in ("b", "d"):
        assert found.loc[place, ["mean", "max", "most_similar"]].isna().all()
        assert found.loc[place, "neighbours"] == 0


def test_weights_of_other_places_are_refused():
    with pytest.raises(InvalidInput, match="3 places, but weights of 4"):
        neighbour_similarity(AMOUNTS.iloc[:3], both_ways((0, 1)))


@given(MANY)
def test_similarity_is_symmetric_and_between_zero_and_one(values):
    amounts = pd.DataFrame(values)
    first, second = (grid.ravel() for grid in np.indices((5, 5)))
    there, back = similarity(amounts, first, second), similarity(amounts, second, first)
    assert np.array_equal(there, back, equal_nan=True)
    known = there[~np.isnan(there)]
    assert ((known >= -1e-12) & (known <= 1 + 1e-12)).all()
    itself = there[first == second]
    assert np.allclose(itself[values.sum(axis=1) > 0], 1)


@given(MANY, st.integers(2, 100))
def test_similarity_does_not_depend_on_size(values, factor):
    first, second = (grid.ravel() for grid in np.indices((5, 5)))
    once = similarity(pd.DataFrame(values), first, second)
    larger = similarity(pd.DataFrame(values) * factor, first, second)
    assert np.allclose(once, larger, equal_nan=True)
