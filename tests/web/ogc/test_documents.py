"""What the API tells of itself: links that lead somewhere, types that hold, nothing promised."""

import json

import pytest

from app.ogc.collections import COLLECTIONS
from app.ogc.conformance import CONFORMS_TO
from app.ogc.crs import CRS84, CRS_URIS
from app.ogc.parameters import Format
from app.ogc.web import RESOURCES
from app.routes.ogc import RULES
from tests.web.ogc.conftest import linked

DOCUMENTS = ("", "/collections", "/collections/clusters", "/collections/clusters/items?limit=2",
             "/collections/places-county/items/330483")  # fmt: skip


def test_every_resource_has_an_address():
    assert set(RULES.values()) == set(RESOURCES)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_link_leads_to_what_it_says(programme, path):
    found = programme.client.get(f"/ogc{path}").get_json(force=True)["links"]
    assert {"self", "alternate"} <= {link["rel"] for link in found} | {"alternate"}
    for link in found:
        assert link["href"].startswith("http://localhost/")
        answer = programme.client.get(link["href"], headers={"Accept": link["type"]})
        assert answer.status_code == 200, link
        assert answer.content_type.partition(";")[0] == link["type"].partition(";")[0], link


@pytest.mark.parametrize("path", DOCUMENTS)
def test_self_is_the_same_document(programme, path):
    document = programme.client.get(f"/ogc{path}").get_json(force=True)
    (address,) = [link["href"] for link in document["links"] if link["rel"] == "self"]
    assert programme.client.get(address).get_json(force=True) == document


def test_links_begin_where_the_reader_came_in(programme):
    told = programme.client.get("/ogc", headers={"Host": "atlas.example:8443"}).get_json()
    assert linked(told)["data"] == "http://atlas.example:8443/ogc/collections"
    for host in ("evil.example/<x>", "a b", "x" * 300, 'a"b'):
        refused = programme.client.get("/ogc", headers={"Host": host})
        assert refused.status_code == 400
        assert host not in refused.text


def test_collections_are_the_datasets(programme):
    told = programme.read("/collections")["collections"]
    assert [one["id"] for one in told] == list(COLLECTIONS)
    for one in told:
        assert one["itemType"] == "feature"
        assert one["storageCrs"] == CRS84
        assert one["crs"] == list(CRS_URIS)
        assert one == programme.read(f"/collections/{one['id']}")
    held = {one["id"]: one["extent"] for one in told}
    west, south, east, north = held["parks"]["spatial"]["bbox"][0]
    assert (73 < west < 74) and (3 < south < 4) and (135 < east < 136) and (53 < north < 54)
    assert "spatial" not in held["sources"]
    ((begin, end),) = held["recognitions"]["temporal"]["interval"]
    assert begin < "2024" < end


def test_titles_come_in_the_language_asked_for(programme):
    english = programme.read("/collections/parks", lang="en")
    chinese = programme.read("/collections/parks", lang="zh-CN")
    assert english["title"].isascii()
    assert not chinese["title"].isascii()
    assert programme.get("", lang="en").headers["Content-Language"] == "en"


def test_queryables_are_the_properties_and_the_geometry(programme):
    told = programme.read("/collections/parks/queryables")
    assert list(told["properties"]) == ["geometry", *COLLECTIONS["parks"].columns]
    assert told["properties"]["approved_area_ha"]["type"] == "number"
    assert told["properties"]["approved_area_ha"]["x-ogc-unit"] == "ha"
    assert told["$id"] == "http://localhost/ogc/collections/parks/queryables"
    assert "geometry" not in programme.read("/collections/sources/queryables")["properties"]


def test_properties_do_not_bear_the_names_of_parameters():
    from app.ogc.parameters import LANG, for_format, for_items

    for collection in COLLECTIONS.values():
        names = [one.name for one in (*for_items(collection), LANG, for_format(*Format))]
        assert len(names) == len(set(names))


def test_conformance_claims_nothing_that_is_not_there(programme):
    told = programme.read("/conformance")["conformsTo"]
    assert told == list(CONFORMS_TO)
    assert not [one for one in told if "create-replace-delete" in one or "tiles" in one]


def test_openapi_names_no_other_host(programme):
    told = programme.read("/openapi")
    assert told["servers"] == [{"url": "http://localhost/ogc"}]
    references = [part.split('"')[0] for part in json.dumps(told).split('"$ref": "')[1:]]
    assert references
    assert all(one.startswith("#/components/") for one in references)
    assert len(told["paths"]) == 4 + 5 * len(COLLECTIONS)


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("*/*", "application/geo+json"),
        ("application/geo+json, application/json", "application/geo+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("image/png", "application/geo+json"),
        ("", "application/geo+json"),
    ],
)
def test_the_format_is_what_is_accepted(programme, accept, mimetype):
    path = "/ogc/collections/parks/items"
    answer = programme.client.get(path, headers={"Accept": accept})
    assert answer.mimetype == mimetype
    assert "Accept" in answer.headers["Vary"]


def test_other_sites_may_read(programme):
    for path in ("/ogc", "/data/sources.csv"):
        answer = programme.client.get(path, headers={"Origin": "https://notebook.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    asked = {"Access-Control-Request-Headers": "If-None-Match"}
    preflight = programme.client.options("/ogc", headers=asked)
    assert preflight.status_code == 200
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in programme.client.get("/methods").headers
