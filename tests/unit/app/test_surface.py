"""The density surface of a view: where clusters stand, its bands, its value at units."""

import gzip
import json

import numpy as np
import pytest
import shapely

from app.image.shapes import unpacked
from app.layers.density.surface import (
    bands_of,
    breaks_of,
    points_of,
    ranges_of,
    surface_at_units,
)
from app.state import Analysis, ViewState
from app.view import view_of
from geo.place import Level

LARGEST = 30_000
SURFACE = {"analysis": Analysis.SURFACE}


def view(atlas, **state):
    return view_of(atlas, ViewState(**SURFACE, **state))


@pytest.mark.parametrize(
    ("peak", "breaks"),
    [
        (0, ()),
        (13, (0.5, 1, 2, 5, 10)),
        (10, (0.2, 0.5, 1, 2, 5)),
        (2.5, (0.1, 0.2, 0.5, 1, 2)),
        (0.04, (0.001, 0.002, 0.005, 0.01, 0.02)),
    ],
)
def test_bands_begin_at_round_numbers_below_the_peak(peak, breaks):
    assert breaks_of(peak) == breaks


def test_the_last_band_is_open():
    assert ranges_of((1, 2, 5)) == [(1, 2), (2, 5), (5, None)]
    assert ranges_of(()) == []


def test_each_cluster_weighs_one_wherever_it_stands(atlas):
    shown = view(atlas)
    points = points_of(shown)
    assert points.weights.sum() == pytest.approx(len(shown.tally.counted) - points.left_out)
    assert points.left_out >= 0


@pytest.mark.parametrize("bandwidth", [50, 100, 200])
@pytest.mark.parametrize("programme", ["sme-national", "all"])
def test_bands_are_small_and_hold_what_the_surface_says(atlas, bandwidth, programme):
    shown = view(atlas, bandwidth=bandwidth, programme=programme, level=Level.COUNTY)
    bands, values = bands_of(shown), surface_at_units(shown)
    assert len(bands.body) <= LARGEST
    geometries = unpacked(bands.body).geometries
    assert shapely.is_valid(geometries).all()
    # Mean over the bands of areas times their lower limits cannot exceed the clusters there are.
    areas_10k_km2 = shapely.area(geometries) / 1e10
    lower = np.array(bands.breaks)[list(bands.shown)]
    assert (areas_10k_km2 * lower).sum() < len(shown.tally.counted)
    # Nearly all units whose point has a value well within a band stand in that band.
    points = shapely.points(_plane_points(shown))
    for position, band in enumerate(bands.shown[:-1]):
        low, high = bands.breaks[band], bands.breaks[band + 1]
        inside = (values > low * 1.15) & (values < high * 0.85)
        assert shapely.covers(geometries[position], points[inside]).mean() > 0.95


def _plane_points(shown):
    from geo.plane import pseudo_to_plane

    return pseudo_to_plane([unit.point for unit in shown.units])


def test_bands_lie_on_land(atlas):
    bands = unpacked(bands_of(view(atlas, bandwidth=200)).body).geometries
    content = json.loads(gzip.decompress(atlas.edition.map_layers["province"].body))
    land = shapely.union_all(
        shapely.make_valid(unpacked(gzip.compress(json.dumps(content).encode())).geometries)
    )
    beyond = shapely.area(shapely.difference(shapely.union_all(bands), land))
    assert beyond < 0.01 * shapely.area(bands).sum()


def test_inside_a_province_the_surface_counts_clusters_around_it_and_stays_within(atlas):
    # 嘉善 borders on Shanghai, and has none of its own in this list.
    shown = view(atlas, place="330000", level=Level.COUNTY)
    codes = [unit.place.adcode for unit in shown.units]
    at = codes.index("330421")
    assert shown.counts[at] == 0
    assert surface_at_units(shown)[at] > 1
    west, _, east, _ = shapely.total_bounds(unpacked(bands_of(shown).body).geometries)
    whole = shapely.total_bounds(unpacked(bands_of(view(atlas)).body).geometries)
    assert whole[0] < west < east < whole[2]


def test_years_have_the_same_bands(atlas):
    breaks = {bands_of(view(atlas, year=str(year))).breaks for year in atlas.years}
    assert len(breaks) == 1


def test_no_clusters_have_no_surface(atlas):
    shown = view(atlas, year="2023", batch="2025")
    assert not shown.tally.counted
    assert bands_of(shown).shown == ()
    assert not surface_at_units(shown).any()
