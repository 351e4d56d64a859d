"""The map plane against Snyder's formulas and against geodesic areas."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import plane
from geo.errors import InvalidInput

LON = st.floats(70, 140)
LAT = st.floats(0, 57)


def albers(lon, lat, *, parallels, origin, semi_major_m, eccentricity_squared):
    """Albers equal-area conic on the ellipsoid, Snyder 1987, equations 14-1 to 14-6, 3-12."""
    e2 = eccentricity_squared
    e = math.sqrt(e2)

    def m(phi):
        return math.cos(phi) / math.sqrt(1 - e2 * math.sin(phi) ** 2)

    def q(phi):
        s = math.sin(phi)
        log = math.log((1 - e * s) / (1 + e * s)) / (2 * e)
        return (1 - e2) * (s / (1 - e2 * s * s) - log)

    first, second = map(math.radians, parallels)
    n = (m(first) ** 2 - m(second) ** 2) / (q(second) - q(first))
    c = m(first) ** 2 + n * q(first)

    def rho(phi):
        return semi_major_m * math.sqrt(c - n * q(phi)) / n

    theta = n * math.radians(lon - origin[0])
    radius, radius_origin = rho(math.radians(lat)), rho(math.radians(origin[1]))
    return radius * math.sin(theta), radius_origin - radius * math.cos(theta)


def test_the_formula_of_this_test_gives_snyders_worked_example():
    x_m, y_m = albers(
        -75, 35, parallels=(29.5, 45.5), origin=(-96, 23),
        semi_major_m=6378206.4, eccentricity_squared=0.00676866,
    )  # fmt: skip
    assert x_m == pytest.approx(1885472.7, abs=0.1)  # Snyder 1987, page 292
    assert y_m == pytest.approx(1535925.0, abs=0.1)


@pytest.mark.parametrize(
    ("lon", "lat"), [(105, 36), (73.5, 39), (135.08, 48), (112, 3.84), (121.5, 31.2), (123, 53.5)]
)
def test_projection_is_albers_25_47_105_on_grs80(lon, lat):
    expected = albers(
        lon, lat, parallels=(25, 47), origin=(105, 36),
        semi_major_m=6378137.0, eccentricity_squared=0.00669438002290,
    )  # fmt: skip
    assert plane.lonlat_to_plane([[lon, lat]])[0] == pytest.approx(expected, abs=1e-3)


def test_origin_is_zero_in_metres_and_pseudo_degrees():
    assert plane.lonlat_to_plane([[105, 36]])[0] == pytest.approx((0, 0), abs=1e-6)
    assert plane.lonlat_to_pseudo([[105, 36]])[0] == pytest.approx((0, 0), abs=1e-12)


def test_web_mercator_maps_pseudo_degrees_back_to_the_plane():
    """The renderer's own formula: x = R lambda, y = R ln tan(pi/4 + phi/2)."""
    plane_m = np.array([[-2.6e6, -3.4e6], [2.2e6, 2.0e6], [1.0, -1.0]])
    lon, lat = np.radians(plane.plane_to_pseudo(plane_m)).T
    radius_m = 6378137.0
    drawn = np.column_stack([radius_m * lon, radius_m * np.log(np.tan(np.pi / 4 + lat / 2))])
    np.testing.assert_allclose(drawn, plane_m, atol=1e-6)


@given(LON, LAT)
def test_round_trip_lonlat_to_pseudo(lon, lat):
    back = plane.pseudo_to_lonlat(plane.lonlat_to_pseudo([[lon, lat]]))
    np.testing.assert_allclose(back, [[lon, lat]], atol=1e-9)


@given(st.floats(-3e6, 3e6), st.floats(-4e6, 3e6))
def test_round_trip_plane_to_pseudo(x_m, y_m):
    back = plane.pseudo_to_plane(plane.plane_to_pseudo([[x_m, y_m]]))
    np.testing.assert_allclose(back, [[x_m, y_m]], atol=1e-6)


def test_geometries_go_there_and_back():
    square = shapely.box(110, 30, 111, 31)
    geometries = np.array([square, shapely.MultiPolygon([square]), shapely.Point(105, 36)])
    there = plane.as_pseudo(plane.project(geometries))
    back = plane.unproject(plane.from_pseudo(there))
    assert shapely.equals_exact(back, geometries, tolerance=1e-9).all()


def test_pseudo_degrees_keep_counter_clockwise_rings():
    ring = shapely.box(110, 30, 111, 31, ccw=True).exterior
    assert shapely.is_ccw(plane.as_pseudo(plane.project(ring)))


@pytest.mark.parametrize("points", [[1, 2], [[1, 2, 3]], [[[1, 2]]]])
def test_wrong_shape_is_refused(points):
    with pytest.raises(InvalidInput, match="shape"):
        plane.lonlat_to_plane(points)


@pytest.mark.parametrize("point", [(math.nan, 30), (105, 91), (105, math.inf)])
def test_points_without_an_image_are_refused(point):
    with pytest.raises(InvalidInput, match="not finite"):
        plane.lonlat_to_plane([point])


def test_no_points_are_no_problem():
    assert plane.lonlat_to_pseudo(np.empty((0, 2))).shape == (0, 2)
