"""Names from lists are text: nothing in them is ever read as markup, template or address."""

import csv
import json
import re
from html import unescape

import pytest

from app.main import create_app
from app.settings import Settings
from etl.run import run
from etl.sources import load_sources
from etl.store.engine import open_store
from tests.store.sample import FOLDER
from tests.web.browser import Browser

CLUSTERS = FOLDER.parents[1] / "app" / "hostile_clusters.csv"
COUNTIES = "?programme=sme-national&level=county&year=2024"


def names():
    with CLUSTERS.open(encoding="utf-8", newline="") as file:
        return [row["name_zh"] for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A browser on the sample edition with a national list of hostile names."""
    home = tmp_path_factory.mktemp("hostile")
    replaced = {"sample-clusters": CLUSTERS}
    for source in ("programmes", "batches", "sample-totals"):
        name = source.removeprefix("sample-") + ".csv"
        renamed = (FOLDER / name).read_text("utf-8").replace("sample-nat", "sme-nat")
        replaced[source] = home / name
        replaced[source].write_text(renamed, "utf-8")
    engine = open_store(f"sqlite:///{home / 'atlas.sqlite'}")
    run(engine, load_sources(overrides=replaced, data_dir=FOLDER), data_dir=FOLDER)
    engine.dispose()
    return Browser(create_app(Settings(home=home)).server.test_client())


def components(node):
    """Every component of a tree."""
    if isinstance(node, list):
        for child in node:
            yield from components(child)
    elif isinstance(node, dict) and "props" in node:
        yield node
        yield from components(node["props"].get("children"))


def test_the_panel_shows_every_name_as_it_is_written(browser):
    shown = browser.ask(COUNTIES).text("panel")
    for name in names():
        assert name in shown


def test_nothing_on_the_screen_is_raw_html(browser):
    answer = browser.ask(COUNTIES)
    for part in ("panel", "legend", "rail", "crumbs"):
        for component in components(answer.prop(part, "children")):
            assert component["type"] not in ("Markdown", "DangerouslySetInnerHTML", "Iframe")
            assert "dangerously_allow_html" not in component["props"]


def test_only_web_addresses_become_links(browser):
    links = [
        component["props"]["href"]
        for component in components(browser.ask(COUNTIES).prop("panel", "children"))
        if "href" in component["props"]
    ]
    assert links
    assert [link for link in links if not re.match(r"/|https?://", link)] == []


def test_the_hover_tells_names_as_text(browser):
    told = browser.ask(COUNTIES).changes()["data.4.text"]
    assert len(told) == len(names())
    for name in names():
        assert any(name in unescape(text) for text in told), name
    tags = {tag for text in told for tag in re.findall(r"</?\w+[^>]*>", text)}
    assert tags <= {"<b>", "</b>", "<br>"}
    assert all(text.count("<b>") == 1 for text in told)


def test_no_name_is_read_as_a_template_of_the_hover(browser):
    template = browser.ask(COUNTIES).changes()["data.1.hovertemplate"]
    assert not any(name in template for name in names())


def test_the_search_index_holds_names_as_json_text(browser):
    path = browser.ask(COUNTIES).prop("values", "data")["index"]
    response = browser.client.get(path, headers={"Accept-Encoding": "identity"})
    assert response.mimetype == "application/json"
    assert {row[0] for row in json.loads(response.data)["clusters"]} == set(names())


def test_what_is_sent_to_the_page_cannot_close_a_script(browser):
    assert "</script>" not in browser.post(browser.body(COUNTIES)).text
    layout = browser.client.get("/_dash-layout").text
    assert "</script>" not in layout


def test_an_edition_without_the_national_programme_says_so(tmp_path):
    from tests.store.sample import run_sample

    engine = open_store(f"sqlite:///{tmp_path / 'atlas.sqlite'}")
    run_sample(engine)
    engine.dispose()
    client = create_app(Settings(home=tmp_path)).server.test_client()
    assert client.get("/").status_code == 404
    assert client.get("/?programme=sample-national&year=2024").status_code == 200
