"""Choices of industrial transfer that the edition does not have: named, never a fault."""

import re

import pytest


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("kind=x", 400, "kind"),
        ("kind=policy&period=2018", 400, "period"),
        ("kind=policy&activity=C39", 400, "activity"),
        ("kind=events&activity=C39", 400, "activity"),
        ("kind=events&period=1999", 404, "period"),
        ("activity=Z99", 404, "activity"),
        ("activity=secondary&period=2008-2019", 404, "period"),
        ("period=2019-2014", 400, "period"),
        ("period=soon", 400, "period"),
        ("top=0", 400, "top"),
        ("top=201", 400, "top"),
        ("top=ten", 400, "top"),
        ("by=x", 400, "by"),
        ("flow=440000", 400, "flow"),
        ("flow=440000-440000", 400, "flow"),
        ("level=county", 400, "level"),
        ("kind=policy&level=province", 400, "level"),
    ],
)
def test_a_wrong_choice_is_named(browser, query, status, named):
    for path in ("/", "/transfer/modelled.csv" if "kind" not in query else "/"):
        response = browser.client.get(f"{path}?layer=transfer&{query}")
        assert response.status_code == status, response.text
        assert named in response.text


def test_an_unknown_file_is_named_with_those_there_are(browser):
    response = browser.client.get("/transfer/everything.csv")
    assert response.status_code == 404
    assert "modelled.csv" in response.text


def test_ribbons_of_another_edition_or_hash_are_not_found(browser):
    url = browser.ask("?layer=transfer").changes()["data.2.geojson"]
    other = re.sub(r"[0-9a-f]{64}", "0" * 64, url)
    assert browser.client.get(other).status_code == 404
    assert browser.client.get(re.sub("edition=.*", "edition=x", url)).status_code == 404
