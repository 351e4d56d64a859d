"""`/geo/...`: sent once, compressed, never changing under its address, and complete."""

import gzip
import json

import pytest

from geo.place import Level
from tests.web.browser import GEOMETRY

UNITS = {"province": 34, "prefecture": 375, "county": 2891}


def url(atlas, layer):
    return f"/geo/{layer}/{atlas.edition.map_layers[layer].sha256}.geojson"


def layer(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return json.loads(response.text)


def ids(collection):
    return [feature["id"] for feature in collection["features"]]


@pytest.mark.parametrize("name", UNITS)
def test_a_layer_may_be_kept_for_ever(client, atlas, name):
    response = client.get(url(atlas, name))
    assert response.mimetype == "application/geo+json"
    assert "immutable" in response.headers["Cache-Control"]
    assert "public" in response.headers["Cache-Control"]
    assert response.headers["ETag"]
    assert "Accept-Encoding" in response.headers["Vary"]


def test_what_the_browser_holds_is_not_sent_again(client, atlas):
    path = url(atlas, "province")
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.data == b""
    other = client.get(path, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize("name", ["province", "county-330000"])
def test_compressed_and_plain_answers_are_the_same(client, atlas, name):
    path = url(atlas, name)
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    packed = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize(("name", "units"), UNITS.items())
def test_a_national_layer_has_every_unit_once(client, atlas, name, units):
    found = ids(layer(client, url(atlas, name)))
    expected = [place.adcode for place in atlas.gazetteer.of_level(Level(name))]
    assert len(found) == units
    assert sorted(found) == sorted(expected)


def test_a_province_has_a_fine_layer_with_its_own_units(client, atlas):
    for province in atlas.gazetteer.of_level(Level.PROVINCE):
        for level in (Level.PREFECTURE, Level.COUNTY):
            units = atlas.units_within(province.key, level)
            name = f"{level}-{province.adcode}"
            if units:
                found = ids(layer(client, url(atlas, name)))
                assert sorted(found) == sorted(unit.place.adcode for unit in units), name


def test_a_wrong_hash_is_not_found_and_not_kept(client):
    response = client.get("/geo/province/" + "0" * 64 + ".geojson")
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


def test_every_layer_that_a_screen_names_is_there(browser, client):
    named = set(GEOMETRY.findall(json.dumps(client.get("/_dash-layout").get_json())))
    for search in ("", "?level=prefecture", "?level=county"):
        named |= browser.ask(search).geometry
    for province in ("330000", "110000", "460000", "710000", "650000"):
        named |= browser.ask(f"?place={province}").geometry
        named |= browser.ask(f"?place={province}&level=county").geometry
    assert len(named) > 10
    for path in named:
        assert client.head(path).status_code == 200, path


@pytest.mark.parametrize(
    "place", ["", "330000", "330400", "330481", "110000", "441900", "460000", "710000", "659001"]
)
def test_the_units_on_the_map_are_features_of_its_layer(browser, client, place):
    changes = browser.ask(f"?place={place}" if place else "").changes()
    held = set(ids(layer(client, changes["data.0.geojson"])))
    assert set(changes["data.0.locations"]) <= held


def test_the_inset_is_drawn_here_for_the_nation_only(browser, client):
    nation = browser.ask("?level=county")
    picture = client.get(nation.prop("inset", "src"))
    assert picture.status_code == 200
    assert picture.mimetype == "image/svg+xml"
    assert "<script" not in picture.text
    assert nation.prop("inset", "hidden") is False
    assert browser.ask("?place=330000").prop("inset", "hidden") is True


def test_the_search_index_is_kept_for_ever(browser, client):
    path = browser.ask().prop("values", "data")["index"]
    response = client.get(path)
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
