"""Density surfaces: the kernel by hand, what must be conserved, and the contour bands."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InvalidInput
from geo.surface import MAX_CELLS, Surface, isobands, kernel_density, kernel_density_at

ONE = np.ones(1)
ORIGIN = np.zeros((1, 2))


def test_the_kernel_by_hand():
    # h = 10 km, one point on a cell's centre: 3 / (pi * 100) per km² there, and at 5 km
    # (1 - 0.25)^2 = 0.5625 of it; nothing from 10 km on.
    surface = kernel_density(ORIGIN, ONE, 10, 5, (-22_500, -22_500, 22_500, 22_500))
    peak = 3 / (math.pi * 100) * 10_000
    middle = surface.values[4]
    assert middle[4] == pytest.approx(peak)
    assert middle[[3, 5]].tolist() == pytest.approx([0.5625 * peak] * 2)
    assert middle[[2, 6]].tolist() == [0, 0]


def test_weights_count():
    twice = kernel_density(ORIGIN, ONE * 2, 10, 1)
    both = kernel_density(np.zeros((2, 2)), np.ones(2), 10, 1)
    assert np.array_equal(twice.values, both.values)


@given(
    st.lists(st.tuples(st.floats(-5e5, 5e5), st.floats(-5e5, 5e5)), min_size=1, max_size=20),
    st.floats(20, 80),
)
def test_the_surface_holds_what_the_points_weigh(points, bandwidth_km):
    points_m = np.array(points)
    weights = np.arange(1.0, len(points) + 1)
    surface = kernel_density(points_m, weights, bandwidth_km, bandwidth_km / 4)
    cell_area = (bandwidth_km / 4) ** 2
    assert surface.values.sum() * cell_area / 10_000 == pytest.approx(weights.sum(), rel=0.02)


def test_north_is_up_and_the_transform_places_cells():
    points_m = np.array([[100_000.0, 400_000.0], [300_000.0, -200_000.0]])
    surface = kernel_density(points_m, np.array([2.0, 1.0]), 30, 10)
    row, column = np.unravel_index(surface.values.argmax(), surface.values.shape)
    a, _, c, _, e, f = surface.transform
    x, y = a * (column + 0.5) + c, e * (row + 0.5) + f
    assert (x, y) == (surface.x_m[column], surface.y_m[row])
    assert math.hypot(x - 100_000, y - 400_000) < 10_000


def test_points_outside_count_within():
    bounds = (5_000.0, -5_000.0, 25_000.0, 5_000.0)
    inside = kernel_density(ORIGIN, ONE, 20, 1, bounds)
    whole = kernel_density(ORIGIN, ONE, 20, 1, (-25_000.0, -5_000.0, 25_000.0, 5_000.0))
    assert np.allclose(inside.values, whole.values[:, 30:])


def test_bands_of_a_cone():
    # A cone of height 1 at the centre of a 200 x 200 grid of 1 m, foot at 80 m: the band from
    # 0.5 to 0.75 is the ring between 40 m and 20 m.
    x = np.arange(200) - 99.5
    cone = np.maximum(1 - np.hypot(x[:, None], x) / 80, 0)
    low, ring, top = isobands(Surface(cone, -100, 100, 1), [0.25, 0.5, 0.75])
    assert ring.area == pytest.approx(math.pi * (40**2 - 20**2), rel=0.005)
    assert len(ring.geoms[0].interiors) == 1
    assert top.area == pytest.approx(math.pi * 20**2, rel=0.005)
    assert low.intersection(ring).area == pytest.approx(0, abs=1e-9)


def test_bands_of_random_points_are_valid_and_apart():
    points_m = np.random.default_rng(4).normal(scale=1e5, size=(300, 2))
    surface = kernel_density(points_m, np.ones(300), 40, 5)
    breaks = np.quantile(surface.values[surface.values > 0], [0.3, 0.6, 0.9])
    bands = isobands(surface, breaks)
    assert shapely.is_valid(bands).all()
    assert (shapely.get_type_id(bands) == shapely.GeometryType.MULTIPOLYGON).all()
    assert shapely.union_all(bands).area == pytest.approx(shapely.area(bands).sum(), rel=1e-9)


def test_a_band_above_all_is_empty():
    assert isobands(kernel_density(ORIGIN, ONE, 10, 1), [1e6])[0].is_empty


def test_no_points_give_an_empty_surface_where_it_is_asked_for():
    surface = kernel_density(np.empty((0, 2)), np.empty(0), 10, 5, (0, 0, 10_000, 20_000))
    assert surface.values.shape == (4, 2)
    assert not surface.values.any()
    with pytest.raises(InvalidInput, match="no points"):
        kernel_density(np.empty((0, 2)), np.empty(0), 10, 5)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"points_m": np.zeros(2)}, "are needed"),
        ({"weights": np.ones(2)}, "are needed"),
        ({"points_m": np.array([[np.nan, 0]])}, "finite"),
        ({"weights": -ONE}, "0 or more"),
        ({"cell_km": 0}, "above 0 km"),
        ({"cell_km": 20}, "at most the bandwidth"),
        ({"bandwidth_km": np.nan}, "at most the bandwidth"),
        ({"bounds_m": (1, 0, 0, 1)}, "west, south, east, north"),
        ({"cell_km": 0.001}, f"more than {MAX_CELLS:,}"),
    ],
)
def test_what_does_not_fit_is_refused(changed, message):
    given_values = {"points_m": ORIGIN, "weights": ONE, "bandwidth_km": 10, "cell_km": 5}
    with pytest.raises(InvalidInput, match=message):
        kernel_density(**{**given_values, **changed})


@pytest.mark.parametrize("breaks", [[], [0, 1], [2, 1], [1, np.nan]])
def test_breaks_ascend_from_above_zero(breaks):
    with pytest.raises(InvalidInput, match="ascend"):
        isobands(kernel_density(ORIGIN, ONE, 10, 5), breaks)


def test_exact_values_at_places_by_hand():
    # At the point itself 3 / (pi h²) per km²; half-way out (1 - 1/4)² of it; from h on nothing.
    at_m = np.array([[0.0, 0.0], [5_000.0, 0.0], [0.0, 10_000.0], [50_000.0, 0.0]])
    peak = 10_000 * 3 / (np.pi * 10**2)
    found = kernel_density_at(ORIGIN, ONE, 10, at_m)
    assert found.tolist() == pytest.approx([peak, 0.5625 * peak, 0, 0])


def test_exact_values_are_those_of_the_cells():
    rng = np.random.default_rng(4)
    points_m, weights = rng.uniform(-40_000, 40_000, (30, 2)), rng.uniform(0, 2, 30)
    surface = kernel_density(points_m, weights, 20, 4)
    centres = np.array([(x, y) for y in surface.y_m for x in surface.x_m])
    exact = kernel_density_at(points_m, weights, 20, centres)
    assert np.allclose(exact.reshape(surface.values.shape), surface.values)
