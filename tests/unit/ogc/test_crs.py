"""Coordinates in the order and the units of each CRS, beside pyproj's."""

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from app.ogc.crs import CRS84, CRS_URIS, EPSG_3857, EPSG_4490, Box, from_crs84, read_box, to_crs84
from geo.errors import InvalidInput

POINTS = shapely.points([[120.5, 30.6], [73.5, 53.55], [-179.0, -10.0]])


@pytest.mark.parametrize("uri", CRS_URIS)
def test_coordinates_are_those_of_pyproj(uri):
    authority, _, code = uri.rsplit("/", 2)
    into = f"{authority.rsplit('/', 1)[1]}:{code}"
    expected = np.column_stack(
        Transformer.from_crs("OGC:CRS84", into).transform(*shapely.get_coordinates(POINTS).T)
    )
    made = from_crs84(POINTS, uri)
    assert shapely.get_coordinates(made) == pytest.approx(expected, abs=1e-3)
    assert shapely.get_coordinates(to_crs84(made, uri)) == pytest.approx(
        shapely.get_coordinates(POINTS), abs=1e-7
    )


def test_a_box_stands_in_the_order_of_the_axes():
    expected = Box(120, 30, 121, 31)
    assert read_box("bbox", [120, 30, 121, 31], CRS84) == expected
    assert read_box("bbox", [30, 120, 31, 121], EPSG_4490) == expected


def test_a_box_across_the_antimeridian_has_two_parts():
    area = Box(170, -10, -170, 10).shape()
    assert area.area == pytest.approx(20 * 20)
    assert area.contains(shapely.Point(175, 0))
    assert area.contains(shapely.Point(-175, 0))
    assert not area.intersects(shapely.Point(0, 0))


@pytest.mark.parametrize(
    ("sides", "uri"),
    [([0, 10, 1, 5], CRS84), ([10, 0, 5, 1], EPSG_4490), ([0, 10, 1, 5], EPSG_3857)],
)
def test_a_box_upside_down_is_refused(sides, uri):
    with pytest.raises(InvalidInput, match=r"^bbox is upside down"):
        read_box("bbox", sides, uri)
