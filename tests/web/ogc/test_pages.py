"""The pages of the API: everything from this host, both languages, no markup from the data."""

import json
import re
from html import unescape

import pytest

from app.ogc.collections import COLLECTIONS

ACCEPT = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PATHS = (
    "",
    "/conformance",
    "/openapi",
    "/collections",
    *(f"/collections/{name}" for name in COLLECTIONS),
    "/collections/parks/schema",
    "/collections/parks/queryables",
    "/collections/sources/queryables",
    *(f"/collections/{name}/items" for name in COLLECTIONS),
    "/collections/clusters/items?filter=batch_year=2024&offset=10&limit=5",
    "/collections/places-county/items/330483",
    "/collections/flows/items?kind=policy&limit=1",
)
LOADED = re.compile(r'<(?:script|link|img|iframe)[^>]*? (?:src|href)="([^"]*)"')
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def page(programme):
    def fetched(path):
        response = programme.client.get(f"/ogc{path}", headers=ACCEPT)
        assert response.status_code == 200, response.text[:300]
        assert response.mimetype == "text/html"
        return response.text

    return fetched


@pytest.mark.parametrize("path", PATHS)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(page, path):
    for lang in ("", "en"):
        text = page(f"{path}{'&' if '?' in path else '?'}lang={lang}" if lang else path)
        assert f'<html lang="{lang or "zh-CN"}">' in text
        assert all(address.startswith("/") for address in LOADED.findall(text))
        scripts = re.findall(r"<script[^>]*>", text)
        assert all("application/ld+json" in one for one in scripts)
        assert len(re.findall("<h1", text)) == 1


def test_links_of_a_page_keep_its_language_and_lead_somewhere(programme, page):
    text = page("/collections/clusters/items?lang=en&filter=batch_year=2024&limit=5")
    addresses = {unescape(one) for one in re.findall(r'href="(/ogc[^"]*)"', text)}
    assert len(addresses) > 10
    for address in addresses:
        answer = programme.client.get(address, headers=ACCEPT)
        assert answer.status_code == 200, address
        other = "lang=zh-CN" in address
        assert answer.headers["Content-Language"] == ("zh-CN" if other else "en"), address
    (following,) = re.findall(r'rel="next" href="([^"]*)"', text)
    assert "6–10 of 92" in page(unescape(following).removeprefix("/ogc"))


def test_one_feature_is_shown_with_what_its_properties_mean(page):
    text = page("/collections/places-county/items/330483?lang=en")
    assert "桐乡市" in text
    assert "code of the administrative division" in text
    assert "/geo/locator/" in text


def test_linked_data_names_every_collection_once(programme, page, browser):
    for text in (page(""), page("/collections"), browser.client.get("/data").text):
        (block,) = BLOCK.findall(text)
        told = json.loads(block)
        assert told["@context"] == "https://schema.org/"
        assert [one["identifier"] for one in told["dataset"]] == list(COLLECTIONS)
        assert len(told["isBasedOn"]) > 10
    (block,) = BLOCK.findall(page("/collections/parks"))
    dataset = json.loads(block)
    assert (dataset["@type"], dataset["identifier"]) == ("Dataset", "parks")
    assert programme.get("/collections/parks", f="jsonld").get_json(force=True) == dataset
    areas = [v for v in dataset["variableMeasured"] if v["name"] == "approved_area_ha"]
    assert areas[0]["unitText"] == "ha"


def test_the_catalogue_leads_to_every_file(browser, atlas):
    response = browser.client.get("/data/catalogue.jsonld")
    assert response.mimetype == "application/ld+json"
    told = response.get_json(force=True)
    assert told["dcat:version"] == atlas.edition.id
    prefixes = set(told["@context"])
    assert {key.partition(":")[0] for key in told if not key.startswith("@")} <= prefixes
    served = {one["@id"] for one in told["dcat:service"]["dcat:servesDataset"]}
    assert served == {one["@id"] for one in told["dcat:dataset"]}
    for dataset in told["dcat:dataset"]:
        files = [one["dcat:accessURL"]["@id"] for one in dataset["dcat:distribution"]]
        assert len(files) >= 3
        for address in files:
            if address.partition("?")[0].endswith((".csv", "/items")):
                answer = browser.client.get(address, query_string=None)
                assert answer.status_code == 200, address


def test_names_are_text(page):
    text = page("/collections/parks/items?filter=name_zh='<b>%26'&lang=en")
    assert "<b>" not in text
    assert "&lt;b&gt;" in text
