"""Map layers: every unit present, neighbours meet, sizes within the budget."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache

import numpy as np
import pytest
import shapely

from etl.boundaries.map_layers import build_map_layers, inset_window
from geo.coverage import count_faults, dissolve
from geo.plane import lonlat_to_plane, project, pseudo_to_plane

NATIONAL = ("province", "prefecture", "county")
BUDGET_BYTES = 900_000


@cache
def collection(layer):
    return json.loads(gzip.decompress(layer.body))


@cache
def geometries(layer):
    texts = [json.dumps(feature["geometry"]) for feature in collection(layer)["features"]]
    return shapely.from_geojson(np.array(texts, dtype=object))


def ids(layer):
    return [feature["id"] for feature in collection(layer)["features"]]


@pytest.fixture(scope="module")
def national(map_layers):
    return {name: geometries(map_layers[name]) for name in NATIONAL}


@pytest.fixture(scope="module")
def fine(places, map_layers):
    provinces = places["adcode"][places["level"].eq("province")]
    return {code: geometries(map_layers[f"county-{code}"]) for code in provinces}


def test_names_of_all_layers(places, map_layers):
    provinces = places["adcode"][places["level"].eq("province")]
    expected = {
        *NATIONAL,
        *(f"inset-{name}" for name in NATIONAL),
        "province-lines",
        "dash-line",
        "province-fine",
    }
    expected |= {f"{level}-{code}" for level in ("prefecture", "county") for code in provinces}
    assert set(map_layers) == expected


def test_features_have_ids_and_names(places, map_layers):
    for name, layer in map_layers.items():
        content = collection(layer)
        assert content["type"] == "FeatureCollection"
        assert len(content["features"]) == layer.features > 0, name
        assert all(set(f["properties"]) == {"name", "name_en"} for f in content["features"])
    jiaxing = next(f for f in collection(map_layers["prefecture"])["features"]
                   if f["id"] == "330400")  # fmt: skip
    assert jiaxing["properties"] == {"name": "嘉兴市", "name_en": "Jiaxing City"}


@pytest.mark.parametrize("level", NATIONAL)
def test_every_unit_is_there_with_an_area(places, map_layers, national, level):
    units = places[places["level"].eq(level)]
    assert ids(map_layers[level]) == units["adcode"].tolist()
    assert (shapely.area(national[level]) > 0).all()


def test_fine_layers_hold_the_units_of_their_province(places, map_layers):
    for level in ("prefecture", "county"):
        units = places[places["level"].eq(level)]
        for province, own in units.groupby("province_adcode"):
            assert ids(map_layers[f"{level}-{province}"]) == own["adcode"].tolist()


def test_neighbours_meet_at_every_level(national):
    for units in national.values():
        assert shapely.is_valid(units).all()
        assert count_faults(units) == 0


def test_levels_share_their_edges(places, national):
    counties = places[places["level"].eq("county")]
    for level in ("prefecture", "province"):
        _, merged = dissolve(national["county"], counties[f"{level}_adcode"].tolist())
        assert shapely.equals(merged, national[level]).all()


def test_fine_neighbours_meet_also_across_provinces(fine):
    together = np.concatenate([fine[code] for code in ("310000", "320000", "330000", "340000")])
    assert shapely.is_valid(together).all()
    assert count_faults(together) == 0


def test_fine_prefectures_share_the_edges_of_their_counties(places, map_layers, fine):
    counties = places[places["level"].eq("county") & places["province_adcode"].eq("330000")]
    _, merged = dissolve(fine["330000"], counties["prefecture_adcode"].tolist())
    assert shapely.equals(merged, geometries(map_layers["prefecture-330000"])).all()


def test_small_units_keep_their_place(places, national):
    """Also at the coarse level a unit overlaps its true ground."""
    counties = places[places["level"].eq("county")]
    true = project(counties.geometry.to_numpy())
    drawn = shapely.transform(national["county"], pseudo_to_plane)
    assert shapely.intersects(true, drawn).all()
    small = shapely.area(true) < 50e6
    shared = shapely.area(shapely.intersection(true[small], drawn[small]))
    assert (shared / shapely.area(true[small])).min() > 0.2


def test_fine_layers_are_true_to_the_ground(places, fine):
    counties = places[places["level"].eq("county") & places["province_adcode"].eq("330000")]
    drawn_m = shapely.transform(fine["330000"], pseudo_to_plane)
    true_m = project(counties.geometry.to_numpy())
    assert shapely.hausdorff_distance(true_m, drawn_m).max() < 2_000
    np.testing.assert_allclose(shapely.area(drawn_m), shapely.area(true_m), rtol=0.05)


def test_outer_rings_run_counter_clockwise(national, map_layers):
    clipped = geometries(map_layers["inset-county"])
    for units in (*national.values(), clipped):
        parts = shapely.get_parts(units)
        assert shapely.is_ccw(shapely.get_exterior_ring(parts)).all()
        holes = shapely.get_rings(parts[shapely.get_num_interior_rings(parts) > 0])
        assert len(holes) == 0 or not shapely.is_ccw(holes).all()


def test_bounds_are_those_of_the_geometry(map_layers):
    for name, layer in map_layers.items():
        west, south, east, north = shapely.total_bounds(geometries(layer))
        if name.startswith("inset-"):
            assert layer.bounds == inset_window()
            assert layer.bounds[0] <= west + 1e-5 and east - 1e-5 <= layer.bounds[2]
            assert layer.bounds[1] <= south + 1e-5 and north - 1e-5 <= layer.bounds[3]
        else:
            assert layer.bounds == pytest.approx((west, south, east, north)), name


def test_the_inset_shows_the_south_china_sea(map_layers, layer):
    window = shapely.box(*pseudo_to_plane(np.reshape(inset_window(), (2, 2))).ravel())
    dashes = project(layer.dash_line)
    assert window.contains(dashes)
    assert {"460000", "440000", "450000"} <= set(ids(map_layers["inset-province"]))
    assert {"460100", "460300"} <= set(ids(map_layers["inset-prefecture"]))
    assert {"460302", "460303"} <= set(ids(map_layers["inset-county"]))
    shoal = lonlat_to_plane([[112.28, 3.97]])[0]  # 曾母暗沙
    assert window.contains(shapely.Point(shoal))


def test_inset_units_are_valid_and_keep_sansha_whole(map_layers, national):
    clipped = geometries(map_layers["inset-county"])
    assert shapely.is_valid(clipped).all()
    position = ids(map_layers["county"]).index("460303")
    own = clipped[ids(map_layers["inset-county"]).index("460303")]
    assert own.area == pytest.approx(national["county"][position].area)


def test_province_lines_are_the_boundaries_each_once(national, map_layers):
    inner, outer = geometries(map_layers["province-lines"])
    assert ids(map_layers["province-lines"]) == ["inner", "outer"]
    perimeters = shapely.length(national["province"]).sum()
    assert 2 * inner.length + outer.length == pytest.approx(perimeters, rel=1e-9)
    whole = shapely.coverage_union_all(national["province"])
    assert outer.length == pytest.approx(whole.length, rel=1e-9)


def test_the_dash_line_is_where_it_was(map_layers, layer):
    (drawn,) = geometries(map_layers["dash-line"])
    assert len(drawn.geoms) == 9
    true_m, drawn_m = project(layer.dash_line), shapely.transform(drawn, pseudo_to_plane)
    assert shapely.hausdorff_distance(true_m, drawn_m) < 20


def test_sizes_stay_within_the_budget(map_layers):
    size = {name: len(layer.body) for name, layer in map_layers.items()}
    assert size["county"] <= 800_000
    lines = size["province-lines"] + size["dash-line"]
    for level in NATIONAL:
        assert size[level] + size[f"inset-{level}"] + lines <= BUDGET_BYTES, level
    fine = [name for name in size if name.split("-")[-1].isdigit()]
    assert max(size[name] for name in fine) < 250_000


def test_bodies_are_the_same_each_time(places, layer, map_layers):
    chosen = places[places["province_adcode"].isin(["460000"]) | places["level"].eq("nation")]
    first, second = (build_map_layers(chosen, layer.dash_line) for _ in range(2))
    assert [made.body for made in first] == [made.body for made in second]
    for made in map_layers.values():
        assert made.body[4:8] == b"\0\0\0\0", "no time stamp in the gzip header"
        assert made.sha256 == hashlib.sha256(gzip.decompress(made.body)).hexdigest()


def test_without_a_dash_line_there_is_no_layer_of_it(places):
    chosen = places[places["province_adcode"].isin(["460000"])]
    assert "dash-line" not in {made.name for made in build_map_layers(chosen, None)}


def test_a_layer_without_southern_units_has_empty_insets(places):
    hebei = places[places["province_adcode"].eq("130000") | places["adcode"].eq("130000")]
    layers = {layer.name: layer for layer in build_map_layers(hebei, None)}
    assert layers["inset-county"].features == 0
    assert layers["inset-county"].bounds == inset_window()
    assert layers["county-130000"].features == 167
