"""Layers from files: formats, coordinate systems, and what is refused."""

from __future__ import annotations

import contextlib
import json
import shutil
import warnings
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.boundaries import layer_checks, layer_file
from etl.boundaries.layer import COUNTY_COLUMNS
from etl.boundaries.layer_file import read_layer_file
from etl.boundaries.places import build_places
from geo.errors import DataUnavailable, InvalidInput
from geo.gcj02 import wgs84_to_gcj02
from geo.romanise import Romaniser

DETAILS = {"title": "Test", "publisher": "Nobody", "licence": "CC0", "vintage": "2025"}
ROWS = [
    ("420102", "江岸区", "420100", "武汉市", "420000", "湖北省"),
    ("420103", "江汉区", "420100", "武汉市", "420000", "湖北省"),
    ("429004", "仙桃市", "429004", "仙桃市", "420000", "湖北省"),
]
SQUARES = [shapely.box(114 + i / 10, 30, 114.1 + i / 10, 30.1) for i in range(3)]


def frame(crs="EPSG:4326", **changed):
    table = pd.DataFrame(ROWS, columns=COUNTY_COLUMNS).assign(**changed)
    return gpd.GeoDataFrame(table, geometry=list(SQUARES), crs=crs)


def save(layer, path):
    if path.suffix == ".parquet":
        layer.to_parquet(path)
        return path
    with warnings.catch_warnings():
        # A Shapefile cuts column names to ten characters; a missing system is part of a test.
        warnings.simplefilter("ignore")
        layer.to_file(path)
    return path


SHORT = {name: name[:10] for name in COUNTY_COLUMNS}
SHORT |= {"prefecture_adcode": "pref_code", "prefecture_name": "pref_name"}
SHORT |= {"province_adcode": "prov_code", "province_name": "prov_name"}


def read(path, **options):
    return read_layer_file(path, **DETAILS, **options)


def error_of(path, **options):
    with pytest.raises(InvalidInput) as caught:
        read(path, **options)
    return str(caught.value)


@pytest.mark.parametrize("name", ["a.gpkg", "a.parquet", "a.geojson"])
def test_formats(tmp_path, name):
    options = {"crs": "EPSG:4326"} if name == "a.geojson" else {}
    layer = read(save(frame(), tmp_path / name), **options)
    assert layer.counties.crs == "EPSG:4326"
    assert tuple(layer.counties.columns) == (*COUNTY_COLUMNS, "geometry")
    assert layer.counties[list(COUNTY_COLUMNS)].to_numpy().tolist() == [list(r) for r in ROWS]
    assert shapely.equals_exact(layer.counties.geometry, SQUARES, tolerance=1e-9).all()
    assert layer.corrections == ()
    assert layer.dash_line is None
    assert (layer.title, layer.licence, layer.vintage) == ("Test", "CC0", "2025")


def test_shapefile_with_mapped_columns_and_zipped(tmp_path):
    path = save(frame().rename(columns=SHORT), tmp_path / "a.shp")
    plain = read(path, columns_of=SHORT)
    assert plain.counties["province_name"].tolist() == ["湖北省"] * 3
    archive = shutil.make_archive(str(tmp_path / "zipped"), "zip", tmp_path, ".")
    zipped = read(tmp_path / "zipped.zip", columns_of=SHORT)
    assert archive.endswith("zipped.zip")
    assert zipped.counties.equals(plain.counties)


def test_shapefile_hash_covers_its_side_files(tmp_path):
    path = save(frame().rename(columns=SHORT), tmp_path / "a.shp")
    before = read(path, columns_of=SHORT).sha256
    renamed = frame(name_zh=["江岸区", "江汉区", "潜江市"]).rename(columns=SHORT)
    assert read(save(renamed, path), columns_of=SHORT).sha256 != before


def test_a_registered_layer_gives_places(tmp_path):
    layer = read(save(frame(), tmp_path / "a.gpkg"))
    places = build_places(layer, Romaniser())
    assert places["level"].value_counts().to_dict() == {
        "county": 3, "prefecture": 2, "province": 1, "nation": 1,
    }  # fmt: skip


def test_projected_layer_is_brought_to_degrees(tmp_path):
    path = save(frame().to_crs("EPSG:4547"), tmp_path / "a.gpkg")  # CGCS2000, 3-degree zone, 114 E
    layer = read(path)
    assert shapely.equals_exact(layer.counties.geometry[0], SQUARES[0], tolerance=1e-8)
    assert "EPSG:4326" in layer.corrections[0]


def test_declared_system_goes_before_the_file(tmp_path):
    wrong = frame().to_crs("EPSG:4547").set_crs("EPSG:4549", allow_override=True)
    layer = read(save(wrong, tmp_path / "a.gpkg"), crs="EPSG:4547")
    assert shapely.equals_exact(layer.counties.geometry[0], SQUARES[0], tolerance=1e-8)


@pytest.mark.parametrize("spelling", ["GCJ-02", "gcj02"])
def test_gcj02_is_converted_and_reported(tmp_path, spelling):
    shifted = frame()
    shifted["geometry"] = shapely.transform(shifted.geometry.to_numpy(), wgs84_to_gcj02)
    layer = read(save(shifted, tmp_path / "a.geojson"), crs=spelling)
    assert shapely.equals_exact(layer.counties.geometry[0], SQUARES[0], tolerance=1e-6)
    assert layer.corrections == ("coordinates converted from GCJ-02 to EPSG:4326",)


def test_cgcs2000_degrees_stay(tmp_path):
    layer = read(save(frame("EPSG:4490"), tmp_path / "a.gpkg"))
    assert shapely.equals_exact(layer.counties.geometry[0], SQUARES[0], tolerance=1e-9)


@pytest.mark.parametrize("name", ["a.parquet", "a.shp", "a.gpkg", "a.geojson"])
def test_a_file_without_a_system_must_declare_one(tmp_path, name):
    columns = SHORT if name == "a.shp" else {}
    path = save(frame(crs=None).rename(columns=columns), tmp_path / name)
    (tmp_path / "a.prj").unlink(missing_ok=True)
    message = error_of(path, columns_of=columns)
    assert "does not say its coordinate system" in message
    assert "GCJ-02" in message
    assert len(read(path, crs="EPSG:4326", columns_of=columns).counties) == 3


def test_the_old_crs_member_of_geojson_counts(tmp_path):
    path = save(frame(), tmp_path / "a.geojson")
    content = json.loads(path.read_text(encoding="utf-8"))
    content = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {
        "name": "urn:ogc:def:crs:EPSG::4490"}}, "features": content["features"]}  # fmt: skip
    path.write_text(json.dumps(content), encoding="utf-8")
    assert len(read(path).counties) == 3


def test_unknown_system(tmp_path):
    assert "unknown coordinate system 'BD-09'" in error_of(
        save(frame(), tmp_path / "a.gpkg"), crs="BD-09"
    )


def test_metres_declared_as_degrees_are_noticed(tmp_path):
    path = save(frame().to_crs("EPSG:4547"), tmp_path / "a.gpkg")
    assert "lies outside China" in error_of(path, crs="EPSG:4326")


def test_swapped_axes_are_noticed(tmp_path):
    swapped = frame()
    swapped["geometry"] = shapely.transform(swapped.geometry.to_numpy(), lambda p: p[:, ::-1])
    assert "lies outside China" in error_of(save(swapped, tmp_path / "a.gpkg"))


def test_wrong_columns_are_named(tmp_path):
    path = save(frame().rename(columns={"adcode": "code"}), tmp_path / "a.gpkg")
    message = error_of(path)
    assert "lacks the columns adcode" in message
    assert "Expected: adcode, name_zh, prefecture_adcode" in message
    assert "Found: code, name_zh" in message
    assert read(path, columns_of={"adcode": "code"}).counties["adcode"][0] == "420102"


def test_mappings_that_make_no_sense(tmp_path):
    path = save(frame(), tmp_path / "a.gpkg")
    assert "columns_of names population" in error_of(path, columns_of={"population": "adcode"})
    assert "two columns" in error_of(path, columns_of={"name_zh": "adcode"})


def test_codes_as_numbers_become_strings(tmp_path):
    numbers = frame(adcode=[420102, 420103, 429004], province_adcode=[420000.0] * 3)
    counties = read(save(numbers, tmp_path / "a.parquet")).counties
    assert counties["adcode"].tolist() == ["420102", "420103", "429004"]
    assert counties["province_adcode"].tolist() == ["420000"] * 3


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"adcode": ["420102", "420102", "429004"]}, "more than once: 420102"),
        ({"adcode": ["42010", "420103", "429004"]}, "six digits, not 42010"),
        ({"adcode": ["４２０１０２", "420103", "429004"]}, "six digits"),
        ({"adcode": [4201020, 420103, 429004]}, "six digits, not 4201020"),
        ({"adcode": [420102.5, 420103, 429004]}, "no codes"),
        ({"adcode": [-420102, 420103, 429004]}, "no codes"),
        ({"adcode": [None, "420103", "429004"]}, "adcode is missing in 1 rows"),
        ({"province_adcode": [np.nan, 420000, 420000]}, "province_adcode is missing"),
        ({"name_zh": ["江岸区", "", "仙桃市"]}, "name_zh is empty in 1 rows"),
        ({"name_zh": ["江岸区", "Jianghan", "仙桃市"]}, "not Chinese, for instance Jianghan"),
    ],
)
def test_wrong_codes_and_names(tmp_path, changed, message):
    assert message in error_of(save(frame(**changed), tmp_path / "a.parquet"))


def test_wrong_encoding_is_noticed_and_can_be_declared(tmp_path):
    path = tmp_path / "a.shp"
    frame().rename(columns=SHORT).to_file(path, encoding="GBK")
    (tmp_path / "a.cpg").unlink()
    data = bytearray((tmp_path / "a.dbf").read_bytes())
    data[29] = 0  # the code page in the header
    (tmp_path / "a.dbf").write_bytes(data)
    assert "not Chinese" in error_of(path, columns_of=SHORT)
    assert read(path, columns_of=SHORT, encoding="GBK").counties["name_zh"][0] == "江岸区"


def test_invalid_polygons_are_repaired_and_reported(tmp_path):
    bow_tie = shapely.Polygon([(114, 30), (114.1, 30.1), (114.1, 30), (114, 30.1), (114, 30)])
    layer = read(save(frame().set_geometry([bow_tie, *SQUARES[1:]], crs=4326), tmp_path / "a.gpkg"))
    assert layer.counties.geometry.is_valid.all()
    assert layer.counties.geometry[0].area == pytest.approx(0.005)
    assert layer.corrections == ("1 invalid polygons repaired: 420102",)


@pytest.mark.parametrize(
    "geometry", [shapely.Point(114, 30), shapely.LineString([(114, 30), (115, 30)]), None]
)
def test_other_geometries_are_refused(tmp_path, geometry):
    mixed = frame().set_geometry([geometry, *SQUARES[1:]], crs=4326)
    assert "without a polygon: 420102" in error_of(save(mixed, tmp_path / "a.parquet"))


def test_units_without_area_are_refused(tmp_path):
    flat = shapely.Polygon([(114, 30), (114.1, 30), (114.2, 30), (114, 30)])
    for geometry in (flat, shapely.Polygon()):
        layer = frame().set_geometry([geometry, *SQUARES[1:]], crs=4326)
        assert "without any area: 420102" in error_of(save(layer, tmp_path / "a.parquet"))


def test_heights_are_dropped(tmp_path):
    tall = frame()
    tall["geometry"] = shapely.force_3d(tall.geometry.to_numpy(), 100.0)
    assert not read(save(tall, tmp_path / "a.gpkg")).counties.geometry.has_z.any()


def test_empty_layer_is_refused(tmp_path):
    assert "has 0 units" in error_of(save(frame().iloc[:0], tmp_path / "a.parquet"))


def test_too_many_units_or_vertices_are_refused(tmp_path, monkeypatch):
    path = save(frame(), tmp_path / "a.gpkg")
    monkeypatch.setattr(layer_checks, "MOST_VERTICES", 10)
    assert "vertices" in error_of(path)
    monkeypatch.setattr(layer_file, "MOST_UNITS", 2)
    for other in (path, save(frame(), tmp_path / "a.parquet")):
        assert "has 3 units; 1 to 2" in error_of(other)


def test_missing_file_and_unknown_kind(tmp_path):
    with pytest.raises(DataUnavailable, match="does not exist"):
        read(tmp_path / "none.gpkg")
    with pytest.raises(DataUnavailable, match="does not exist"):
        read(tmp_path)
    (tmp_path / "a.kml").write_text("<kml/>")
    assert "must be one of .geojson, .geoparquet, .gpkg" in error_of(tmp_path / "a.kml")


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".shp", ".parquet", ".zip"])
@pytest.mark.parametrize("content", [b"", b"<OGRVRTDataSource/>", b"PK\3\4 not really"])
def test_content_that_is_not_of_its_kind(tmp_path, suffix, content):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert "a" in error_of(path, crs="EPSG:4326")


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".shp", ".parquet"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_files_are_refused(tmp_path, suffix, share):
    columns = SHORT if suffix == ".shp" else {}
    path = save(frame().rename(columns=columns), tmp_path / f"a{suffix}")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert path.name in error_of(path, crs="EPSG:4326", columns_of=columns)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damaged_parquet_never_ends_otherwise(tmp_path, data):
    whole = bytearray(save(frame(), tmp_path / "a.parquet").read_bytes())
    for _ in range(3):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / "b.parquet").write_bytes(whole)
    with contextlib.suppress(InvalidInput):
        assert len(read(tmp_path / "b.parquet").counties) == 3


def test_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = save(frame(), tmp_path / "a.gpkg")
    monkeypatch.setattr(layer_file, "MOST_BYTES", 2**20 // 16)
    assert "larger than" in error_of(path)


def zip_of(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_zip_that_expands_too_far_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(layer_file, "MOST_BYTES", 2**20)
    bomb = zip_of(tmp_path / "a.zip", [("a.geojson", b"{" + b" " * 2**22)])
    assert bomb.stat().st_size < 2**14
    assert "expands to more than 1 MB" in error_of(bomb, crs="EPSG:4326")


def test_zip_that_lies_about_its_sizes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(layer_file, "MOST_BYTES", 2**20)
    bomb = zip_of(tmp_path / "a.zip", [("a.geojson", b"{" + b" " * 2**22)])
    true, lie = (2**22 + 1).to_bytes(4, "little"), (100).to_bytes(4, "little")
    bomb.write_bytes(bomb.read_bytes().replace(true, lie))
    assert "a.zip" in error_of(bomb, crs="EPSG:4326")


def test_parquet_that_expands_too_far_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    frame(note="x" * 1_000_000).to_parquet(path, compression="zstd", use_dictionary=False)
    monkeypatch.setattr(layer_file, "MOST_BYTES", path.stat().st_size + 1)
    assert "expands to more than" in error_of(path)


def test_zip_members_stay_in_their_folder(tmp_path):
    inside = save(frame(), tmp_path / "in.geojson").read_bytes()
    outside = tmp_path / "deep" / "x.zip"
    outside.parent.mkdir()
    zip_of(outside, [("../../escaped.geojson", inside)])
    assert len(read(outside, crs="EPSG:4326").counties) == 3
    assert not list(tmp_path.rglob("escaped.geojson"))


def test_zip_with_none_or_several_layers_is_refused(tmp_path):
    inside = save(frame(), tmp_path / "in.geojson").read_bytes()
    none = zip_of(tmp_path / "n.zip", [("readme.txt", b"hello")])
    two = zip_of(tmp_path / "t.zip", [("a.geojson", inside), ("b.geojson", inside)])
    many = zip_of(tmp_path / "m.zip", [(f"{i}.txt", b"") for i in range(101)])
    assert "found: none" in error_of(none)
    assert "found: a.geojson, b.geojson" in error_of(two)
    assert "more than 100 files" in error_of(many)


def test_geopackage_with_several_layers(tmp_path):
    path = save(frame(), tmp_path / "a.gpkg")
    frame().to_file(path, layer="other")
    assert "has 2 layers, name one: a, other" in error_of(path)
    assert len(read(path, layer="other").counties) == 3
    assert "no layer third" in error_of(path, layer="third")
