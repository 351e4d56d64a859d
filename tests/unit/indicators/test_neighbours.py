"""Contiguity by hand, and against libpysal on the real counties."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from libpysal.graph import Graph

from geo.coverage import as_array
from geo.errors import InvalidInput
from geo.neighbours import Contiguity, contiguity, link_islands, weights_of_pairs


def lattice(side):
    return as_array(shapely.box(x, y, x + 1, y + 1) for y in range(side) for x in range(side))


def neighbours_of(weights, unit):
    return weights.indices[weights.indptr[unit] : weights.indptr[unit + 1]].tolist()


def test_queen_and_rook_on_a_lattice():
    # 6 7 8
    # 3 4 5
    # 0 1 2
    queen, rook = contiguity(lattice(3)), contiguity(lattice(3), Contiguity.ROOK)
    assert neighbours_of(queen, 4) == [0, 1, 2, 3, 5, 6, 7, 8]
    assert neighbours_of(rook, 4) == [1, 3, 5, 7]
    assert neighbours_of(queen, 0) == [1, 3, 4]
    assert neighbours_of(rook, 0) == [1, 3]


def test_a_partly_shared_border_is_enough():
    low = shapely.box(0, 0, 2, 1)
    upper = [shapely.box(0, 1, 1, 2), shapely.box(1, 1, 2, 2)]
    rook = contiguity(as_array([low, *upper]), Contiguity.ROOK)
    assert neighbours_of(rook, 0) == [1, 2]


def test_an_enclave_borders_on_what_surrounds_it():
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    assert neighbours_of(contiguity(as_array([ring, shapely.box(1, 1, 2, 2)])), 1) == [0]


def test_islands_are_linked_to_the_nearest_in_both_directions():
    polygons = as_array([shapely.box(x, 0, x + 1, 1) for x in (0, 1, 5, 20)])
    weights = contiguity(polygons)
    assert weights.islands.tolist() == [2, 3]
    points = shapely.get_coordinates(shapely.centroid(polygons))
    linked = link_islands(weights, points)
    assert [neighbours_of(linked, unit) for unit in range(4)] == [[1], [0, 2], [1, 3], [2]]
    two = link_islands(weights, points, k=2)
    assert neighbours_of(two, 3) == [1, 2]


def test_without_islands_nothing_is_linked():
    weights = contiguity(lattice(2))
    points = shapely.get_coordinates(shapely.centroid(lattice(2)))
    assert link_islands(weights, points) is weights


def test_lag_and_sums():
    weights = weights_of_pairs(
        np.array([0, 0, 1]), np.array([1, 2, 0]), 3, np.array([0.5, 2.0, 1.0])
    )
    assert weights.lag(np.array([3.0, 4.0, 5.0])).tolist() == [12.0, 3.0, 0.0]
    assert weights.sums().tolist() == [2.5, 1.0, 0.0]


def test_a_part_keeps_the_links_within_it():
    part = contiguity(lattice(3), Contiguity.ROOK).among(np.array([1, 1, 0, 0, 1, 0, 0, 0, 1]) > 0)
    # 0, 1, 4, 8 become 0, 1, 2, 3; 8 loses its neighbours 5 and 7.
    assert [neighbours_of(part, unit) for unit in range(4)] == [[1], [0, 2], [1], []]


def test_weights_cannot_be_changed():
    weights = contiguity(lattice(2))
    with pytest.raises(ValueError, match="read-only"):
        weights.values[0] = 5


def test_no_polygons_have_no_neighbours():
    assert len(contiguity(as_array([]))) == 0


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [([0], [3], "outside 0..2"), ([1], [1], "its own"), ([0, 0], [1, 1], "twice")],
)
def test_pairs_that_make_no_sense_are_refused(first, second, message):
    with pytest.raises(InvalidInput, match=message):
        weights_of_pairs(np.array(first), np.array(second), 3)


def test_islands_need_points_and_enough_units():
    weights = contiguity(as_array([shapely.box(0, 0, 1, 1), shapely.box(3, 0, 4, 1)]))
    with pytest.raises(InvalidInput, match="one finite point for each of the 2"):
        link_islands(weights, np.zeros((1, 2)))
    with pytest.raises(InvalidInput, match="between 1 and 1, not 2"):
        link_islands(weights, np.array([[0.0, 0.0], [3.0, 0.0]]), k=2)


@pytest.mark.parametrize("rule", Contiguity)
def test_the_counties_have_the_neighbours_that_libpysal_finds(county_polygons, rule):
    ours = contiguity(county_polygons, rule)
    frame = gpd.GeoDataFrame(geometry=county_polygons, crs=4326)
    theirs = Graph.build_contiguity(frame, rook=rule is Contiguity.ROOK)
    links = theirs.adjacency[theirs.adjacency > 0].reset_index()
    expected = set(zip(links["focal"], links["neighbor"], strict=True))
    assert set(zip(ours.rows.tolist(), ours.indices.tolist(), strict=True)) == expected


def test_islands_among_the_counties(counties, county_polygons, county_points_m):
    weights = contiguity(county_polygons)
    names = set(counties["name_zh"].to_numpy()[weights.islands])
    assert {"嵊泗县", "岱山县", "南澳县", "长海县", "澎湖县", "西沙区"} <= names
    linked = link_islands(weights, county_points_m)
    assert not linked.islands.size
    assert (linked.lag(np.ones(len(linked))) == linked.cardinalities).all()
