"""Coverages: cleaning, dissolving, simplifying, rounding."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import coverage
from geo.errors import InvalidInput


def cells(columns, rows, size=1.0):
    """A grid of squares, row by row, with a vertex in the middle of each side."""
    squares = [
        shapely.box(x * size, y * size, (x + 1) * size, (y + 1) * size)
        for y in range(rows)
        for x in range(columns)
    ]
    return shapely.segmentize(coverage.as_array(squares), size / 2)


def shaken(columns, rows, seed, size=1.0):
    """The grid with every vertex moved at random, alike in all squares that have it."""
    grid = cells(columns, rows, size)

    def move(points):
        keys = np.round(points * 2 / size).astype(int)
        seeds = keys[:, 0] * 7919 + keys[:, 1] * 104729 + seed
        moves = np.array([np.random.default_rng(abs(int(s))).uniform(-1, 1, 2) for s in seeds])
        return points + moves * size * 0.1

    return shapely.transform(grid, move)


def test_clean_closes_gaps_and_overlaps():
    gap = coverage.as_array([shapely.box(0, 0, 1, 1), shapely.box(1.001, 0, 2, 1)])
    overlap = coverage.as_array([shapely.box(0, 0, 1, 1), shapely.box(0.9, 0, 2, 1)])
    assert coverage.count_faults(overlap) == 2
    for broken in (gap, overlap):
        cleaned = coverage.clean(broken)
        assert coverage.count_faults(cleaned) == 0
        assert shapely.area(cleaned).sum() == pytest.approx(2, abs=0.002)


def test_clean_leaves_a_clean_coverage_alone():
    grid = shaken(3, 3, seed=1)
    cleaned = coverage.clean(grid)
    assert shapely.equals(cleaned, grid).all()


def test_clean_names_polygons_that_disappear():
    twice = coverage.as_array([shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1)])
    with pytest.raises(InvalidInput, match="110102 disappear"):
        coverage.clean(twice, labels=["110101", "110102"])


def test_dissolve_merges_groups_in_order_of_appearance():
    grid = cells(2, 2)
    keys, merged = coverage.dissolve(grid, ["b", "a", "b", "a"])
    assert keys == ["b", "a"]
    assert shapely.equals(merged[0], shapely.box(0, 0, 1, 2))
    assert shapely.equals(merged[1], shapely.box(1, 0, 2, 2))


def test_dissolve_keeps_a_single_multipolygon_whole():
    islands = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)])
    keys, merged = coverage.dissolve(coverage.as_array([islands]), ["only"])
    assert keys == ["only"]
    assert shapely.equals(merged[0], islands)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 800))
def test_simplified_neighbours_still_meet(seed, tolerance_m):
    grid = shaken(4, 4, seed, size=1000.0)
    simple = coverage.simplify(grid, tolerance_m)
    assert len(simple) == len(grid)
    assert coverage.count_faults(simple) == 0
    _, whole = coverage.dissolve(simple, ["all"] * len(simple))
    assert shapely.area(simple).sum() == pytest.approx(whole[0].area, rel=1e-9)


@pytest.mark.parametrize("tolerance_m", [-1.0, float("nan")])
def test_negative_tolerance_is_refused(tolerance_m):
    with pytest.raises(InvalidInput, match="tolerance"):
        coverage.simplify(cells(1, 1), tolerance_m)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 3))
def test_rounded_neighbours_still_meet(seed, decimals):
    grid = shaken(4, 4, seed)
    rounded = coverage.round_coordinates(grid, decimals)
    assert coverage.count_faults(rounded) == 0
    assert shapely.is_valid(rounded).all()
    assert not shapely.is_empty(rounded).any()


def test_rounding_keeps_an_islet_that_would_collapse():
    islet = shapely.box(5.00001, 5.00001, 5.00003, 5.00003)
    land = shapely.box(0.12345, 0, 1, 1)
    rounded = coverage.round_coordinates(coverage.as_array([land, islet]), 2)
    assert rounded[0].bounds == (0.12, 0, 1, 1)
    assert rounded[1].area > 0


def test_shared_and_free_edges_of_a_grid():
    shared, free = coverage.shared_and_free_edges(cells(2, 2))
    assert shared.length == pytest.approx(4)  # the cross inside
    assert free.length == pytest.approx(8)  # the outline
    assert shapely.equals(free, shapely.box(0, 0, 2, 2).boundary)


def test_edges_include_islands_and_exclaves():
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    exclave = shapely.MultiPolygon([shapely.box(1, 1, 2, 2), shapely.box(9, 9, 10, 10)])
    shared, free = coverage.shared_and_free_edges(coverage.as_array([ring, exclave]))
    assert shared.length == pytest.approx(4)
    assert free.length == pytest.approx(12 + 4)
