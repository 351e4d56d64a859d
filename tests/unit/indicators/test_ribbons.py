"""Flow ribbons: their geometry by hand, and valid whatever the flows."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InvalidInput
from geo.ribbons import MAX_CURVATURE, largest, ribbons

WEST, EAST = np.array([[0.0, 0.0]]), np.array([[1_000_000.0, 0.0]])
ONE = np.ones(1)
PLACES = st.tuples(st.floats(-2.6e6, 2.2e6), st.floats(-3.4e6, 2.1e6))


def test_a_straight_ribbon_by_hand():
    # Width 40 km before the head, 16 km at the tail; head 60 km long and 88 km wide.
    ribbon = ribbons(WEST, EAST, ONE, 40_000, curvature=0)[0]
    assert ribbon.bounds == pytest.approx((0, -44_000, 1_000_000, 44_000))
    assert ribbon.area == pytest.approx(940_000 * (16_000 + 40_000) / 2 + 60_000 * 88_000 / 2)


def test_the_tip_is_at_the_destination():
    ribbon = ribbons(WEST, EAST, ONE, 40_000)[0]
    assert shapely.Point(EAST[0]).distance(ribbon.exterior) == 0
    assert shapely.Point(WEST[0]).distance(ribbon.exterior) < 1e-6


def test_a_ribbon_bends_to_the_left_half_as_far_as_its_control_point():
    ribbon = ribbons(WEST, EAST, ONE, 1_000, curvature=0.2)[0]
    middle = ribbon.intersection(shapely.LineString([(5e5, -1e6), (5e5, 1e6)]))
    assert middle.centroid.y == pytest.approx(100_000, rel=5e-3)


def test_to_and_fro_lie_on_opposite_sides():
    there, back = ribbons(np.vstack([WEST, EAST]), np.vstack([EAST, WEST]), np.ones(2), 20_000)
    assert there.centroid.y > 50_000
    assert back.centroid.y < -50_000
    assert there.intersection(back).area < 0.05 * there.area


def test_width_is_proportional_to_the_quantity():
    starts, ends = np.zeros((2, 2)), np.array([[1e6, 0.0], [1e6, 5e5]])
    wide, narrow = ribbons(starts, ends, np.array([10.0, 5.0]), 40_000, curvature=0)
    # Trapezoid 0.7 w (l - 1.5 w) and arrowhead 1.65 w^2.
    sizes = [(1e6, 4e4), (np.hypot(1e6, 5e5), 2e4)]
    expected = [0.7 * length * width + 0.6 * width**2 for length, width in sizes]
    assert [wide.area, narrow.area] == pytest.approx(expected)
    half = ribbons(starts[:1], ends[:1], np.array([5.0]), 40_000, curvature=0, full=10)[0]
    assert half.bounds[3] == pytest.approx(22_000)


def test_the_smallest_ribbons_stay_visible():
    quantities = np.array([100.0, 1.0])
    starts, ends = np.repeat(WEST, 2, axis=0), np.repeat(EAST, 2, axis=0)
    drawn = ribbons(starts, ends, quantities, 40_000, min_width_m=5_000, curvature=0)
    assert [ribbon.bounds[3] for ribbon in drawn] == pytest.approx([44_000, 5_500])


def test_a_short_ribbon_is_not_wider_than_a_quarter_of_its_length():
    ribbon = ribbons(np.zeros((1, 2)), np.array([[10_000.0, 0.0]]), ONE, 40_000, curvature=0)[0]
    assert ribbon.bounds[3] == pytest.approx(2_750)


@given(
    st.lists(st.tuples(PLACES, PLACES, st.floats(1e-3, 1e9)), min_size=1, max_size=10),
    st.floats(1, 200_000),
    st.floats(0, MAX_CURVATURE),
)
def test_ribbons_are_valid(flows, max_width_m, curvature):
    flows = [flow for flow in flows if np.hypot(*np.subtract(flow[0], flow[1])) > 1]
    starts, ends = (np.array([f[i] for f in flows]).reshape(-1, 2) for i in (0, 1))
    quantities = np.array([f[2] for f in flows])
    drawn = ribbons(starts, ends, quantities, max_width_m, curvature=curvature)
    assert shapely.is_valid(drawn).all()
    assert (shapely.area(drawn) > 0).all()


def test_the_largest_flows_and_their_share():
    flows = pd.DataFrame({"origin": list("abcd"), "value": [10.0, 60.0, 0.0, 30.0]})
    chosen, share = largest(flows, 2)
    assert chosen["origin"].tolist() == ["b", "d"]
    assert share == 0.9
    assert largest(flows, 99)[0]["origin"].tolist() == ["b", "d", "a"]
    assert largest(flows, 0)[1] == 0


def test_of_nothing_there_is_no_share():
    chosen, share = largest(pd.DataFrame({"value": pd.Series(dtype=float)}), 5)
    assert chosen.empty
    assert np.isnan(share)


def test_no_flows_have_no_ribbons():
    assert len(ribbons(np.empty((0, 2)), np.empty((0, 2)), np.empty(0), 1000)) == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"starts_m": np.zeros((2, 2))}, "shape"),
        ({"ends_m": np.array([[np.nan, 0]])}, "finite"),
        ({"quantities": np.zeros(1)}, "above 0"),
        ({"quantities": np.array([np.inf])}, "finite"),
        ({"ends_m": WEST}, "flow 0 starts where it ends"),
        ({"max_width_m": 0}, "widths"),
        ({"min_width_m": 0}, "widths"),
        ({"min_width_m": 2000}, "widths"),
        ({"min_head_m": -1.0}, "head and gap"),
        ({"gap_m": np.inf}, "head and gap"),
        ({"curvature": 0.6}, "curvature"),
        ({"curvature": np.nan}, "curvature"),
    ],
)
def test_what_cannot_be_drawn_is_refused(changed, message):
    flow = {"starts_m": WEST, "ends_m": EAST, "quantities": ONE, "max_width_m": 1000}
    with pytest.raises(InvalidInput, match=message):
        ribbons(**{**flow, **changed})


def test_a_thin_ribbon_keeps_its_head():
    # 1 km wide, head 60 km long and 88 km wide, as of a ribbon of 40 km.
    ribbon = ribbons(WEST, EAST, ONE, 1_000, min_head_m=60_000, curvature=0)[0]
    assert ribbon.bounds == pytest.approx((0, -44_000, 1_000_000, 44_000))
    assert ribbon.area == pytest.approx(940_000 * (400 + 1_000) / 2 + 60_000 * 88_000 / 2)


def test_a_short_flow_keeps_three_fifths_of_its_shaft():
    ribbon = ribbons(np.zeros((1, 2)), np.array([[100_000.0, 0.0]]), ONE, 1_000, min_head_m=9e9)[0]
    neck = ribbon.exterior.coords[23]  # the last point of the shaft's left side
    assert neck[0] == pytest.approx(60_000, rel=0.05)


def test_a_gap_is_left_at_both_ends():
    straight = ribbons(WEST, EAST, ONE, 40_000, gap_m=50_000, curvature=0)[0]
    assert straight.bounds == pytest.approx((50_000, -44_000, 950_000, 44_000))
    short = ribbons(WEST, EAST, ONE, 40_000, gap_m=9e9, curvature=0)[0]
    assert short.bounds[::2] == pytest.approx((200_000, 800_000))
