"""Bytes of the first load, compressed, as the browser fetches them."""

import re

import pytest

LARGEST, LARGEST_GEOMETRY = 3_000_000, 900_000
# Scripts that components fetch when they are first drawn: the page names them nowhere.
ON_DEMAND = (
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
    "/_dash-component-suites/dash_ag_grid/async-community.js",
)


@pytest.fixture(scope="module")
def page(browser):
    return browser.client.get("/").text


@pytest.fixture(scope="module")
def sizes(browser, page):
    """Compressed bytes by what is fetched."""
    named = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    index = browser.ask().prop("values", "data")["index"]
    paths = ["/", *named, *ON_DEMAND, "/_dash-layout", "/_dash-dependencies", index]
    found = {path: browser.bytes_of(path) for path in paths}
    found["callback"] = browser.bytes_of_view()
    return found


@pytest.fixture(scope="module")
def geometry(browser):
    """Compressed bytes of the map layers of the first view."""
    layout = browser.client.get("/_dash-layout").text.replace("\\u002f", "/")
    paths = browser.ask().geometry | set(re.findall(r"/geo/[\w-]+/[0-9a-f]+\.geojson", layout))
    return {path: browser.bytes_of(path) for path in paths}


def test_the_first_load_is_small(sizes, geometry):
    assert len(sizes) > 12
    assert sum(sizes.values()) + sum(geometry.values()) <= LARGEST


def test_the_geometry_of_the_first_load_is_small(geometry):
    assert geometry
    assert sum(geometry.values()) <= LARGEST_GEOMETRY


def test_every_level_of_the_nation_is_small(browser):
    for level in ("province", "prefecture", "county"):
        layers = browser.ask(f"?level={level}").geometry
        assert sum(browser.bytes_of(path) for path in layers) <= LARGEST_GEOMETRY


def test_scripts_are_compressed(browser, sizes):
    for path in sizes:
        if path.partition("?")[0].endswith((".js", ".css")):
            headers, _ = browser.fetch(path)
            assert headers.get("Content-Encoding") in ("br", "gzip"), path
