"""Addresses: the workspace, real errors for what is not there, and what a page may load."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from app.query import MAX_WORDS_CHARS
from app.state import ViewState

PARAMETERS = sorted(set(ViewState.__dataclass_fields__) - {"usual_lang"})
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "sql": "1' OR '1'='1'; DROP TABLE places;--",
    "template": "{{7*7}}${7*7}",
    "null": "\x00",
    "path": "../../etc/passwd",
    "long": "9" * 1500,
    "emoji": "🚀" * 20,
}


class Tags(HTMLParser):
    """Tags of a page with their attributes, and the text of inline scripts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.inline, self._in_script = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        executable = "json" not in dict(attrs).get("type", "")
        self._in_script = tag == "script" and "src" not in dict(attrs) and executable

    def handle_endtag(self, tag):
        self._in_script = False

    def handle_data(self, data):
        if self._in_script:
            self.inline.append(data)


def page(client, path, status, **query):
    response = client.get(path, query_string=query or None)
    assert response.status_code == status, response.text[:500]
    assert response.mimetype == "text/html"
    assert "Traceback" not in response.text
    return response


def refused(response):
    """Message of an error page: plain text in it, never markup of the one who asked."""
    tags = Tags(response.text)
    assert {tag for tag, _ in tags.tags} <= {
        "html", "head", "meta", "title", "link", "body", "main", "p", "h1", "a"
    }  # fmt: skip
    assert all(name != "onerror" for _, attrs in tags.tags for name in attrs)
    return response.text


def test_the_workspace_answers(client):
    response = page(client, "/", 200)
    assert 'lang="zh-CN"' in response.text
    assert "县域产业集群图谱" in response.text


@pytest.mark.parametrize(
    "query",
    ["place=330000&level=county&year=2024&measure=per_area&lang=en", "layer=density", "table=open"],
)
def test_every_view_has_the_workspace(client, query):
    page(client, f"/?{query}", 200)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/index.html",
        "/place/330000",
        "/admin",
        "/.env",
        "/assets/nothing.js",
        "/assets/../app/settings.py",
        "/assets/%2e%2e/app/settings.py",
        "/geo/province/0000.geojson",
        "/geo/nothing/" + "0" * 64 + ".geojson",
        "/geo/province/" + "0" * 64 + ".geojson",
        "/geo/index/" + "0" * 64 + ".json",
        "/geo/",
        "/geo/nothing",
        "/_dash-nothing",
        "/_dash-component-suites/nothing/x.js",
        "/_dash-component-suites/dash/nothing.js",
        "/_dash-component-suites/dash/..%2f..%2fx.js",
        "/<script>alert(1)</script>",
    ],
)
def test_unknown_addresses_are_not_found(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Traceback" not in response.text
    assert "<script>alert" not in response.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("place", "999999"),
        ("select", "999999"),
        ("year", "1999"),
        ("programme", "nothing"),
        ("batch", "1999"),
    ],
)
def test_what_the_edition_does_not_have_is_not_found_and_named(client, name, value):
    assert value in refused(page(client, "/", 404, **{name: value}))


def test_an_error_page_leads_home_in_its_language(client):
    response = page(client, "/", 404, place="999999", lang="en")
    assert 'lang="en"' in response.text
    assert 'href="/?lang=en"' in response.text


@pytest.mark.parametrize("name", sorted(set(PARAMETERS) - {"activity"}))  # any text: below
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_hostile_values_are_refused_and_escaped(client, name, value):
    told = refused(page(client, "/", 400, **{name: value}))
    assert name in told
    assert "<" not in value or value not in told


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_an_industry_of_no_table_is_refused_and_escaped(client, value):
    query = {"layer": "transfer", "kind": "projects", "activity": value}
    status = 404 if value.isprintable() and len(value) <= MAX_WORDS_CHARS else 400
    told = refused(page(client, "/", status, **query))
    assert "activity" in told
    assert "<" not in value or value not in told


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_parameter_names_are_refused_and_escaped(client, name):
    refused(page(client, "/", 400, **{name: "1"}))


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_given_twice_is_refused(client, name):
    value = getattr(ViewState(place="330000", year="2024", batch="2024"), name) or "330000"
    value = {"level": "county"}.get(name, value)
    assert name in refused(page(client, f"/?{name}={value}&{name}={value}", 400))


def test_a_very_long_query_is_refused(client):
    page(client, "/?" + "&".join(f"place={i:06}" for i in range(900)), 400)


def test_bytes_that_are_no_text_are_refused(client):
    page(client, "/?place=%ff%fe", 400)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client, method):
    assert getattr(client, method)("/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/nothing", "/?place=x"])
def test_pages_may_load_from_this_host_only(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"]
    assert "http" not in policy
    assert "*" not in policy
    for name, sources in rules.items():
        allowed = {"'self'", "'none'", "data:", "blob:"}
        extra = [s for s in sources.split() if s not in allowed and not s.startswith("'sha256-")]
        assert extra == (["'unsafe-inline'"] if name == "style-src" else [])


def test_every_inline_script_is_allowed_by_its_hash(client):
    response = page(client, "/", 200)
    inline = Tags(response.text).inline
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_the_page_names_no_other_host(client):
    tags = Tags(page(client, "/", 200).text).tags
    addresses = [a.get("src") or a.get("href") for t, a in tags if t in ("script", "link", "img")]
    assert addresses
    assert [address for address in addresses if re.match(r"(\w+:)?//", address or "")] == []


@pytest.mark.parametrize("path", ["/", "/healthz", "/_dash-layout", "/nothing"])
def test_types_are_not_guessed(client, path):
    assert client.get(path).headers["X-Content-Type-Options"] == "nosniff"
