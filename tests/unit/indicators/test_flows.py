"""Modelled flows: by hand, balance for any losses and gains, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InvalidInput
from geo.flows import FLOW_COLUMNS, balanced, geodesic_distance_km, modelled_flows

# On the equator, 1, 2 and 4 degrees east of the first.
POINTS = pd.DataFrame({"lon": [100.0, 101.0, 102.0, 104.0], "lat": 0.0}, index=list("abcd"))


def flows_of(effect, points=POINTS, **options):
    return modelled_flows(pd.DataFrame({"C17": effect}), points, **options)


def test_one_loss_goes_to_the_gains():
    flows = flows_of({"a": -100.0, "b": 30.0, "c": 70.0}).set_index("destination")
    assert flows["value"].to_dict() == pytest.approx({"c": 70.0, "b": 30.0})
    # With one origin the distance cannot matter: there is no range.
    assert flows["low"].tolist() == pytest.approx(flows["value"].tolist())
    assert list(flows.index) == ["c", "b"]


def test_a_balanced_table_by_hand():
    # Losses 6, 6; gains 6, 6; attraction 1, 1/4 / 1/4, 1. By symmetry flows x, 6 - x / 6 - x, x;
    # scaling keeps the cross ratio: x^2 / (6 - x)^2 = 16, so x = 4.8.
    flows = balanced(np.full(2, 6.0), np.full(2, 6.0), np.array([[1, 0.25], [0.25, 1]]))
    assert flows.tolist() == [pytest.approx([4.8, 1.2]), pytest.approx([1.2, 4.8])]


def test_the_range_over_the_exponents_by_hand():
    # a, d lose 6 and b, c gain 6; distances 1, 2 / 3, 2 degrees of the equator: cross ratio
    # r = ((1/1 * 1/2) / (1/2 * 1/3))^beta = 3^beta, and x / (6 - x) = sqrt(r).
    flows = flows_of({"a": -6.0, "b": 6.0, "c": 6.0, "d": -6.0}).set_index(
        ["origin", "destination"]
    )
    expected = [6 * 3 ** (beta / 2) / (1 + 3 ** (beta / 2)) for beta in (1, 1.5, 2)]
    found = flows.loc[("a", "b"), ["low", "value", "high"]]
    assert found.tolist() == pytest.approx(expected, rel=1e-8)


def test_more_losses_than_gains_are_scaled_down():
    flows = flows_of({"a": -100.0, "b": -100.0, "c": 50.0, "d": np.nan})
    assert flows.groupby("origin")["value"].sum().to_dict() == pytest.approx({"a": 25, "b": 25})


def test_each_industry_stands_for_itself():
    effects = pd.DataFrame({"C17": [-5.0, 5.0, 0.0], "C39": [8.0, np.nan, -8.0], "C13": [0.0] * 3})
    flows = modelled_flows(effects.set_axis(list("abc")), POINTS)
    assert flows["value"].dtype == float
    assert flows[["industry", "origin", "destination", "value"]].to_numpy().tolist() == [
        ["C17", "a", "b", pytest.approx(5)],
        ["C39", "c", "a", pytest.approx(8)],
    ]


@pytest.mark.parametrize("effect", [{}, {"a": 0.0}, {"a": -5.0, "b": np.nan}, {"a": 5.0, "b": 3.0}])
def test_without_loss_or_gain_nothing_flows(effect):
    flows = flows_of(effect)
    assert flows.empty
    assert tuple(flows.columns) == FLOW_COLUMNS


def test_no_industries_have_no_flows():
    assert tuple(modelled_flows(pd.DataFrame(index=list("ab")), POINTS).columns) == FLOW_COLUMNS


def test_distance_is_that_of_the_ellipsoid():
    # A degree of the equator: 2 pi 6378.137 / 360 km; a quarter meridian of GRS80: 10,001.965729 km
    # (Moritz 2000, Geodetic Reference System 1980).
    found = geodesic_distance_km(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 90.0]]))
    assert found[0].tolist() == pytest.approx([111.31949079, 10001.965729], rel=1e-9)


def test_a_place_needs_a_point_of_its_own():
    with pytest.raises(InvalidInput, match="x has none"):
        flows_of({"x": -5.0, "b": 5.0})
    with pytest.raises(InvalidInput, match="z has the same point"):
        flows_of({"a": -5.0, "z": 5.0}, pd.concat([POINTS, POINTS.iloc[:1].set_axis(["z"])]))


@pytest.mark.parametrize("betas", [(), (1.0, 2.0), (2.0, 1.5, 1.0), (-1.0, 1.0, 2.0)])
def test_exponents_ascend_around_a_middle(betas):
    with pytest.raises(InvalidInput, match="betas"):
        flows_of({"a": -5.0, "b": 5.0}, betas=betas)


def test_what_cannot_be_balanced_fails():
    with pytest.raises(InvalidInput, match="do not balance"):
        balanced(np.array([1.0, 1.0]), np.array([1.0, 2.0]), np.ones((2, 2)))
    with pytest.raises(InvalidInput, match="do not balance"):
        balanced(np.array([1.0, 2.0]), np.array([2.0, 1.0]), np.eye(2))


@given(
    st.lists(
        st.tuples(
            st.floats(75, 134), st.floats(18, 53), st.floats(-1e6, 1e6).filter(lambda c: abs(c) > 1)
        ),
        min_size=2,
        max_size=25,
        unique_by=lambda place: (round(place[0], 2), round(place[1], 2)),
    )
)
def test_flows_meet_losses_and_gains(places):
    table = pd.DataFrame(places, columns=["lon", "lat", "effect"])
    flows = flows_of(table["effect"], table)
    lost, gained = -table["effect"].clip(upper=0), table["effect"].clip(lower=0)
    total = min(lost.sum(), gained.sum())
    assert flows["value"].sum() == pytest.approx(total, rel=1e-6)
    if total == 0:
        return
    for side, amounts in (("origin", lost), ("destination", gained)):
        sums = flows.groupby(side)["value"].sum()
        expected = amounts[sums.index] * total / amounts.sum()
        assert np.allclose(sums, expected, rtol=1e-6, atol=0)
    assert (flows["origin"] != flows["destination"]).all()
    assert ((flows["low"] <= flows["value"]) & (flows["value"] <= flows["high"])).all()
