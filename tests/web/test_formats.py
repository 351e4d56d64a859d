"""Formats of the extracts, each read with other software and held against the edition."""

import csv
import datetime
import io
import json

import duckdb
import geojson_validator
import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely
from pyproj import CRS
from python_calamine import CalamineWorkbook

from app.extract.datasets import DATASETS
from app.extract.files import FORMATS
from geo.plane import PLANE_WKT, plane_to_lonlat
from tests.web.files import Files

ZHEJIANG = "place=330000"
HAVE_GEOMETRY = [one.id for one in DATASETS.values() if one.geometry != "none"]
LAYERS = ["geojson", "parquet", "gpkg", "fgb"]


@pytest.fixture
def files(browser, tmp_path):
    return Files(browser.client, tmp_path)


@pytest.fixture
def counties(atlas):
    """The counties of 浙江 in the edition, by adcode."""
    places = atlas.edition.places
    mine = places[(places["level"] == "county") & (places["province_adcode"] == "330000")]
    return mine.set_index("adcode")


# ---- GeoJSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DATASETS)
def test_a_validator_of_others_finds_rfc_7946(files, name):
    query = f"?{ZHEJIANG}" if "place" in DATASETS[name].narrowed_by else ""
    found = files.json(f"/data/{name}.geojson{query}")
    assert geojson_validator.validate_structure(found, check_crs=True) == {}
    placed = [one for one in found["features"] if one["geometry"]]
    if placed:
        told = geojson_validator.validate_geometries({**found, "features": placed})
        assert told["invalid"] == {}
        faulty = {"3d_coordinates", "outside_lat_lon_boundaries", "crosses_antimeridian"}
        assert not faulty & told["problematic"].keys()


def test_the_validator_of_others_would_find_a_fault(files):
    found = files.json(f"/data/places.geojson?{ZHEJIANG}&level=province")
    rings = found["features"][0]["geometry"]["coordinates"]
    rings[0][0].reverse()
    assert geojson_validator.validate_geometries(found)["invalid"].keys() == {"exterior_not_ccw"}


def test_geojson_in_cgcs2000_says_so_as_gdal_reads_it(files):
    plain = files.json(f"/data/places.geojson?{ZHEJIANG}")
    found = files.json(f"/data/places.geojson?{ZHEJIANG}&crs=EPSG:4490")
    assert found["crs"]["properties"]["name"] == "urn:ogc:def:crs:EPSG::4490"
    assert "Not RFC 7946" in found["note"]
    assert found["features"] == plain["features"]
    assert files.frame(f"/data/places.geojson?{ZHEJIANG}&crs=EPSG:4490").crs == "EPSG:4490"


# ---- the same as the edition ---------------------------------------------------------------------


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4490"])
@pytest.mark.parametrize("suffix", LAYERS)
def test_each_layer_gives_back_the_edition(files, counties, suffix, crs):
    found = files.frame(f"/data/places.{suffix}?{ZHEJIANG}&crs={crs}").set_index("adcode")
    assert found.crs == crs
    held = counties.loc[found.index]
    assert len(found) == len(counties) == 90
    assert shapely.equals(found.geometry, held.geometry.to_numpy()).all()
    assert np.allclose(found.geometry.bounds, held.geometry.bounds, atol=1e-7)
    assert np.allclose(found["area_km2"], held["area_km2"], rtol=1e-12)
    assert found["name_zh"].tolist() == held["name_zh"].tolist()


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "fgb"])
def test_albers_is_the_plane_of_the_maps(files, counties, suffix):
    found = files.frame(f"/data/places.{suffix}?{ZHEJIANG}&crs=albers").set_index("adcode")
    told = {one.code: one.value for one in found.crs.coordinate_operation.params}
    assert told == {"8821": 36, "8822": 105, "8823": 25, "8824": 47, "8826": 0, "8827": 0}
    assert found.crs.geodetic_crs == CRS("EPSG:4490")
    back = shapely.transform(found.geometry.to_numpy(), plane_to_lonlat)
    held = counties.loc[found.index].geometry.to_numpy()
    assert (shapely.hausdorff_distance(back, held) < 1e-7).all()
    # Equal area: what the plane measures is the area on the ellipsoid, but for the bend of edges.
    areas_km2 = found.area / 1e6
    assert np.allclose(areas_km2, found["area_km2"], rtol=1e-3)


def test_a_projection_of_others_agrees_with_the_plane():
    assert CRS.from_wkt(PLANE_WKT).coordinate_operation.method_code == "9822"
    point = gpd.GeoSeries([shapely.Point(105, 36)], crs="EPSG:4490").to_crs(PLANE_WKT)[0]
    assert (point.x, point.y) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize("name", HAVE_GEOMETRY)
def test_all_layers_of_a_dataset_hold_the_same_rows(files, name):
    rows = {
        suffix: sorted(files.frame(f"/data/{name}.{suffix}?{ZHEJIANG}").iloc[:, 0])
        for suffix in ("parquet", "gpkg", "fgb")
    }
    told = files.json(f"/data/{name}.geojson?{ZHEJIANG}")["features"]
    ids = sorted(one["id"] for one in told)
    assert rows["parquet"] == rows["gpkg"] == rows["fgb"] == ids


@pytest.mark.parametrize("suffix", ["gpkg", "fgb"])
def test_gdal_reads_the_layers(files, suffix):
    told = files.ogrinfo(f"/data/places.{suffix}?{ZHEJIANG}&crs=EPSG:4490")
    for line in (
        "Layer name: places",
        "Geometry: Multi Polygon",
        "Feature Count: 90",
        'ID["EPSG",4490]]',
        "adcode: String (0.0)",
        "clusters: Integer64 (0.0)",
        "area_km2: Real (0.0)",
    ):
        assert line in told


def test_duckdb_reads_geoparquet(files):
    file = files.saved("/data/places.parquet")
    rows, clusters, first = duckdb.sql(
        f"select count(*), sum(clusters), min(bbox.xmin) from '{file}'"
    ).fetchall()[0]
    assert rows == 2891
    found = files.frame("/data/places.parquet")
    assert clusters == found["clusters"].sum() > 100
    assert first == pytest.approx(found.total_bounds[0], abs=1e-4)
    about = json.loads(pq.read_metadata(file).metadata[b"geo"])
    assert about["version"] == "1.1.0"
    assert about["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


# ---- simplified ----------------------------------------------------------------------------------


def test_simplified_neighbours_share_their_border(files, counties):
    found = files.frame("/data/places.parquet?simplify=2000")
    shapes = found.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    full = files.frame("/data/places.parquet").set_index("adcode").geometry
    vertices = shapely.get_num_coordinates(shapes).sum()
    assert vertices < 0.5 * shapely.get_num_coordinates(full.to_numpy()).sum()
    mine = found.set_index("adcode")
    assert mine.loc[counties.index, "area_km2"].tolist() == counties["area_km2"].tolist()
    kept = set(map(tuple, shapely.get_coordinates(mine.loc["330402"].geometry).round(6)))
    assert kept <= set(map(tuple, shapely.get_coordinates(full["330402"]).round(6)))


def test_a_simplified_province_is_made_of_its_counties(files):
    whole = files.frame(f"/data/places.geojson?{ZHEJIANG}&level=province&simplify=4000")
    parts = files.frame(f"/data/places.geojson?{ZHEJIANG}&simplify=4000")
    assert shapely.equals(shapely.coverage_union_all(parts.geometry), whole.geometry[0])


# ---- tables --------------------------------------------------------------------------------------


def test_excel_keeps_codes_as_text_and_tells_what_it_is(files, atlas):
    book = files.workbook(f"/data/places.xlsx?{ZHEJIANG}")
    assert book.sheetnames == ["data", "dictionary", "about"]
    head, *rows = book["data"].values
    assert head == ("id", *DATASETS["places"].columns)
    adcode, clusters = head.index("adcode"), head.index("clusters")
    assert all(isinstance(row[adcode], str) and len(row[adcode]) == 6 for row in rows)
    assert all(isinstance(row[clusters], int) for row in rows)
    dictionary = {row[0]: row[1:] for row in book["dictionary"].values}
    assert dictionary["area_km2"][:2] == ("number", "km²")
    about = {row[0]: row[1] for row in book["about"].values if row[0]}
    assert about["edition"] == atlas.edition.id
    assert about["command"].endswith("--place 330000 --out places.xlsx")
    told = {cell for row in book["about"].values for cell in row}
    assert {row["title"] for row in atlas.sources} <= told


@pytest.mark.parametrize("name", DATASETS)
def test_excel_and_csv_hold_the_same(files, name):
    query = f"?{ZHEJIANG}" if "place" in DATASETS[name].narrowed_by else ""
    told = files.get(f"/data/{name}.xlsx{query}").data
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(told)).get_sheet_by_name("data")
    head, *rows = sheet.to_python()
    text = files.get(f"/data/{name}.csv{query}").data.decode("utf-8-sig")
    first, *lines = csv.reader(io.StringIO(text))
    assert head == first
    assert len(rows) == len(lines)
    for row, line in zip(rows[:200], lines[:200], strict=True):
        assert [_cell(value) for value in row] == [_cell(value) for value in line]


def _cell(value):
    """A cell of either kind, numbers to twelve digits, text without the mark before a formula."""
    if isinstance(value, bool | datetime.date):
        return str(value)
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return value.removeprefix("'").replace("\r\n", "\n")
    return f"{value:.12g}"


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path):
    import openpyxl
    import xlsxwriter

    from app.extract.column import Column
    from app.extract.workbook import Sheet

    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "000001", "=HYPERLINK(0)\t"]
    file = tmp_path / "hostile.xlsx"
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        Sheet(book, "data", {"name": Column("")}).rows([text] for text in hostile)
    sheet = openpyxl.load_workbook(file)["data"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(hostile)
    assert [cell.value for cell in cells] == hostile
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("name", DATASETS)
def test_csv_is_described_as_csv_on_the_web(files, name):
    query = f"?{ZHEJIANG}" if "place" in DATASETS[name].narrowed_by else ""
    answer = files.get(f"/data/{name}.csv{query}")
    link = answer.headers["Link"]
    assert link.endswith('rel="describedby"; type="application/csvm+json"')
    about = files.json(link[1 : link.index(">")])
    assert about["@context"][0] == "http://www.w3.org/ns/csvw"
    assert about["url"] == f"{name}.csv{query}"
    assert all("dc:license" in source for source in about["dc:source"])
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    columns = about["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == head
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            assert cell or not column["required"]
            if cell:
                _READ[str(column["datatype"])](cell)
    keys = [row[head.index(about["tableSchema"]["primaryKey"])] for row in rows]
    assert len(keys) == len(set(keys))


_READ = {
    "string": str,
    "integer": int,
    "number": float,
    "date": datetime.date.fromisoformat,
    "{'base': 'boolean', 'format': 'True|False'}": {"True": True, "False": False}.__getitem__,
}


# ---- refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/data/places.csv?crs=EPSG:4490", 400, "crs"),
        ("/data/places.geojson?crs=albers", 400, "crs"),
        ("/data/places.gpkg?crs=EPSG:3857", 400, "crs"),
        ("/data/places.gpkg?crs=%3Cscript%3E", 400, "crs"),
        ("/data/sources.gpkg?crs=EPSG:4490", 400, "crs"),
        ("/data/sources.fgb", 404, "fgb"),
        ("/data/places.csv?simplify=1000", 400, "simplify"),
        ("/data/clusters.gpkg?simplify=1000", 400, "simplify"),
        ("/data/places.gpkg?simplify=1", 400, "simplify"),
        ("/data/places.gpkg?simplify=-1000", 400, "simplify"),
        ("/data/places.gpkg?simplify=1e3", 400, "simplify"),
        ("/data/places.gpkg?format=csv", 400, "format"),
        ("/data/places.zip?format=shp", 404, "shp"),
        ("/data/places.zip?format=../etc", 400, "format"),
        ("/data/sources.zip?format=fgb", 404, "fgb"),
        ("/data/edition.zip?place=330000", 400, "place"),
        ("/data/edition.gpkg", 404, "edition"),
        ("/data/places", 404, "format"),
        ("/data/places.csv-metadata.json?bbox=nan,1,2,3", 400, "bbox"),
        ("/data/places.csv-metadata.json?simplify=1000", 400, "simplify"),
        ("/data/places.csv.exe", 404, "csv.exe"),
    ],
)
def test_what_a_format_cannot_hold_is_refused(files, path, status, named):
    told = files.get(path, status).text
    assert named in told
    assert "<script>" not in told


@pytest.mark.parametrize("name", HAVE_GEOMETRY)
@pytest.mark.parametrize("suffix", FORMATS)
def test_what_cannot_be_answered_is_said_before_the_file_begins(files, name, suffix):
    assert "999999" in files.get(f"/data/{name}.{suffix}?place=999999", 404).text


@pytest.mark.parametrize("box", ["180,0,180,1", "-1,-1,1,1"])
def test_a_box_with_nothing_in_it_is_an_empty_file(files, box):
    for suffix in FORMATS:
        assert files.get(f"/data/places.{suffix}?bbox={box}").data
    assert files.json(f"/data/places.geojson?bbox={box}")["features"] == []
    assert len(files.frame(f"/data/places.fgb?bbox={box}")) == 0
