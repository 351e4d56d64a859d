"""GCJ-02 against the published test points of the formula."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import gcj02
from geo.errors import InvalidInput

# Test points that eviltransform publishes with the formula: WGS 84, GCJ-02 (lon, lat).
PUBLISHED = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),  # Shanghai
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),  # Shenzhen
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),  # Beijing
]


@pytest.mark.parametrize(("wgs84", "shifted"), PUBLISHED)
def test_published_points(wgs84, shifted):
    np.testing.assert_allclose(gcj02.wgs84_to_gcj02([wgs84]), [shifted], atol=1e-12)
    np.testing.assert_allclose(gcj02.gcj02_to_wgs84([shifted]), [wgs84], atol=1e-9)


@given(st.floats(73.5, 135.1), st.floats(3.8, 53.6))
def test_round_trip(lon, lat):
    back = gcj02.gcj02_to_wgs84(gcj02.wgs84_to_gcj02([[lon, lat]]))
    np.testing.assert_allclose(back, [[lon, lat]], atol=2e-10)


def test_points_abroad_stay():
    abroad = np.array([[2.35, 48.85], [-74.0, 40.7], [151.2, -33.9]])
    np.testing.assert_array_equal(gcj02.wgs84_to_gcj02(abroad), abroad)
    np.testing.assert_array_equal(gcj02.gcj02_to_wgs84(abroad), abroad)


def test_geometries_move_back_by_hundreds_of_metres():
    square = shapely.box(120.0, 30.0, 120.1, 30.1)
    moved = gcj02.geometry_to_wgs84(np.array([square]))[0]
    shift_deg = square.centroid.distance(moved.centroid)
    assert 0.001 < shift_deg < 0.01
    assert moved.area == pytest.approx(square.area, rel=0.01)


def test_points_that_no_wgs84_point_maps_to_are_refused():
    west = 72.004  # east of here points move east, west of here they stay
    first_reached = gcj02.wgs84_to_gcj02([[west, 30.0]])[0, 0]
    assert first_reached > west
    between = [[(west + first_reached) / 2, 30.0]]
    with pytest.raises(InvalidInput, match="no inverse"):
        gcj02.gcj02_to_wgs84(between)


@pytest.mark.parametrize("points", [[[np.nan, 30.0]], [[np.inf, 30.0]]])
def test_points_that_are_not_finite_are_refused(points):
    with pytest.raises(InvalidInput, match="not finite"):
        gcj02.gcj02_to_wgs84(points)


def test_wrong_shape_is_refused():
    with pytest.raises(InvalidInput, match="shape"):
        gcj02.wgs84_to_gcj02([1.0, 2.0, 3.0])
