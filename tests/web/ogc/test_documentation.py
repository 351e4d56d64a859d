"""docs/ogc-api.md says what the API does: each filter of it is asked, each address is there."""

import re
from pathlib import Path

import geopandas
import pytest

from app.ogc.collections import COLLECTIONS
from app.ogc.limits import DEFAULT_LIMIT, MOST_ITEMS
from app.ogc.parameters import Format, for_format, for_items
from app.routes.ogc import RULES

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "ogc-api.md").read_text("utf-8")
FILTERS = re.findall(r"^\| `([a-z-]+)` \| `([^`]+)` \|$", DOCUMENT, re.MULTILINE)


@pytest.mark.parametrize(("name", "filter_"), FILTERS)
def test_a_filter_finds_some_and_not_all(programme, name, filter_):
    found = programme.items(name, filter=filter_)["numberMatched"]
    assert 0 < found < programme.items(name)["numberMatched"]


def test_filters_are_shown():
    assert len(FILTERS) == 8


def test_every_parameter_and_address_is_told():
    told = set(re.findall(r"`([\w/<>.-]+)`", DOCUMENT))
    properties = set(COLLECTIONS["parks"].columns)
    names = {one.name for one in for_items(COLLECTIONS["parks"])} - properties
    assert names - told == set()
    assert all(f"f={one}" in DOCUMENT for one in Format)
    assert for_format(*Format).name == "f"
    addresses = {rule.replace("<name>", "<id>") for rule in RULES}
    assert {one.replace("<feature_id>", "<feature>") for one in addresses} - told == set()
    assert f"{DEFAULT_LIMIT} features unless told otherwise, at most {MOST_ITEMS:,}" in DOCUMENT


def test_the_python_of_it_runs(address):
    block = re.search(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[1]
    code = block.replace("http://127.0.0.1:8050/ogc", address)
    code = code.replace('Features("', 'page = Features("').replace(
        "geopandas.read", "frame = geopandas.read"
    )
    held = {}
    exec(code, held)
    page, frame = held["page"], held["frame"]
    assert len(page["features"]) == page["numberMatched"]
    assert {one["properties"]["grade"] for one in page["features"]} == {"national"}
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert set(frame["province_adcode"]) == {"330000"}
    assert frame.crs == "EPSG:4326"
