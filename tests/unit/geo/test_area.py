"""Geodesic areas against closed formulas."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from geo.area import geodesic_area_km2
from geo.errors import InvalidInput

EARTH_KM2 = 510_065_621.724  # surface of GRS80: Moritz 2000, Geodetic Reference System 1980
E2 = 0.00669438002290
SEMI_MAJOR_KM = 6378.137


def zone_km2(south, north, width):
    """Area between two parallels and two meridians: Snyder 1987, equations 3-12 and 14-6."""
    e = math.sqrt(E2)

    def q(lat):
        s = math.sin(math.radians(lat))
        log = math.log((1 - e * s) / (1 + e * s)) / (2 * e)
        return (1 - E2) * (s / (1 - E2 * s * s) - log)

    return SEMI_MAJOR_KM**2 / 2 * math.radians(width) * (q(north) - q(south))


def test_an_octant_is_an_eighth_of_the_earth():
    octant = shapely.Polygon([(0, 0), (90, 0), (90, 90), (0, 90)])
    assert geodesic_area_km2([octant])[0] == pytest.approx(EARTH_KM2 / 8, rel=1e-9)


def test_a_graticule_cell_has_the_area_of_its_zone():
    cell = shapely.segmentize(shapely.box(110, 30, 111, 31), 0.001)
    assert geodesic_area_km2([cell])[0] == pytest.approx(zone_km2(30, 31, 1), rel=1e-7)


def test_holes_are_subtracted_and_orientation_does_not_matter():
    outer, inner = shapely.box(110, 30, 111, 31), shapely.box(110.4, 30.4, 110.6, 30.6)
    ring = outer.difference(inner)
    turned = shapely.Polygon(outer.exterior.coords[::-1], [inner.exterior.coords[::-1]])
    whole, hole, first, second = geodesic_area_km2([outer, inner, ring, turned])
    assert first == pytest.approx(whole - hole, rel=1e-12)
    assert second == pytest.approx(first, rel=1e-12)


def test_parts_add_up_and_empty_is_zero():
    one, two = shapely.box(110, 30, 111, 31), shapely.box(112, 20, 113, 21)
    areas = geodesic_area_km2([shapely.MultiPolygon([one, two]), one, shapely.Polygon(), two])
    assert areas[0] == pytest.approx(areas[1] + areas[3], rel=1e-12)
    assert areas[2] == 0


def test_nothing_has_no_areas():
    assert geodesic_area_km2([]).shape == (0,)


@pytest.mark.parametrize("other", [shapely.Point(1, 1), shapely.LineString([(0, 0), (1, 1)]), None])
def test_other_geometries_are_refused(other):
    with pytest.raises(InvalidInput, match="polygons"):
        geodesic_area_km2(np.array([shapely.box(0, 0, 1, 1), other]))
