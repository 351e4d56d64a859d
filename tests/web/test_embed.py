"""The map alone, for a frame in another site's page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.test_image import parts


def policy(response):
    rules = response.headers["Content-Security-Policy"].split("; ")
    return {name: rule for name, _, rule in (one.partition(" ") for one in rules)}


@pytest.mark.parametrize("query", ["?embed=1", "?layer=parks&place=330000&embed=1&lang=en"])
def test_any_site_may_frame_the_map_alone(client, query):
    response = client.get(f"/{query}")
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in response.headers


PAGES = ["/", "/?place=330000", "/?embed=", "/region/330000", "/methods", "/quality?embed=1"]


@pytest.mark.parametrize("path", [*PAGES, "/no-page", "/image.png?width=1"])
def test_no_site_may_frame_anything_else(client, path):
    response = client.get(path)
    assert policy(response)["frame-ancestors"] == "'none'"
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("value", ["2", "true", "1'", "%00"])
def test_a_wrong_value_is_refused(client, value):
    response = client.get(f"/?embed={value}")
    assert response.status_code == 400
    assert "embed" in response.text
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("layer", ["density", "industries", "parks", "transfer"])
def test_every_link_within_stays_in_the_frame(browser, layer):
    answer = browser.ask(f"?layer={layer}&place=330000&embed=1")
    for part in ("crumbs", "legend"):
        links = list(parts(answer.prop(part, "children"), "A"))
        assert links or part == "legend"
        for link in links:
            assert parse_qs(urlsplit(link["href"]).query)["embed"] == ["1"]


def test_the_credit_leads_to_the_full_atlas_in_a_page_of_its_own(browser):
    credit = browser.ask("?place=330000&embed=1").prop("credit", "children")
    edition = next(link for link in parts(credit, "A") if "panel=sources" in link["href"])
    assert edition["target"] == "_blank"
    assert "embed" not in edition["href"]
    pages = [link for link in parts(credit, "A") if "download" not in link]
    assert {link["target"] for link in pages} == {"_blank"}


def test_the_scripts_get_the_title_and_both_addresses(browser):
    values = browser.ask("?place=330000&table=open&panel=sources").prop("values", "data")
    assert values["map_title"] == "浙江省　集群数（地级单元）"
    assert values["alone"] == "/?place=330000&embed=1"
    within = browser.ask("?place=330000&embed=1").prop("values", "data")
    assert within["full"] == "/?place=330000"


def test_the_map_alone_is_the_same_map(browser):
    full, alone = browser.ask("?place=330000"), browser.ask("?place=330000&embed=1")
    assert full.prop("drawn", "data") == alone.prop("drawn", "data")
    assert json.dumps(full.changes()) == json.dumps(alone.changes())
