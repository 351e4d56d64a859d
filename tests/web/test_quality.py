"""The page /quality: one answer with every section, in both languages, small and read-only."""

import json
import re
from itertools import pairwise

import pytest

from app.main import create_app
from app.settings import Settings
from tests.web.quality_page import QualityPage, clean
from tests.web.quality_sample import make_empty

LARGEST = 60_000
SECTIONS = ("coverage", "placement", "review", "decisions", "run", "downloads")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def page(client, query=""):
    return QualityPage(client.get(f"/quality{query}"))


@pytest.mark.parametrize("query", ["", "?lang=en&year=2023", "?programme=sme-provincial-330000"])
def test_every_section_is_there_under_one_heading(client, query):
    tree = page(client, query).tree
    assert len(tree.xpath("//h1")) == 1
    for section in SECTIONS:
        assert len(tree.xpath(f'//section[@id="{section}"]//h2')) == 1
        assert tree.xpath(f'//nav//a[@href="#{section}"]')


@pytest.mark.parametrize("query", ["", "?lang=en", "?page=2", "?year=2026&lang=en"])
def test_the_page_is_small_on_the_wire(client, query):
    answer = client.get(f"/quality{query}", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) <= LARGEST


def test_ids_are_given_once(client):
    ids = page(client).tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_table_says_what_it_is_and_names_its_columns_and_rows(client):
    tables = page(client).tree.xpath("//table")
    assert len(tables) > 6
    for table in tables:
        assert table.xpath("./caption")[0].text_content().strip()
        assert table.xpath("./thead/tr/th[@scope='col']")
        assert not table.xpath("./thead/tr/th[not(@scope)]")
        for row in table.xpath("./tbody/tr"):
            assert row.xpath("./th[@scope='row' or @scope='rowgroup']")


def test_headings_leave_out_no_level(client):
    levels = [int(tag.tag[1]) for tag in page(client).tree.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_charts_are_named_and_have_their_numbers_as_text(client):
    tree = page(client).tree
    charts = tree.xpath("//*[local-name()='svg']")
    assert len(charts) == 2
    for chart in charts:
        assert chart.get("role") == "img"
        title = tree.get_element_by_id(chart.get("aria-labelledby"))
        assert title.text_content().strip()
        assert chart.xpath("./ancestor::figure//table")


def test_the_language_is_kept_and_can_be_changed(client):
    english = page(client, "?lang=en&year=2024")
    assert english.tree.get("lang") == "en"
    inside = [link for link in english.links() if link.startswith(("/?", "/quality?"))]
    switch = "/quality?year=2024"
    assert switch in inside
    assert all("lang=en" in link for link in inside if link != switch)
    outside_words = english.tree.xpath("//h1|//h2|//h3|//thead//th|//label/text()|//button")
    texts = [one if isinstance(one, str) else one.text_content() for one in outside_words]
    assert [text for text in texts if CHINESE.search(text)] == []


def test_chinese_data_on_the_english_page_say_their_language(client):
    tree = page(client, "?lang=en").tree
    names = tree.xpath("//section[@id='review']//tbody//strong//bdi")
    assert names
    assert {name.get("lang") for name in names} == {"zh-CN"}


def test_the_page_loads_from_this_host_only_and_runs_no_inline_script(client):
    found = page(client)
    loaded = found.tree.xpath("//script/@src|//link/@href|//img/@src")
    assert loaded
    assert all(address.startswith("/assets/") for address in loaded)
    for address in loaded:
        with client.get(address) as answer:
            assert answer.status_code == 200
    assert found.tree.xpath("//script[not(@src)]|//@onclick|//style") == []
    policy = found.response.headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy


def test_its_style_and_script_are_not_loaded_by_the_workspace(client):
    assert "document.css" not in client.get("/").text
    assert "quality.js" not in client.get("/").text


def test_the_workspace_leads_here(browser):
    for lang, address in (("zh-CN", "/quality"), ("en", "/quality?lang=en")):
        answer = browser.ask(f"?panel=sources&lang={lang}")
        assert f'"href":"{address}"' in json.dumps(answer.parts, separators=(",", ":"))


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/quality", "/quality/questions.csv"])
def test_nothing_can_be_written(client, method, path):
    assert getattr(client, method)(path).status_code == 405


def test_the_form_only_asks(client):
    forms = page(client).tree.xpath("//form")
    assert [(form.get("method"), form.get("action")) for form in forms] == [
        ("get", "/quality#review")
    ]


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("kind=x", 400, "kind"),
        ("below=2", 400, "below"),
        ("page=0", 400, "page"),
        ("sort=x", 400, "sort"),
        ("text=%ff", 400, "text"),
        ("code=<b>", 400, "code"),
        ("nothing=1", 400, "nothing"),
        ("year=2024&year=2024", 400, "year"),
        ("programme=nothing", 404, "programme=nothing"),
        ("province=999999", 404, "province=999999"),
        ("year=1999", 404, "year=1999"),
        ("page=999", 404, "page=999"),
    ],
)
def test_a_bad_value_is_refused_with_its_name(client, query, status, named):
    answer = client.get(f"/quality?{query}")
    assert answer.status_code == status
    assert named in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/quality/", "/quality/nothing", "/quality/x/y", "/qualityx"])
def test_unknown_addresses_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/quality")
    again = client.get("/quality", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/quality?year=2023", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_an_edition_without_questions_and_decisions_says_so(tmp_path):
    make_empty(tmp_path)
    client = create_app(Settings(home=tmp_path)).server.test_client()
    found = page(client, "?lang=en")
    assert "Nothing to decide" in found.text("//section[@id='review']")
    assert "No decisions yet" in found.text("//section[@id='decisions']")
    assert not found.tree.xpath("//form")
    assert not found.tree.xpath("//section[@id='review']//table")


def test_a_page_without_an_edition_says_what_to_do(tmp_path):
    client = create_app(Settings(home=tmp_path / "home")).server.test_client()
    for path in ("/quality", "/quality/questions.csv"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "etl run" in answer.text


def test_the_report_of_the_run_is_one_click_away(client):
    links = page(client).links()
    for address in ("/quality/report.html", "/quality/report.json"):
        assert address in links
        assert client.get(address).status_code == 200


def test_what_the_run_remarked_is_there(client, atlas):
    found = page(client)
    shown = clean(found.tree.xpath("//section[@id='run']")[0].text_content())
    for row in atlas.sources:
        assert row["sha256"] in shown
        for remark in row["warnings"][:50]:
            assert clean(remark["message"]) in shown
