"""Places: counts, tree, areas, points and names."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from etl.boundaries.layer import COUNTY_COLUMNS, BoundaryLayer
from etl.boundaries.places import (
    PLACE_COLUMNS,
    build_places,
    gazetteer_of,
    read_pronunciations,
)
from geo.coverage import count_faults
from geo.errors import DataUnavailable, InvalidInput
from geo.place import NATION, Level, PlaceKey
from geo.plane import lonlat_to_pseudo, project, pseudo_to_plane
from geo.romanise import Romaniser

# Official areas in km2: statistical yearbooks and government sites of the provinces.
OFFICIAL_KM2 = {
    "140000": 156_700,
    "330000": 105_500,
    "360000": 166_900,
    "420000": 185_900,
    "500000": 82_400,
    "520000": 176_200,
    "610000": 205_600,
}


@pytest.fixture(scope="module")
def keyed(places):
    return places.set_index(["level", "adcode"])


@pytest.fixture(scope="module")
def gazetteer(places):
    return gazetteer_of(places)


def small_layer(rows, geometry=None):
    geometry = geometry or [shapely.box(114 + i, 30, 115 + i, 31) for i in range(len(rows))]
    table = pd.DataFrame(rows, columns=COUNTY_COLUMNS)
    counties = gpd.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326")
    return BoundaryLayer(counties, None, "t", "p", "l", "2025", "", (), "0" * 64)


COUNTY = ("420102", "江岸区", "420100", "武汉市", "420000", "湖北省")
NEIGHBOUR = ("420103", "江汉区", "420100", "武汉市", "420000", "湖北省")


def test_columns_and_counts(places):
    assert tuple(places.columns) == PLACE_COLUMNS
    assert places.crs == "EPSG:4326"
    counts = places["level"].value_counts().to_dict()
    assert counts == {"county": 2891, "prefecture": 375, "province": 34, "nation": 1}
    assert not places.duplicated(["level", "adcode"]).any()
    assert places["adcode"].str.fullmatch(r"\d{6}").all()


def test_nothing_is_missing_but_the_parents_of_the_nation(places):
    below = places[places["level"].ne("nation")]
    assert not below.drop(columns=["prefecture_adcode"]).isna().any().any()
    counties = places[places["level"].eq("county")]
    assert not counties.isna().any().any()
    nation = places[places["level"].eq("nation")].iloc[0]
    assert nation[["parent_level", "parent_adcode"]].isna().all()


def test_counties_of_municipalities_have_the_province_as_parent(places):
    counties = places[places["level"].eq("county")]
    of_province = counties["parent_level"].eq("province")
    municipalities = {"110000", "120000", "310000", "500000", "710000", "810000", "820000"}
    assert set(counties["province_adcode"][of_province]) == municipalities
    assert counties["parent_adcode"][of_province].isin(municipalities).all()
    others = counties[~of_province]
    assert others["parent_level"].eq("prefecture").all()
    assert (others["parent_adcode"] == others["prefecture_adcode"]).all()
    assert not others["province_adcode"].isin(municipalities).any()


@pytest.mark.parametrize(
    ("key", "above"),
    [
        (("county", "330122"), [("prefecture", "330100"), ("province", "330000")]),
        (("county", "110101"), [("province", "110000")]),
        (("county", "500101"), [("province", "500000")]),
        (("county", "441900"), [("prefecture", "441900"), ("province", "440000")]),
        (("county", "659001"), [("prefecture", "659001"), ("province", "650000")]),
        (("county", "820000"), [("province", "820000")]),
        (("prefecture", "110000"), [("province", "110000")]),
        (("county", "460302"), [("prefecture", "460300"), ("province", "460000")]),
    ],
)
def test_ancestors(gazetteer, key, above):
    expected = [PlaceKey(Level(level), adcode) for level, adcode in above] + [NATION]
    found = gazetteer.ancestors(PlaceKey(Level(key[0]), key[1]))
    assert [place.key for place in found] == expected


def test_the_tree_reaches_every_place_from_the_nation(gazetteer):
    reached, todo = set(), [NATION]
    while todo:
        key = todo.pop()
        reached.add(key)
        todo += [place.key for place in gazetteer.children(key)]
    assert len(reached) == len(gazetteer) == 3301


@pytest.mark.parametrize("adcode", ["441900", "442000", "460400", "620200"])
def test_prefectures_without_districts_are_one_ground_with_their_county(keyed, adcode):
    county, prefecture = keyed.loc[("county", adcode)], keyed.loc[("prefecture", adcode)]
    assert shapely.equals(county["geometry"], prefecture["geometry"])
    assert county["area_km2"] == pytest.approx(prefecture["area_km2"])


def test_areas_add_up_and_agree_with_official_figures(places, keyed):
    totals = places.groupby("level")["area_km2"].sum()
    assert totals.to_numpy() == pytest.approx([9_506_000] * 4, abs=500)
    for adcode, official_km2 in OFFICIAL_KM2.items():
        assert keyed.loc[("province", adcode)]["area_km2"] == pytest.approx(official_km2, rel=0.015)


def test_the_map_plane_keeps_the_area_of_every_province(places):
    provinces = places[places["level"].eq("province")]
    plane_km2 = shapely.area(project(provinces.geometry.to_numpy())) / 1e6
    np.testing.assert_allclose(plane_km2, provinces["area_km2"], rtol=1e-3)


@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_every_level_is_a_coverage_of_the_nation(places, keyed, level):
    units = places[places["level"].eq(level)].geometry.to_numpy()
    assert shapely.is_valid(units).all()
    assert count_faults(units) == 0
    nation = keyed.loc[("nation", "100000")]["geometry"]
    assert shapely.area(units).sum() == pytest.approx(nation.area, rel=1e-9)


def test_units_of_a_level_are_made_of_the_units_below(places, keyed):
    counties = places[places["level"].eq("county") & places["province_adcode"].eq("330000")]
    province = keyed.loc[("province", "330000")]["geometry"]
    assert shapely.coverage_union_all(counties.geometry.to_numpy()).equals(province)


def test_cleaning_changes_no_county_much(layer, places):
    before = layer.counties.geometry.to_numpy()
    counties = places[places["level"].eq("county")]
    assert counties["adcode"].tolist() == layer.counties["adcode"].tolist()
    after = counties.geometry.to_numpy()
    changed = ~shapely.equals(before, after)
    assert changed.sum() < 30
    difference = shapely.area(shapely.symmetric_difference(before[changed], after[changed]))
    assert (difference / shapely.area(before[changed])).max() < 0.01


def test_points_lie_inside_and_agree_with_the_plane(places):
    points = shapely.points(places["point_lon"], places["point_lat"])
    assert shapely.contains_properly(places.geometry.to_numpy(), points).all()
    plane = lonlat_to_pseudo(places[["point_lon", "point_lat"]].to_numpy())
    np.testing.assert_allclose(plane, places[["plane_lon", "plane_lat"]], atol=1e-12)


def test_plane_bounds_are_those_of_the_geometry(places):
    some = places[places["level"].ne("county") | places["province_adcode"].eq("460000")]
    expected_m = shapely.bounds(project(some.geometry.to_numpy()))
    south_west = pseudo_to_plane(some[["plane_west", "plane_south"]].to_numpy())
    north_east = pseudo_to_plane(some[["plane_east", "plane_north"]].to_numpy())
    np.testing.assert_allclose(np.hstack([south_west, north_east]), expected_m, atol=1e-3)


@pytest.mark.parametrize(
    ("adcode", "name_en", "pinyin"),
    [
        ("330400", "Jiaxing City", "jiaxingshi"),
        ("500000", "Chongqing", "chongqingshi"),
        ("350200", "Xiamen City", "xiamenshi"),
        ("341500", "Lu'an City", "luanshi"),
        ("340300", "Bengbu City", "bengbushi"),
        ("341600", "Bozhou City", "bozhoushi"),
        ("331100", "Lishui City", "lishuishi"),
        ("331000", "Taizhou City", "taizhoushi"),
        ("340722", "Zongyang County", "zongyangxian"),
        ("410621", "Xunxian County", "xunxian"),
        ("140400", "Changzhi City", "changzhishi"),
        ("140428", "Zhangzi County", "zhangzixian"),
        ("330382", "Yueqing City", "yueqingshi"),
        ("130225", "Laoting County", "laotingxian"),
        ("371481", "Laoling City", "laolingshi"),
        ("131025", "Daicheng County", "daichengxian"),
        ("411100", "Luohe City", "luoheshi"),
        ("360124", "Jinxian County", "jinxianxian"),
        ("361124", "Yanshan County", "yanshanxian"),
        ("361127", "Yugan County", "yuganxian"),
        ("370829", "Jiaxiang County", "jiaxiangxian"),
        ("371722", "Shanxian County", "shanxian"),
        ("621223", "Tanchang County", "tanchangxian"),
        ("511527", "Junlian County", "junlianxian"),
        ("652723", "Wenquan County", "wenquanxian"),
        ("653100", "Kashgar Prefecture", "kashidiqu"),
        ("150100", "Hohhot City", "huhehaoteshi"),
        ("150723", "Oroqen Autonomous Banner", "elunchunzizhiqi"),
        ("320116", "Luhe District", "luhequ"),
        ("340621", "Suixi County", "suixixian"),
        ("341621", "Guoyang County", "guoyangxian"),
        ("610729", "Liuba County", "liubaxian"),
        ("610730", "Foping County", "fopingxian"),
        ("220403", "Xi'an District", "xianqu"),
        ("222404", "Hunchun City", "hunchunshi"),
        ("510682", "Shifang City", "shifangshi"),
        ("810113", "Sai Kung District", "xigongqu"),
        ("820000", "Macao SAR", "aomentebiexingzhengqu"),
    ],
)
def test_names_in_latin_letters(places, adcode, name_en, pinyin):
    rows = places[places["adcode"].eq(adcode)]
    assert set(rows["name_en"]) == {name_en}
    assert set(rows["pinyin"]) == {pinyin}


def test_no_name_is_left_in_chinese_or_untyped(places):
    assert not places["name_en"].str.contains(r"[\u3400-\u9fff]").any()
    assert places["pinyin"].str.fullmatch("[a-z]+").all()
    assert places["initials"].str.fullmatch("[a-z]+").all()
    types = ("City", "County", "District", "Banner", "Prefecture", "League", "Area", "SAR")
    others = places[places["level"].isin(["prefecture", "county"])]["name_en"]
    untyped = others[~others.str.endswith(types)]
    assert set(untyped) == {
        "Beijing", "Tianjin", "Shanghai", "Chongqing", "Taiwan", "Shandan Horse Farm",
        "Lianhuashan Nature Reserve", "Taizishan Nature Reserve",
        "Dachaidan Administrative Committee",
    }  # fmt: skip


def test_every_entry_of_the_table_is_used(places, romaniser):
    characters = set("".join(places["name_zh"]))
    known = set(places["adcode"]) | set(places["name_zh"]) | characters
    assert set(romaniser.table) <= known


def test_a_prefecture_in_two_provinces_is_refused():
    elsewhere = ("420103", "江汉区", "420100", "武汉市", "430000", "湖南省")
    with pytest.raises(InvalidInput, match="prefecture 420100 has more than one province_adcode"):
        build_places(small_layer([COUNTY, elsewhere]), Romaniser())


def test_a_province_with_two_names_is_refused():
    renamed = ("429004", "仙桃市", "429004", "仙桃市", "420000", "湖北")
    with pytest.raises(InvalidInput, match="province 420000 has more than one province_name"):
        build_places(small_layer([COUNTY, renamed]), Romaniser())


def test_a_county_under_another_is_refused_by_its_code():
    same = [shapely.box(114, 30, 115, 31)] * 2
    with pytest.raises(InvalidInput, match=r"42010[23] disappear"):
        build_places(small_layer([COUNTY, NEIGHBOUR], same), Romaniser())


def test_one_county_is_enough_for_a_tree():
    places = build_places(small_layer([COUNTY]), Romaniser())
    assert places["level"].tolist() == ["nation", "province", "prefecture", "county"]
    assert places["area_km2"].nunique() == 1


def test_missing_or_wrong_table_of_readings(tmp_path):
    with pytest.raises(DataUnavailable, match="missing"):
        read_pronunciations(tmp_path / "none.csv")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("adcode,name_zh\n1,2\n")
    with pytest.raises(InvalidInput, match="name_en, syllables"):
        read_pronunciations(wrong)
