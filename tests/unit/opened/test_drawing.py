"""What `geo.draw` draws says what it shows, and refuses what it cannot show honestly."""

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from shapely.geometry import box

import geo
from geo.errors import InvalidInput
from geo.plane import lonlat_to_plane
from geo.ramp import NO_DATA, RAMP, ZERO
from tests.unit.opened.sample_bundle import EDITION, places


@pytest.fixture(autouse=True)
def no_screen():
    mpl.use("Agg")
    yield
    plt.close("all")


def frame(values):
    areas = [box(100 + i, 30, 101 + i, 31) for i in range(len(values))]
    return gpd.GeoDataFrame({"x": values}, geometry=areas, crs="EPSG:4326")


def words(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def colours(axes):
    return [to_hex(colour) for colour in axes.collections[0].get_facecolor()]


def test_colours_and_legend_tell_zero_and_no_data_apart():
    axes = geo.draw(frame([0, 5, None, 9, 5]), "x", title="例")
    assert colours(axes) == [ZERO, RAMP[0], NO_DATA, RAMP[-1], RAMP[0]]
    assert words(axes) == ["9  (1)", "5  (2)", "0  (1)", "no data  (1)"]
    assert axes.get_title(loc="left") == "例"


def test_breaks_of_ones_own():
    axes = geo.draw(frame([0.4, 2.0, 2.5, 1.0]), "x", breaks=[0.5, 1, 2])
    assert words(axes) == ["more than 2  (1)", "1 – 2  (1)", "0.5 – 1  (1)", "up to 0.5  (1)"]


def test_it_lies_on_the_plane_in_true_areas():
    axes = geo.draw(frame([1, 2]), "x")
    drawn = np.vstack([path.vertices for path in axes.collections[0].get_paths()])
    corner = lonlat_to_plane([(100, 30)])[0]
    assert np.abs(drawn - corner).sum(axis=1).min() < 1e-6


def test_it_names_edition_and_boundaries(tmp_path):
    whole = places("county")
    whole.attrs = {"edition": EDITION, "boundaries": "样例 boundaries"}
    axes = geo.draw(whole, "clusters")
    (credit,) = [text.get_text() for text in axes.texts]
    assert EDITION in credit
    assert "Boundaries: 样例 boundaries\n" in credit
    assert "Albers" in credit
    axes.figure.savefig(tmp_path / "map.png")  # a missing character would be a warning
    other = geo.draw(frame([1]), "x", source="own survey")
    assert "Source: own survey\nBoundaries: not stated" in other.texts[0].get_text()


def test_it_draws_where_it_is_told():
    figure, (left, right) = plt.subplots(1, 2)
    assert geo.draw(frame([1, 2]), "x", ax=right) is right
    assert not left.collections
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ((frame([1]), "y"), "no column 'y'"),
        ((frame([-1.0]), "x"), "finite values from 0 on"),
        ((frame([np.inf]), "x"), "finite values from 0 on"),
        ((frame(["a"]), "x"), "holds no numbers"),
        ((frame([]), "x"), "areas in EPSG:4326 or EPSG:4490"),
        ((frame([1]).set_crs(None, allow_override=True), "x"), "areas in EPSG:4326 or EPSG:4490"),
        ((frame([1]).to_crs("EPSG:3857"), "x"), "areas in EPSG:4326 or EPSG:4490"),
    ],
)
def test_what_cannot_be_drawn(asked, message):
    with pytest.raises(InvalidInput, match=message):
        geo.draw(*asked)


@pytest.mark.parametrize("given", [{"method": "magic"}, {"breaks": [2, 1]}, {"breaks": []}])
def test_classes_that_cannot_be_made(given):
    with pytest.raises(InvalidInput, match=r"method must be|breaks must be"):
        geo.draw(frame([1, 2, 3, 4, 5, 6, 7]), "x", **given)


def test_all_missing_or_all_zero():
    assert words(geo.draw(frame([None, None]).astype({"x": float}), "x")) == ["no data  (2)"]
    assert words(geo.draw(frame([0, 0]), "x")) == ["0  (2)"]
