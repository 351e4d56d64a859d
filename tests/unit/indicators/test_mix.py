"""The mix of chains in places, by hand."""

import numpy as np
import pandas as pd
import pytest

from geo.industry import Breadth
from geo.mix import (
    MIN_MAPPED,
    NONE,
    TIE,
    Mix,
    Status,
    chain_quotients,
    dominant_chains,
    mix_diversity,
    mix_similarity,
)
from geo.neighbours import weights_of_pairs

CHAINS = ["textiles", "metals", "materials"]


def mix(rows, index, leads=None, status=None):
    """A mix from counts; without `status` all are mapped and each counts in one chain."""
    counts = pd.DataFrame(rows, index, CHAINS)
    mapped = [[sum(row), 0, 0] for row in rows] if status is None else status
    none = pd.DataFrame(0, index, CHAINS)
    return Mix(
        counts=counts,
        leads=counts if leads is None else pd.DataFrame(leads, index, CHAINS),
        broad=none,
        status=pd.DataFrame(mapped, index, list(map(str, Status))),
        breadths=pd.DataFrame(0, index, list(map(str, Breadth))),
    )


# a: textiles. b: metals and, beside them, materials. c: no chain leads. d: unknown.
EACH = mix(
    [[1, 0, 0], [0, 1, 1], [0, 0, 0], [0, 0, 0]],
    ["a", "b", "c", "d"],
    leads=[[1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]],
    status=[[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
)


def test_each_counts_once_in_each_of_its_chains():
    # b spans both places.
    found = EACH.total(["a", "b", "b", "c", "d"], ["X", "X", "Y", "Y", "Y"], ["X", "Y", "Z"])
    assert found.counts.loc["X"].tolist() == [1, 1, 1]
    assert found.counts.loc["Y"].tolist() == [0, 1, 1]
    assert found.counts.loc["Z"].tolist() == [0, 0, 0]
    assert found.leads.loc["Y"].tolist() == [0, 1, 0]
    assert found.status.loc["Y"].tolist() == [1, 1, 1]
    assert found.subjects.tolist() == [2, 3, 0]
    assert found.mapped.tolist() == [2, 1, 0]


def test_the_same_place_twice_adds_up():
    found = EACH.total(["a", "a"], ["X", "X"], ["X"])
    assert found.counts.loc["X", "textiles"] == 2


@pytest.mark.parametrize(
    ("counts", "leads", "dominant"),
    [
        ([3, 2, 0], [0, 2, 0], "textiles"),  # the number goes before who leads
        ([2, 2, 0], [2, 1, 0], "textiles"),  # equal numbers: who leads more often
        ([2, 2, 1], [1, 1, 1], TIE),
        ([0, 1, 1], [0, 1, 0], "metals"),
    ],
)
def test_the_dominant_chain_by_hand(counts, leads, dominant):
    assert dominant_chains(mix([counts], ["X"], [leads])).tolist() == [dominant]


def test_places_without_a_chain_are_told_apart():
    found = EACH.total(["c", "d"], ["X", "Y"], ["X", "Y", "Z"])
    assert dominant_chains(found).tolist() == [Status.NO_SINGLE, Status.NO_SINGLE, NONE]


def test_an_edition_without_chains_has_no_dominant_one():
    without = mix([[0, 0, 0]], ["X"], status=[[0, 0, 2]])
    bare = Mix(*(t.iloc[:, :0] for t in (without.counts, without.leads, without.broad)),
               without.status, without.breadths)  # fmt: skip
    assert dominant_chains(bare).tolist() == [Status.NO_SINGLE]


def test_the_quotient_of_a_chain_is_held_against_all_places():
    # X: 3 of its 6 clusters, Y: 1 of its 4; in all 4 of 10. LQ 0.5 / 0.4 and 0.25 / 0.4;
    # expected 6 * 0.4 and 4 * 0.4. Materials stand beside metals, so rows add up to more.
    places = mix(
        [[3, 3, 2], [1, 3, 0], [0, 0, 0]],
        ["X", "Y", "Z"],
        status=[[6, 1, 0], [4, 0, 0], [0, 0, 3]],
    )
    found = chain_quotients(places, "textiles")
    assert found.loc["X", "share"] == 0.5
    assert found["location_quotient"].tolist() == pytest.approx([1.25, 0.625, np.nan], nan_ok=True)
    assert found["expected"].tolist() == pytest.approx([2.4, 1.6, 0.0])
    assert found["small"].tolist() == [False, False, True]
    # Garwood's 95 % interval of a count of 3 is 0.6187 .. 8.7673 (Garwood 1936, table).
    assert found.loc["X", ["lower", "upper"]].tolist() == pytest.approx(
        [0.6187 / 2.4, 8.7673 / 2.4], rel=1e-3
    )
    assert np.isnan(found.loc["Z", "share"])


def test_a_chain_that_nobody_has_has_no_quotient():
    found = chain_quotients(mix([[3, 3, 0]], ["X"]), "materials")
    assert np.isnan(found.loc["X", "location_quotient"])
    assert found.loc["X", "small"]


def test_diversity_by_hand_and_hidden_where_there_are_few():
    # Three chains, equal: 3 effective chains, HHI 1/3. One chain only: 1 and 1.
    found = mix_diversity(mix([[2, 2, 2], [5, 0, 0], [1, 1, 1]], ["X", "Y", "few"]))
    assert found["diversity"].tolist() == pytest.approx([3, 1, np.nan], nan_ok=True)
    assert found["hhi"].tolist() == pytest.approx([1 / 3, 1, np.nan], nan_ok=True)
    assert found["small"].tolist() == [False, False, True]


def test_the_limit_is_on_clusters_not_on_chains():
    # Four clusters of three chains each: twelve entries, and still too few.
    few = mix([[4, 4, 4]], ["X"], status=[[MIN_MAPPED - 1, 0, 0]])
    assert mix_diversity(few)["small"].tolist() == [True]


def test_similarity_leaves_out_neighbours_with_few():
    # X (1, 0, 0), Y (0.5, 0.5, 0), Z has two only. 1 - 0.5 * (0.5 + 0.5) = 0.5.
    places = mix([[6, 0, 0], [4, 4, 0], [0, 2, 0]], ["X", "Y", "Z"])
    first, second = np.array([0, 1, 1, 2, 0, 2]), np.array([1, 0, 2, 1, 2, 0])
    found = mix_similarity(places, weights_of_pairs(first, second, 3))
    assert found["mean"].tolist() == pytest.approx([0.5, 0.5, np.nan], nan_ok=True)
    assert found.loc[["X", "Y"], "most_similar"].tolist() == ["Y", "X"]
    assert found["neighbours"].tolist() == [1, 1, 0]
    assert found["small"].tolist() == [False, False, True]
