"""`/data` and its files: what they hold, read with other software, and what is refused."""

import csv
import io
import json
from urllib.parse import urlencode

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from app.extract.datasets import DATASETS
from app.extract.files import FORMATS, formats_of
from geo.place import Level, PlaceKey
from tests.web.browser import links

HEBEI = "130000"
FEW = ("unplaced", "intensity")
"""Datasets with a handful of rows or none in the bundled edition."""
UNLED = ("并列", "无单一主导", "")
"""What the map says of a unit where no chain is dominant."""


@pytest.fixture
def fetch(browser):
    def fetched(path, status=200, **headers):
        response = browser.client.get(path, headers=headers, buffered=True)
        assert response.status_code == status, response.text[:500]
        return response

    return fetched


def narrowed(name, **given):
    """A query of what the dataset takes."""
    taken = {key: value for key, value in given.items() if key in DATASETS[name].parameters}
    return "?" + urlencode(taken)


def rows(response):
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


@pytest.fixture
def read(fetch, tmp_path):
    """A file as geopandas reads it."""

    def frame(path):
        suffix = path.partition("?")[0].rpartition(".")[2]
        file = tmp_path / f"extract.{suffix}"
        file.write_bytes(fetch(path).data)
        if suffix == "parquet":
            return gpd.read_parquet(file)
        dataset = path.rpartition("/")[2].partition(".")[0]  # beside it stands its style
        return gpd.read_file(file, **{"layer": dataset} if suffix == "gpkg" else {})

    return frame


# ---- what a file is ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DATASETS)
def test_geojson_is_rfc_7946(fetch, name):
    found = json.loads(fetch(f"/data/{name}.geojson{narrowed(name, place=HEBEI)}").data)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids))
    assert len(ids) > 5 or name in FEW
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert list(feature["properties"]) == list(DATASETS[name].columns)
        if feature["geometry"] is None:
            assert "bbox" not in feature
            continue
        shape = shapely.geometry.shape(feature["geometry"])
        assert feature["bbox"] == pytest.approx(shape.bounds)
        assert -180 <= feature["bbox"][0] <= feature["bbox"][2] <= 180
        for polygon in getattr(shape, "geoms", [shape]):
            if polygon.geom_type == "Polygon":
                assert polygon.exterior.is_ccw
                assert not any(ring.is_ccw for ring in polygon.interiors)


@pytest.mark.parametrize("suffix", ["geojson", "parquet", "gpkg"])
def test_every_format_gives_back_the_units_of_the_edition(read, atlas, suffix):
    found = read(f"/data/places.{suffix}?place={HEBEI}")
    assert found.crs == "EPSG:4326"
    units = atlas.units_within(PlaceKey(Level.PROVINCE, HEBEI), Level.COUNTY)
    assert list(found["adcode"]) == [unit.place.adcode for unit in units]
    places = atlas.edition.places
    held = places[places["level"] == "county"].set_index("adcode").loc[found["adcode"]]
    assert shapely.equals(found.geometry, held.geometry.to_numpy()).all()
    assert np.allclose(found.geometry.bounds, held.geometry.bounds, atol=1e-7)
    assert found["area_km2"].tolist() == held["area_km2"].tolist()


def test_the_whole_country_is_every_unit_once(fetch):
    found = json.loads(fetch("/data/places.geojson").data)["features"]
    assert len({feature["id"] for feature in found}) == len(found) == 2891


def test_geoparquet_has_a_covering_box(fetch, tmp_path):
    file = tmp_path / "places.parquet"
    file.write_bytes(fetch("/data/places.parquet?level=province").data)
    about = json.loads(pq.read_metadata(file).metadata[b"geo"])
    assert about["version"] == "1.1.0"
    assert about["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


def test_a_geopackage_names_its_layer(fetch, tmp_path):
    file = tmp_path / "sources.gpkg"
    file.write_bytes(fetch("/data/sources.gpkg").data)
    assert pyogrio.list_layers(file)[:, 0].tolist() == ["sources"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [(one.id, suffix) for one in DATASETS.values() for suffix in formats_of(one)],
)
def test_each_file_has_its_type_and_name_and_is_kept(fetch, atlas, name, suffix):
    one = next(iter(DATASETS[name].columns))
    query = narrowed(name, place="710000", columns=one)
    first = fetch(f"/data/{name}.{suffix}{query}")
    assert first.mimetype == FORMATS[suffix].mimetype
    file = f"cluster-atlas_{name}_{atlas.edition.id}.{suffix}"
    assert first.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert first.data
    tag = first.headers["ETag"]
    again = fetch(f"/data/{name}.{suffix}{query}", 304, **{"If-None-Match": tag})
    assert again.data == b""
    assert fetch(f"/data/{name}.{suffix}").headers["ETag"] != tag


# ---- what stands in it ---------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["2023", "2024", "2025", "2026", "all"])
@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_places_tell_the_numbers_of_the_map(browser, fetch, level, year):
    shown = browser.ask(f"?level={level}&year={year}").units()
    found = rows(fetch(f"/data/places.csv?level={level}&year={year}"))
    assert {row["adcode"] for row in found} == set(shown)
    for row in found:
        count, density, *_ = shown[row["adcode"]]["facts"]
        assert int(row["clusters"]) == count
        assert float(row["clusters_per_10k_km2"]) == pytest.approx(density, abs=5e-5)


@pytest.mark.parametrize("year", ["2023", "2025"])
@pytest.mark.parametrize("place", ["100000", "130000", "310000", "441900"])
def test_clusters_are_those_that_the_places_count(fetch, place, year):
    query = f"place={place}&year={year}"
    level = "province" if place != "441900" else "prefecture"
    counted = sum(
        int(row["clusters"]) for row in rows(fetch(f"/data/places.csv?{query}&level={level}"))
    )
    found = rows(fetch(f"/data/clusters.csv?{query}"))
    assert len(found) == counted
    assert counted or place == "441900"
    assert all(int(row["batch_year"]) <= int(year) for row in found)


def test_clusters_stand_at_the_middle_of_their_unit(read, atlas):
    for row in read("/data/clusters.geojson?place=330000").itertuples():
        keys = [PlaceKey(Level(row.placed_level), code) for code in row.placed_adcodes.split(";")]
        places = atlas.edition.places.set_index(["level", "adcode"])
        at = [places.loc[(key.level, key.adcode)] for key in keys]
        expected = shapely.MultiPoint([(one.point_lon, one.point_lat) for one in at])
        assert row.geometry.equals(expected if len(at) > 1 else expected.geoms[0])


def test_parks_are_those_of_the_catalogue(fetch):
    found = rows(fetch("/data/parks.csv"))
    assert len(found) == 2408
    flagged = [row for row in found if "many_industries" in row["flags"].split(";")]
    assert len(flagged) == 87
    assert {row["grade"] for row in flagged} == {"provincial"}


def test_a_box_keeps_what_touches_it(read):
    whole = read("/data/places.geojson?place=330000")
    box = (120.0, 30.0, 120.5, 30.5)
    some = read(f"/data/places.geojson?place=330000&bbox={','.join(map(str, box))}")
    touching = whole[whole.intersects(shapely.box(*box))]
    assert list(some["adcode"]) == list(touching["adcode"])
    assert 0 < len(some) < len(whole)


def test_columns_come_in_the_order_asked_for(fetch):
    found = fetch("/data/places.csv?level=province&columns=clusters,name_zh").data
    assert found.decode("utf-8-sig").splitlines()[0] == "id,clusters,name_zh"


def test_a_formula_in_a_name_is_no_formula_in_the_table():
    from app.csv_text import csv_text

    assert b"'=1+1" in b"".join(csv_text(["name"], [["=1+1"]]))


@pytest.mark.parametrize(
    "view",
    [
        "",
        "?level=county&year=2023&programme=all",
        "?place=330000&level=prefecture&chain=textiles",
        "?place=330400&year=2024",
        "?place=110000",
        "?place=441900",
    ],
)
def test_the_data_of_a_map_are_its_units(browser, fetch, view):
    answer = browser.ask(view)
    address = links(answer.prop("credit", "children"))["CSV"]
    told = {row["adcode"]: int(row["clusters"]) for row in rows(fetch(address))}
    assert told == {code: unit["facts"][0] for code, unit in answer.units().items()}


def test_the_data_of_the_map_of_parks_are_its_parks(browser, fetch):
    answer = browser.ask("?layer=parks&place=330000")
    address = links(answer.prop("credit", "children"))["CSV"]
    assert address.startswith("/data/parks.csv")
    assert len(rows(fetch(address))) == 112
    assert "112" in answer.text("panel")


FILED = {
    "dominant": ("dominant", "compositions", "chain_zh"),
    "count": ("inside", "compositions", "count"),
    "share": ("share", "compositions", "share"),
    "quotient": ("quotient", "indicators", "value"),
    "diversity": ("diversity", "indicators", "value"),
    "similarity": ("mean", "indicators", "value"),
}
"""Where the file has what the table under the map of industries shows, by structure."""


@pytest.mark.parametrize("subject", ["cluster", "park"])
@pytest.mark.parametrize("structure", FILED)
def test_the_data_of_the_map_of_industries_are_its_values(browser, fetch, subject, structure):
    field, name, column = FILED[structure]
    view = f"?layer=industries&subject={subject}&structure={structure}&level=province&table=open"
    answer = browser.ask(view)
    address = links(answer.prop("credit", "children"))["CSV"]
    assert address.startswith(f"/data/{name}.csv")
    table = answer.prop("values", "data")
    at = table["fields"].index(field)
    shown = {code: values[at] for code, values in table["values"].items()}
    shown = {code: value for code, value in shown.items() if value not in (None, 0, *UNLED)}
    filed = rows(fetch(address))
    if structure == "dominant":
        assert {r["adcode"]: r[column] for r in filed if r["dominant"] == "True"} == shown != {}
        return
    told = {r["adcode"]: float(r[column]) for r in filed if r[column] and r.get("detail") != "max"}
    told = {code: value for code, value in told.items() if value}
    assert told == pytest.approx(shown, abs=6e-5)
    assert told


@pytest.mark.parametrize("view", ["?layer=parks", "?layer=parks&place=330000&level=prefecture"])
def test_the_parks_of_the_file_are_those_that_each_unit_counts(browser, fetch, view):
    answer = browser.ask(view)
    address = links(answer.prop("credit", "children"))["CSV"]
    found = rows(fetch(address))
    for adcode, unit in answer.units().items():
        inside = [row for row in found if (row["placed_adcode"] or "").startswith(adcode[:2])]
        if adcode.endswith("0000"):
            assert len(inside) == unit["facts"][0]
    for adcode in list(answer.units())[:3]:
        mine = rows(fetch(f"/data/parks.csv?place={adcode}"))
        assert len(mine) == answer.units()[adcode]["facts"][0]
        assert {row["id"] for row in mine} <= {row["id"] for row in found}


@pytest.mark.parametrize("kind", ["policy", "events", "modelled"])
def test_the_data_of_industrial_transfer_are_those_of_the_panel(browser, fetch, kind):
    answer = browser.ask(f"?layer=transfer&kind={kind}&place=330000")
    address = links(answer.prop("credit", "children"))["CSV"]
    assert address.startswith(f"/transfer/{kind}.csv")
    assert address in links(answer.prop("panel", "children")).values()
    assert fetch(address).mimetype == "text/csv"


@pytest.mark.parametrize("analysis", ["hotspots", "outliers"])
def test_the_data_of_hot_spots_are_their_scores(browser, fetch, analysis):
    answer = browser.ask(f"?analysis={analysis}&level=province&measure=per_area")
    address = links(answer.prop("credit", "children"))["CSV"]
    assert address.startswith("/data/indicators.csv?level=province&indicator=")
    found = rows(fetch(address))
    assert {row["adcode"] for row in found} <= answer.units().keys()
    assert len(found) > 25
    assert all(row["q"] and row["grade"] for row in found)


# ---- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/data/everything.csv", 404, "everything"),
        ("/data/places.shp", 404, "shp"),
        ("/data/places.csv?bbox=120,30,119,31", 400, "bbox"),
        ("/data/places.csv?bbox=nan,1,2,3", 400, "bbox"),
        ("/data/places.csv?bbox=1,2,3", 400, "bbox"),
        ("/data/places.csv?bbox=170,0,-170,1", 400, "bbox"),
        ("/data/places.csv?columns=secret", 404, "secret"),
        ("/data/places.csv?columns=level,level", 400, "columns"),
        ("/data/places.csv?place=999999", 404, "999999"),
        ("/data/places.csv?place=330400&level=province", 404, "330400"),
        ("/data/places.csv?year=1999", 404, "year"),
        ("/data/places.csv?programme=none", 404, "programme"),
        ("/data/places.csv?chain=none", 404, "chain"),
        ("/data/places.csv?limit=5", 400, "limit"),
        ("/data/places.csv?place=330000&place=340000", 400, "place"),
        ("/data/parks.csv?year=2024", 400, "year"),
        ("/data/parks.csv?chain=none", 404, "chain"),
        ("/data/parks.csv?industry=39", 400, "industry"),
        ("/data/parks.csv?industry=C00", 404, "industry"),
        ("/data/clusters.csv?industry=A39", 404, "industry"),
        ("/data/places.csv?industry=C39", 400, "industry"),
        ("/data/recognitions.csv?level=county", 400, "level"),
        ("/data/industries.csv?year=2024", 400, "year"),
        ("/data/sources.csv?place=330000", 400, "place"),
        ("/data/indicators.csv?industry=C00", 404, "industry"),
        ("/data/flows.csv?industry=C00", 404, "industry"),
        ("/data/indicators.csv?level=town", 400, "level"),
        ("/data/indicators.csv?indicator=magic", 400, "indicator"),
        ("/data/indicators.csv?indicator=plot_ratio", 404, "indicator"),
        ("/data/intensity.csv?indicator=hhi", 404, "indicator"),
        ("/data/places.csv?indicator=hhi", 400, "indicator"),
        ("/data/indicators.csv?chain=none", 404, "chain"),
        ("/data/compositions.csv?subject=park&year=2024", 400, "year"),
        ("/data/indicators.csv?subject=park&programme=all", 400, "programme"),
        ("/data/compositions.csv?place=330483&level=province", 404, "330483"),
        ("/data/intensity.csv?level=county", 400, "level"),
        ("/data/flows.csv?kind=gradient", 400, "kind"),
        ("/data/industries.csv?subject=town", 400, "subject"),
        ("/data/clusters.csv?subject=park", 400, "subject"),
        ("/data/unplaced.csv?bbox=110,30,111,31", 400, "bbox"),
        ("/data/places.csv?chain=" + "x" * 10_000, 400, "address"),
        ("/data/..%2f..%2fetc/passwd.csv", 404, "passwd"),
        ("/data/places.csv?place=' OR 1=1", 400, "place"),
        ("/data/places.csv?columns=<script>", 404, "columns"),
        ("/data?lang=de", 400, "lang"),
    ],
)
def test_a_refusal_names_what_is_wrong(fetch, path, status, named):
    told = fetch(path, status).text
    assert named in told
    assert "<script>" not in told
    assert "Traceback" not in told


def test_the_page_names_every_file_and_column(fetch):
    page = fetch("/data").text
    for name, dataset in DATASETS.items():
        assert all(f'href="/data/{name}.{suffix}"' in page for suffix in formats_of(dataset))
        assert all(f"<code>{column}</code>" in page for column in dataset.columns)
    assert 'lang="en"' in fetch("/data?lang=en").text


def test_a_geopackage_brings_its_style(fetch, tmp_path):
    """QGIS takes the row of layer_styles that names the layer and is the default."""
    file = tmp_path / "places.gpkg"
    file.write_bytes(fetch("/data/places.gpkg?level=province").data)
    assert pyogrio.list_layers(file)[:, 0].tolist() == ["places", "layer_styles"]
    (style,) = pyogrio.read_dataframe(file, layer="layer_styles").to_dict("records")
    assert (style["f_table_name"], style["f_geometry_column"]) == ("places", "geom")
    assert style["useAsDefault"]
    assert style["styleQML"].startswith("<!DOCTYPE qgis")
    assert pyogrio.read_info(file, layer="places")["geometry_name"] == "geom"
