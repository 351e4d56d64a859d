"""Hot spots: published values, by hand, and against esda on the real counties."""

from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest
from esda import G_Local, Moran_Local
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

from geo.errors import InvalidInput
from geo.hotspots import draw, false_discovery_rate, getis_ord, lag_tails, local_moran
from geo.neighbours import contiguity, link_islands, weights_of_pairs


def weights_from(neighbours):
    pairs = np.array([(unit, other) for unit, others in neighbours.items() for other in others])
    return weights_of_pairs(*pairs.reshape(-1, 2).T, len(neighbours))


def as_pysal(weights):
    return Graph.from_arrays(weights.rows, weights.indices, weights.values)


@pytest.fixture(scope="session")
def county_weights(county_polygons, county_points_m):
    return link_islands(contiguity(county_polygons), county_points_m)


def lattice(side):
    cell = np.arange(side * side).reshape(side, side)
    right = np.column_stack([cell[:, :-1].ravel(), cell[:, 1:].ravel()])
    up = np.column_stack([cell[:-1].ravel(), cell[1:].ravel()])
    there = np.vstack([right, up])
    return weights_of_pairs(*np.vstack([there, there[:, ::-1]]).T, side * side)


# Example in the documentation of esda.G_Local: (10, 10), (20, 10), (40, 10), (15, 20), (30, 20),
# (30, 30), neighbours within 15; scores of Gi* with binary weights as printed there.
SIX = weights_from({0: [1, 3], 1: [0, 3, 4], 2: [4], 3: [0, 1, 4], 4: [1, 2, 3, 5], 5: [4]})
SIX_VALUES = np.array([2, 3, 3.2, 5, 8, 7])
SIX_Z = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]


def test_getis_ord_has_the_published_scores():
    assert getis_ord(SIX_VALUES, SIX)["z"].tolist() == pytest.approx(SIX_Z, abs=1e-8)


def every_order(count):
    """All orders of places: the draws that there can be, each once."""
    return np.array(list(permutations(range(count))))


def test_pseudo_p_tends_to_the_share_of_all_neighbours_that_there_can_be():
    # Place 5 has the neighbour 4 with 8, the largest: of the five others that can stand in its
    # place one reaches it. Twice 1 / 5.
    assert getis_ord(SIX_VALUES, SIX)["p"].iloc[5] == pytest.approx(0.4, abs=0.01)
    # Place 4 has neighbours with 3 + 3.2 + 5 + 7 = 18.2 of 2, 3, 3.2, 5, 7: four of the five sums
    # are smaller.
    assert getis_ord(SIX_VALUES, SIX)["p"].iloc[4] == pytest.approx(0.4, abs=0.01)


@given(arrays(np.int64, 6, elements=st.integers(0, 3)))
def test_all_orders_give_the_exact_tails(x):
    at_least, at_most = lag_tails(x.astype(float), SIX, every_order(6))
    for place in range(6):
        around = SIX.indices[SIX.indptr[place] : SIX.indptr[place + 1]]
        others = [x[other] for other in range(6) if other != place]
        sums = [sum(chosen) for chosen in combinations(others, len(around))]
        reached = sum(one >= x[around].sum() for one in sums) / len(sums)
        kept = sum(one <= x[around].sum() for one in sums) / len(sums)
        assert at_least[place] / 720 == pytest.approx(reached)
        assert at_most[place] / 720 == pytest.approx(kept)


def test_local_moran_by_hand():
    # Four places in a row with 1, 2, 3, 6: m = 3, z = -2, -1, 0, 3, sum of squares 14.
    # Lags -1, -1, 1, 0; I = 3 * z * lag / 14.
    row = weights_from({0: [1], 1: [0, 2], 2: [1, 3], 3: [2]})
    found = local_moran(np.array([1.0, 2.0, 3.0, 6.0]), row)["i"]
    assert found.tolist() == pytest.approx([6 / 14, 3 / 14, 0, 0])


def test_pseudo_p_by_hand():
    # Three places in a row with 0, 0, 9. The neighbour of the first is the second (0); in the
    # draws its stand-ins are the second (the first has drawn itself), the second and the third
    # (9): two of three sums are 0, none is smaller.
    row = weights_from({0: [1], 1: [0, 2], 2: [1]})
    draws = np.array([[0, 1, 2], [1, 2, 0], [2, 0, 1]])
    at_least, at_most = lag_tails(np.array([0.0, 0.0, 9.0]), row, draws)
    assert (at_least.tolist(), at_most.tolist()) == ([3, 3, 3], [2, 3, 3])


def test_draws_are_of_other_places_without_repeat():
    draws = draw(8, 5, 200, seed=3)
    assert draws.shape == (200, 5)
    assert set(draws.ravel()) == set(range(8))
    assert all(len(set(row)) == 5 for row in draws.tolist())
    assert draw(3, 5, 2, seed=3).shape == (2, 3)


def test_all_orders_are_drawn_alike():
    # 24 orders of four places in 24,000 draws: 1,000 each, give or take five standard deviations.
    orders, counts = np.unique(draw(4, 4, 24_000, seed=1), axis=0, return_counts=True)
    assert len(orders) == 24
    assert abs(counts - 1000).max() < 5 * 31


def test_the_seed_decides():
    x = np.random.default_rng(1).normal(size=100)
    again = [local_moran(x, lattice(10), seed=seed)["p"].to_numpy() for seed in (7, 7, 8)]
    assert np.array_equal(again[0], again[1])
    assert not np.array_equal(again[0], again[2])


def test_benjamini_and_hochberg_example():
    # Benjamini & Hochberg 1995, section 4.1: 15 p-values, four are discoveries at 0.05.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p = np.array([*p, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0])
    assert np.flatnonzero(false_discovery_rate(p) <= 0.05).tolist() == [0, 1, 2, 3]
    assert false_discovery_rate(p[::-1]).tolist() == false_discovery_rate(p)[::-1].tolist()


@given(arrays(np.float64, st.integers(1, 40), elements=st.floats(0, 1)))
def test_adjusted_p_is_that_of_scipy(p):
    assert np.allclose(false_discovery_rate(p), false_discovery_control(p))


def test_a_block_of_high_values_is_hot_and_its_classes_are_told():
    x = np.zeros((12, 12))
    x[3:7, 3:7] = 10
    x[9, 9] = 10
    hot = getis_ord(x.ravel(), lattice(12))["level"].to_numpy().reshape(12, 12)
    assert (hot[4:6, 4:6] == 3).all()
    assert (hot[:2] <= 0).all()
    moran = local_moran(x.ravel(), lattice(12))
    classes = moran["association"].to_numpy().reshape(12, 12)
    assert (classes[4:6, 4:6] == "HH").all()
    assert classes[0, 0] == "not_significant"


def test_a_hole_in_a_high_block_is_low_among_high():
    x = np.zeros((12, 12))
    x[2:7, 2:7] = 10
    x[4, 4] = 0
    classes = local_moran(x.ravel(), lattice(12))["association"]
    assert classes[4 * 12 + 4] == "LH"


def test_missing_values_take_no_part():
    x = np.random.default_rng(5).normal(size=100)
    gaps = np.zeros(100, dtype=bool)
    gaps[[0, 55]] = True
    with_gaps = np.where(gaps, np.nan, x)
    part = lattice(10).among(~gaps)
    for statistic in (getis_ord, local_moran):
        found = statistic(with_gaps, lattice(10))
        expected = statistic(x[~gaps], part)
        pd.testing.assert_frame_equal(found[~gaps].reset_index(drop=True), expected)
    assert getis_ord(with_gaps, lattice(10)).loc[gaps, ["z", "p", "q"]].isna().all(axis=None)
    assert set(local_moran(with_gaps, lattice(10)).loc[gaps, "association"]) == {"missing"}


@pytest.mark.parametrize("values", [np.full(9, 0.1), np.full(9, np.nan), np.zeros(9)])
def test_a_constant_has_no_spots(values):
    assert getis_ord(values, lattice(3))["z"].isna().all()
    assert (getis_ord(values, lattice(3))["level"] == 0).all()
    moran = local_moran(values, lattice(3))
    assert moran[["i", "p", "q"]].isna().all(axis=None)
    assert not moran["association"].isin(["HH", "LL", "HL", "LH"]).any()


def test_no_places_have_no_spots():
    nobody = weights_of_pairs(np.array([], int), np.array([], int), 0)
    assert getis_ord(np.array([]), nobody).empty
    assert local_moran(np.array([]), nobody).empty


def test_a_place_without_neighbours_has_no_moran():
    found = local_moran(np.array([1.0, 2.0, 9.0]), weights_from({0: [1], 1: [0], 2: []}))
    assert found.loc[2, ["i", "p", "q"]].isna().all()
    assert found.loc[2, "association"] == "not_significant"
    found = getis_ord(np.array([1.0, 2.0, 9.0]), weights_from({0: [1], 1: [0], 2: []}))
    assert found.loc[2, ["p", "q"]].isna().all()
    assert found.loc[2, "level"] == 0


def test_a_high_place_among_low_ones_is_not_hot():
    # Its own value makes the score high, not those around it.
    x = np.zeros((12, 12))
    x[5, 5] = 100
    assert getis_ord(x.ravel(), lattice(12))["z"].max() > 3
    assert (getis_ord(x.ravel(), lattice(12))["level"] == 0).all()


@pytest.mark.parametrize("statistic", [getis_ord, local_moran])
def test_values_that_do_not_fit_are_refused(statistic):
    with pytest.raises(InvalidInput, match="8 values, but weights of 9"):
        statistic(np.zeros(8), lattice(3))
    with pytest.raises(InvalidInput, match="value 4 is infinite"):
        statistic(np.where(np.arange(9) == 4, np.inf, 1.0), lattice(3))


@pytest.mark.parametrize("statistic", [getis_ord, local_moran])
def test_permutations_and_like_weights_are_needed(statistic):
    with pytest.raises(InvalidInput, match="permutations are needed, not 0"):
        statistic(np.zeros(9), lattice(3), permutations=0)
    pairs = np.array([[0, 0, 1, 2], [1, 2, 0, 0]])
    uneven = weights_of_pairs(*pairs, 3, np.array([1.0, 2.0, 1.0, 2.0]))
    with pytest.raises(InvalidInput, match="same weight"):
        statistic(np.array([1.0, 2.0, 3.0]), uneven)


class TestAgainstEsda:
    """The same numbers as the reference implementation."""

    def test_scores_of_the_counties(self, park_counts, county_weights):
        theirs = G_Local(
            park_counts, as_pysal(county_weights), transform="B", star=True, permutations=0
        )
        ours = getis_ord(park_counts, county_weights)
        assert np.allclose(ours["z"], theirs.Zs, rtol=1e-10)

    def test_moran_of_the_counties(self, park_counts, county_weights):
        theirs = Moran_Local(park_counts, as_pysal(county_weights), permutations=0)
        ours = local_moran(park_counts, county_weights, permutations=9)
        assert np.allclose(ours["i"], theirs.Is, rtol=1e-10, atol=1e-14)

    def test_pseudo_p_of_the_counties(self, county_weights):
        # Continuous values: with counts, esda takes equal sums apart by their rounding. Both draw
        # at random: five standard deviations of the difference of two shares at 999 draws.
        x = np.random.default_rng(11).gamma(2, size=len(county_weights))
        with pytest.warns(DeprecationWarning, match="alternative"):
            theirs = Moran_Local(x, as_pysal(county_weights), permutations=999, seed=42).p_sim
        ours = local_moran(x, county_weights)["p"].to_numpy() / 2
        assert np.abs(np.minimum(ours, 0.5) - np.minimum(theirs, 0.5)).max() < 5 * np.sqrt(
            0.25 / 999
        )
