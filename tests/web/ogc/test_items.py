"""Features of the API against the edition, the SQL views and a calculation of one's own."""

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from sqlalchemy import text

from app.ogc.collections import COLLECTIONS
from app.ogc.crs import CRS84, EPSG_3857, EPSG_4326, EPSG_4490
from app.ogc.limits import DEFAULT_LIMIT
from tests.web.ogc.conftest import linked

TONGXIANG = "330483"
COUNTS = {
    "places-province": "SELECT count(*) FROM current_places WHERE level = 'province'",
    "places-prefecture": "SELECT count(*) FROM current_places WHERE level = 'prefecture'",
    "places-county": "SELECT count(*) FROM current_places WHERE level = 'county'",
    "clusters": "SELECT count(DISTINCT cluster_id) FROM current_clusters",
    "recognitions": "SELECT count(*) FROM current_recognitions",
    "parks": "SELECT count(*) FROM current_parks",
}
"""Collections that a view of the store counts."""


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_collection_is_read_to_its_last_feature(programme, name):
    ids = programme.ids(name)
    assert len(set(ids)) == len(ids)
    assert ids or name == "intensity"  # land use of parks is loaded by who has it


@pytest.mark.parametrize("name", COUNTS)
def test_a_collection_holds_what_the_view_counts(programme, real_store, name):
    with real_store.connect() as connection:
        counted = connection.scalar(text(COUNTS[name]))
    assert programme.items(name, limit=1)["numberMatched"] == counted


def test_pages_lead_to_each_other(programme):
    ids, page = [], programme.items("places-province", limit=17)
    first = [one["id"] for one in page["features"]]
    assert "prev" not in linked(page)
    page = programme.client.get(linked(page)["next"]).get_json(force=True)
    ids = [one["id"] for one in page["features"]]
    assert "next" not in linked(page)  # 34 provinces are two full pages
    assert len({*first, *ids}) == 34
    page = programme.client.get(linked(page)["prev"]).get_json(force=True)
    assert [one["id"] for one in page["features"]] == first


def test_limits(programme):
    assert programme.items("parks")["numberReturned"] == DEFAULT_LIMIT
    everything = programme.items("parks", limit="1000000", skipGeometry="true")
    assert everything["numberReturned"] == everything["numberMatched"] == 2408
    beyond = programme.items("parks", offset="999999")
    assert (beyond["features"], beyond["numberMatched"]) == ([], 2408)


@pytest.mark.parametrize(
    ("uri", "asked"),
    [
        (CRS84, "120,30,121,31"),
        (EPSG_4326, "30,120,31,121"),
        (EPSG_4490, "30,120,31,121"),
        # the corners of the same box by pyproj, rounded outwards by less than a metre
        (EPSG_3857, "13358338.8,3503549.8,13469658.4,3632749.2"),
        (CRS84, "120,30,-100,121,31,9000"),
    ],
)
def test_a_box_finds_what_touches_it(programme, atlas, uri, asked):
    places = atlas.edition.places
    counties = places[places["level"] == "county"]
    touching = counties[counties.intersects(shapely.box(120, 30, 121, 31))]
    found = programme.ids("places-county", bbox=asked, bbox_crs=uri)
    assert sorted(found) == sorted(touching["adcode"])


def test_a_box_across_the_antimeridian(programme, atlas):
    """The east of China and the Pacific, west beyond east: not the west of China."""
    parks = programme.ids("parks", bbox="130,-90,-120,90")
    points = atlas.edition.parks.merge(atlas.edition.places, on=["level", "adcode"])
    assert len(parks) == (points["point_lon"] >= 130).sum() > 0


def test_a_time_finds_what_is_valid_then(programme, atlas):
    """By the rules that the list of recognitions states, worked out with pandas."""
    rows = atlas.edition.recognitions
    years = rows["recognised_year"].astype("Int64").astype("string").fillna("0000")
    begins = rows["recognised_on"].astype("string").fillna(years)
    ends = rows[["valid_to", "reviewed_to"]].astype("Float64").max(axis=1).fillna(9999)
    valid = (begins <= "2024-06-30") & (ends >= 2024)
    matched = programme.items("recognitions", datetime="2024-06-30")["numberMatched"]
    assert 0 < matched == valid.sum() < len(rows)
    valid = (begins <= "2023-01-31") & (ends >= 2023)
    asked = "2023-01-01T00:00:00Z/2023-01-31T23:59:59Z"
    assert programme.items("recognitions", datetime=asked)["numberMatched"] == valid.sum()


def test_what_has_no_time_is_there_at_any_time(programme):
    assert programme.items("parks", datetime="1900-01-01")["numberMatched"] == 2408
    undated = programme.items("recognitions", datetime="../1990-01-01", limit=1000)
    assert undated["numberMatched"] > 0
    for one in undated["features"]:
        assert one["properties"]["recognised_on"] is None


def test_a_property_finds_its_equals(programme, atlas):
    rows = atlas.edition.parks
    grade = programme.ids("parks", grade="national")
    assert len(grade) == (rows["grade"] == "national").sum()
    hundred = programme.ids("parks", approved_area_ha="1000.0")
    assert len(hundred) == (rows["approved_area_ha"] == 1000).sum() > 0
    assert programme.ids("industries", counted="true", subject="park")
    assert programme.items("parks", name_zh="' OR 1=1 --")["numberMatched"] == 0


def test_sorting_puts_what_is_not_known_last(programme):
    sorted_ = programme.items("clusters", sortby="-batch_year,name_zh", limit=1000)["features"]
    told = [(one["properties"]["batch_year"], one["properties"]["name_zh"]) for one in sorted_]
    known = [one for one in told if one[0] is not None]
    assert known == sorted(known, key=lambda one: (-one[0], one[1]))
    assert 0 < len(known) < len(told)
    assert told[: len(known)] == known
    same = programme.items("clusters", sortby="+name_zh", limit=1)["features"]
    assert same == programme.items("clusters", sortby="name_zh", limit=1)["features"]


def test_some_properties_without_geometry(programme):
    page = programme.items("parks", properties="name_zh,grade", skipGeometry="true", limit=3)
    for one in page["features"]:
        assert list(one["properties"]) == ["name_zh", "grade"]
        assert one["geometry"] is None
    assert "properties=name_zh,grade" in linked(page)["next"]


@pytest.mark.parametrize(("uri", "into"), [(EPSG_4326, 4326), (EPSG_4490, 4490), (EPSG_3857, 3857)])
def test_coordinates_in_a_crs(programme, uri, into):
    def coordinates(**query):
        response = programme.get(f"/collections/places-county/items/{TONGXIANG}", **query)
        shape = shapely.geometry.shape(response.get_json(force=True)["geometry"])
        return shapely.get_coordinates(shape), response.headers["Content-Crs"]

    usual, named = coordinates()
    assert named == f"<{CRS84}>"
    assert 120 < usual[:, 0].min() < 121
    assert 30 < usual[:, 1].min() < 31
    made, named = coordinates(crs=uri)
    assert named == f"<{uri}>"
    expected = np.column_stack(Transformer.from_crs("OGC:CRS84", into).transform(*usual.T))
    assert made == pytest.approx(expected, abs=1e-3 if into == 3857 else 1e-9)


def test_one_feature_is_the_one_of_the_page(programme):
    page = programme.items("places-county", adcode=TONGXIANG)
    one = programme.read(f"/collections/places-county/items/{TONGXIANG}")
    assert {name: one[name] for name in page["features"][0]} == page["features"][0]
    assert one["properties"]["name_zh"] == "桐乡市"
    assert linked(one)["collection"].endswith("/collections/places-county")


def test_geometry_is_that_of_the_edition(programme, atlas):
    units = atlas.edition.places.set_index(["level", "adcode"]).geometry
    for one in programme.items("places-province", limit=100)["features"]:
        shape = shapely.geometry.shape(one["geometry"])
        assert shapely.equals(shape, units["province", one["id"]])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_has_one_type_of_geometry_from_its_first_feature_on(programme, name):
    """Programs tell the type by the first page."""
    features = programme.items(name, limit=10_000)["features"]
    types = [one["geometry"] and one["geometry"]["type"] for one in features]
    known = [one for one in types if one]
    assert types[: len(known)] == known
    assert len(set(known)) <= 1
    told = programme.read(f"/collections/{name}/schema")["properties"].get("geometry")
    assert not known or told["format"] == f"geometry-{known[0].lower()}"


def test_an_answer_that_is_known_is_not_sent_again(programme, atlas):
    path = "/ogc/collections/places-county/items?limit=50"
    first = programme.client.get(path)
    assert first.headers["Atlas-Edition"] == atlas.edition.id
    assert first.get_json(force=True)["edition"] == atlas.edition.id
    tag = {"If-None-Match": first.headers["ETag"]}
    again = programme.client.get(path, headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert programme.client.get(f"{path}&offset=50", headers=tag).status_code == 200
    page = programme.client.get(path, headers={**tag, "Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert programme.client.head(path).status_code == 200
    assert programme.client.get(path).data == first.data


def test_a_modelled_row_is_said_to_be_one(programme):
    page = programme.items("flows", kind="modelled")
    assert "估算" in page["note"]
    assert all("估算" in one["properties"]["status"] for one in page["features"])
