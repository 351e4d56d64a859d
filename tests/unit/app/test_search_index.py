"""The search index: every place and cluster once, under the hash of its content."""

import gzip
import hashlib
import json

import pytest

from geo.place import Level, PlaceKey


@pytest.fixture(scope="module")
def content(atlas):
    return json.loads(gzip.decompress(atlas.search_index.body))


def places(content, level):
    return [dict(zip(content["fields"], row, strict=True)) for row in content["levels"][level]]


def test_the_address_is_the_hash_of_the_content(atlas):
    raw = gzip.decompress(atlas.search_index.body)
    assert hashlib.sha256(raw).hexdigest() in atlas.search_index.url


def test_every_place_is_there_once(atlas, content):
    for level in Level:
        found = [place["adcode"] for place in places(content, level)]
        assert sorted(found) == sorted(p.adcode for p in atlas.gazetteer.of_level(level))


def test_a_place_has_its_names_and_what_is_above_it(content):
    yiwu = next(p for p in places(content, "county") if p["adcode"] == "330782")
    assert (yiwu["name"], yiwu["pinyin"], yiwu["initials"]) == ("义乌市", "yiwushi", "yws")
    assert yiwu["name_en"].startswith("Yiwu")
    assert (yiwu["province"], yiwu["prefecture"]) == ("330000", "330700")
    assert yiwu["area_km2"] == pytest.approx(1105, rel=0.02)  # as the city states it


def test_every_cluster_leads_to_a_place_that_holds_it(atlas, content):
    assert len(content["clusters"]) == len(atlas.clusters)
    names = {cluster["name_zh"] for cluster in atlas.clusters.values()}
    assert {row[0] for row in content["clusters"]} == names
    for _, _, _, level, adcode in content["clusters"]:
        assert PlaceKey(Level(level), adcode) in atlas.gazetteer


def test_the_index_is_small(atlas):
    assert len(atlas.search_index.body) < 200_000
