"""`/quality/report.html` and `.json`: the run of the edition that is served."""

import re

import pytest

from etl.store.read import get_manifest


@pytest.fixture
def manifest(real_store):
    return get_manifest(real_store)


def test_the_page_is_of_the_edition(client, manifest):
    response = client.get("/quality/report.html")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert manifest["edition_id"] in response.text
    assert '<html lang="zh-CN">' in response.text
    for source in manifest["report"]["sources"]:
        assert source["id"] in response.text


def test_it_has_both_languages(client):
    page = client.get("/quality/report.html?lang=en")
    assert '<html lang="en">' in page.text
    assert 'href="/quality/report.html"' in page.text
    assert 'href="/quality?lang=en"' in page.text
    assert 'href="/quality/report.html?lang=en"' in client.get("/quality/report.html").text


def test_it_loads_nothing_that_the_policy_forbids(client):
    response = client.get("/quality/report.html")
    assert "unsafe" not in response.headers["Content-Security-Policy"].split("style-src")[0]
    assert "<script" not in response.text
    assert not re.search(r'(src|href)="(?!/)', response.text)


def test_the_file_is_the_report(client, manifest):
    response = client.get("/quality/report.json")
    assert response.mimetype == "application/json"
    assert response.get_json() == manifest["report"]
    name = f"cluster-atlas_run-report_{manifest['edition_id']}.json"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("path", ["/quality/report.html", "/quality/report.json"])
def test_what_is_known_is_not_sent_again(client, path):
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/quality/report.html", "/quality/report.json"])
@pytest.mark.parametrize("query", ["lang=fr", "lang=en&lang=en", "id=1", "lang=%ff", "x" * 3000])
def test_another_query_is_refused(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 400
    assert client.post(path).status_code == 405


def test_another_ending_is_not_found(client):
    assert client.get("/quality/report.pdf").status_code == 404
