"""Briefings over the web: the page, its files, what is refused."""

import io
import re
from html import unescape
from urllib.parse import unquote, urlencode

import pytest
from docx import Document
from lxml import html
from pptx import Presentation

from app.briefing import press
from app.briefing.make import Format
from app.main import create_app
from app.settings import Settings

PLACES = ["100000", "330000", "540000", "330400", "441900", "330402", "659001", "710000", "460300"]
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    '#eval("1") $x$ @ref *bold* [link]',
    '=HYPERLINK("http://x")',
    '"><img src=x onerror=alert(1)>',
]


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.text
    return html.fromstring(response.text)


@pytest.mark.parametrize("adcode", PLACES)
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_page_of_every_kind_of_place(client, adcode, lang):
    page = page_of(client, f"/briefing/{adcode}?lang={lang}")
    ids = page.xpath("//*[@id]/@id")
    assert len(ids) == len(set(ids))
    headings = page.xpath('//article[@class="paper"]/section/h3')
    assert len(headings) == 9
    for section in page.xpath('//article[@class="paper"]/section'):
        assert len(section) > 1, section.text_content()
    text = page.xpath('//article[@class="paper"]')[0].text_content()
    assert not re.search(r"\bnan\b|\bNone\b(?! of)|\{\w+\}", text)
    for picture in page.xpath('//article[@class="paper"]//img'):
        assert picture.get("alt")
    links = {one.get("href") for one in page.xpath("//a[@download]")}
    query = "" if lang == "zh-CN" else "?lang=en"
    assert links == {f"/briefing/{adcode}.{kind}{query}" for kind in Format}


def test_maps_of_the_page_are_drawn(client):
    page = page_of(client, "/briefing/330402?lang=en&title=Other&sections=summary")
    (address,) = page.xpath('//article[@class="paper"]//img/@src')
    assert address == "/briefing/330402/locator.png?lang=en"
    response = client.get(address)
    assert response.mimetype == "image/png"
    assert response.data.startswith(b"\x89PNG")


def test_a_form_without_a_script_chooses(client):
    form = page_of(client, "/briefing/330000").xpath('//section[@id="choice"]//form')[0]
    fields = [(one.get("name"), one.get("value")) for one in form.xpath(".//input")]
    chosen = [one for one in fields if one[0] != "sections" or one[1] in ("summary", "parks")]
    page = page_of(client, f"{form.get('action')}?{urlencode(chosen)}&year=2024&lang=en")
    assert page.xpath('//article[@class="paper"]/section/@id') == ["summary", "parks"]
    (docx,) = page.xpath('//a[@download][contains(@href, ".docx")]/@href')
    assert unquote(docx) == "/briefing/330000.docx?year=2024&sections=summary,parks&lang=en"


def test_from_the_place_page_and_back_under_the_same_choice(client):
    choice = "?level=county&year=2024&lang=en"
    (href,) = page_of(client, f"/region/441900{choice}").xpath(
        '//a[text()="Layout briefing"]/@href'
    )
    assert href == f"/briefing/441900{choice}"
    (back,) = page_of(client, href).xpath('//a[text()="Place page"]/@href')
    assert back == f"/region/441900{choice}"


def test_the_panel_links_to_the_briefing(browser):
    spoken = str(browser.ask("?place=330000&select=330400&level=prefecture").parts)
    assert "/briefing/330400" in spoken


def test_a_file_has_its_name_in_chinese_and_is_not_sent_twice(client):
    response = client.get("/briefing/330402.docx?sections=summary")
    header = response.headers["Content-Disposition"]
    assert header.startswith('attachment; filename="cluster-atlas_briefing_330402_')
    named = unquote(header.partition("filename*=UTF-8''")[2])
    assert re.fullmatch(r"330402_南湖区_布局简报_[\d-]{10}-[0-9a-f]{12}\.docx", named)
    known = {"If-None-Match": response.headers["ETag"]}
    again = client.get("/briefing/330402.docx?sections=summary", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/briefing/330402.docx?sections=summary&lang=en")
    assert other.headers["ETag"] != response.headers["ETag"]
    assert other.data != response.data


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_everywhere(client, title):
    query = urlencode({"title": title, "issuer": title, "sections": "summary"})
    page = page_of(client, f"/briefing/330402?{query}")
    assert page.xpath('//h2[@id="briefing-title"]')[0].text_content() == title
    assert not page.xpath("//script")
    assert not page.xpath("//img[@onerror]")
    document = Document(io.BytesIO(client.get(f"/briefing/330402.docx?{query}").data))
    assert title in [one.text for one in document.paragraphs]
    slides = Presentation(io.BytesIO(client.get(f"/briefing/330402.pptx?{query}").data))
    shown = [shape.text_frame.text for shape in slides.slides[0].shapes if shape.has_text_frame]
    assert title in shown


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/briefing/999999", 404, "999999"),
        ("/briefing/33000", 404, "six digits"),
        ("/briefing/<b>x", 404, "six digits"),
        ("/briefing/330000.exe", 404, "docx"),
        ("/briefing/999999.docx", 404, "999999"),
        ("/briefing/330000?sections=summary,secret", 400, "sections must be some of summary"),
        ("/briefing/330000.docx?sections=summary&sections=summary", 400, "twice"),
        ("/briefing/330000?lang=fr", 400, "lang must be one of"),
        ("/briefing/330000.docx?date=2026-02-31", 400, "date must be a day"),
        ("/briefing/330000?year=1900", 404, "year=1900"),
        ("/briefing/330000?programme=none", 404, "programme=none"),
        ("/briefing/330000?level=city", 400, "level must be one of"),
        ("/briefing/330000?title=%01", 400, "title has characters"),
        ("/briefing/330000?issuer=" + "x" * 61, 400, "issuer is longer than 60"),
        ("/briefing/330000?title=" + "x" * 10_000, 400, "longer than 2000"),
        ("/briefing/330000?lang=en&lang=en", 400, "lang stands twice"),
        ("/briefing/330000?x=1", 400, "unknown parameter"),
        ("/briefing/330000/ground.png", 404, "locator"),
        ("/briefing/330000/density.png?year=1900", 404, "year=1900"),
        ("/briefing/100000/locator.png", 404, "locator"),
    ],
)
def test_what_is_wrong_is_named(client, path, status, said):
    response = client.get(path)
    assert response.status_code == status
    assert said in unescape(response.text)


@pytest.mark.parametrize("path", ["/briefing/330000", "/briefing/330000.docx"])
def test_only_reading_is_allowed(client, path):
    for method in (client.post, client.put, client.delete):
        assert method(path).status_code == 405


def test_without_a_number_that_is_required_nothing_with_maps_leaves(real_home):
    settings = Settings(home=real_home, require_review_number=True)
    client = create_app(settings).server.test_client()
    for path in ("/briefing/330000.docx", "/briefing/330000/density.png"):
        response = client.get(path)
        assert response.status_code == 403
        assert "CLUSTER_ATLAS_REVIEW_NUMBER" in response.text
    assert client.post("/briefing/330000/batch", data={"format": "docx"}).status_code == 403
    page = page_of(client, "/briefing/330000")
    assert not page.xpath("//a[@download]")
    assert not page.xpath('//article[@class="paper"]//img')
    assert "审图号" in page.text_content()


def test_when_many_ask_at_once_some_are_told_to_come_again(real_home, monkeypatch):
    monkeypatch.setattr(press, "MOST_WAITING", -1)  # no seat at all
    client = create_app(Settings(home=real_home)).server.test_client()
    response = client.get("/briefing/330400.docx?sections=sources")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == response.headers["Refresh"] == "5"
    assert "in a few seconds" in response.text
