"""The numbers of a composed briefing are those that the page of the place and the extract show."""

import csv
import io
import re

import pytest

from app.briefing.document import SectionId
from tests.unit.briefing.reading import briefing, paragraphs, tables
from tests.web.place_page import PlacePage, address
from tests.web.quality_page import clean

PLACES = (
    ("nation", "100000"),
    ("province", "330000"),
    ("province", "440000"),
    ("province", "540000"),
    ("prefecture", "440300"),
    ("prefecture", "441900"),
    ("prefecture", "659001"),
    ("prefecture", "460300"),
    ("county", "110108"),
    ("county", "330421"),
    ("county", "441900"),
)
NUMBER = r"([\d,.]+)"


@pytest.fixture(params=[(*place, year) for place in PLACES for year in ("2023", "2025")])
def both(request, client, atlas):
    """A place in a year: its page, and its briefing."""
    level, adcode, year = request.param
    page = PlacePage(client.get(address(level, adcode, year=year)))
    return page, briefing(atlas, adcode, f"level={level}&year={year}")


def said(found, section, pattern):
    """What a pattern finds in the paragraphs of a section; None where none has it."""
    matches = (re.search(pattern, line) for line in paragraphs(found, section))
    return next((match.groups() for match in matches if match), None)


def rank(note):
    match = re.search(r"同级第 (\d+) / (\d+)", note)
    return match.groups() if match else None


def test_the_summary_has_the_numbers_of_the_cards(both):
    page, found = both
    cards = page.cards("//header")
    value, *note = cards["有效集群"]
    count = said(found, SectionId.SUMMARY, rf"产业集群有{NUMBER}个") or ("0",)
    assert count == (value,)
    ranked = said(found, SectionId.SUMMARY, r"按集群数，.*?在\D*(\d+)个.级单元中并?列第(\d+)位")
    expected = rank(" ".join(note))
    assert ranked == (expected[::-1] if expected else None)
    if "有集群的县级单元" in cards:
        spread = said(
            found, SectionId.SUMMARY, rf"所辖{NUMBER}个县级单元中，{NUMBER}个有集群，占(.*)。"
        )
        some, of = re.search(rf"{NUMBER} / {NUMBER} 个", cards["有集群的县级单元"][1]).groups()
        told = some != "0" and of != "1"
        assert spread == ((of, some, cards["有集群的县级单元"][0]) if told else None)
    density = said(found, SectionId.DENSITY, rf"集群为{NUMBER}个（面积{NUMBER}平方公里")
    assert density == (cards["每万平方公里"][0], cards["面积"][0].removesuffix(" km²"))


def test_parks_are_those_of_the_cards(both):
    page, found = both
    cards = page.cards('//section[@id="parks"]')
    if not cards:
        assert "没有开发区。" in paragraphs(found, SectionId.PARKS)[0]
        return
    sentence = paragraphs(found, SectionId.PARKS)[0]
    assert f"有{cards['园区数'][0]}个" in sentence
    assert f"{cards['核准面积'][0].removesuffix(' ha')}公顷" in sentence
    national, provincial = re.findall(r"\d[\d,]*", cards["园区数"][1])
    if national != "0" and provincial != "0":
        assert f"国家级{national}个、省级{provincial}个" in sentence.replace(",", "")
    flags = " ".join(paragraphs(found, SectionId.PARKS))
    many, same = (cards[title][0] for title in ("主导产业超过 3 个", "与邻近园区同质"))
    assert many == "0" or f"省级开发区有{many}个" in flags
    assert same == "0" or f"完全相同的有{same}个" in flags


def test_tables_have_the_rows_of_the_page(both):
    page, found = both
    chains = [row[:1] + [cell for cell in row[1:] if "（" not in cell and cell != "—"]
              for row in rows_of(found, SectionId.INDUSTRIES, "按产业链")]  # fmt: skip
    on_page = page.rows("chains") if page.tree.xpath('//h3[@id="chains"]') else []
    assert chains == [[row["产业链"], row["集群"], row["开发区"]] for row in on_page]
    history = page.rows("history") if page.tree.xpath('//h3[@id="history"]') else []
    by_year = rows_of(found, SectionId.CLUSTERS, "历年")
    assert [[row[0][:4], *row[1:]] for row in by_year] == [list(row.values()) for row in history]


def rows_of(found, section, word):
    """Rows of the tables of a section whose caption has a word."""
    return [list(row) for t in tables(found, section) if word in t.caption for row in t.rows]


@pytest.mark.parametrize("adcode", ["330000", "440000", "540000", "441900", "110108", "659001"])
def test_clusters_are_those_of_the_page_and_of_the_extract(client, atlas, adcode):
    answer = client.get(f"/data/clusters.csv?place={adcode}&year=2024")
    extract = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    page = PlacePage(client.get(f"/region/{adcode}?year=2024"))
    cells = page.tree.xpath('//div[@aria-labelledby="clusters-title"]//th/strong')
    found = briefing(atlas, adcode, "year=2024")
    names = sorted(row[0] for row in rows_of(found, SectionId.CLUSTERS, "在有效期内的集群"))
    assert names == sorted(row["name_zh"] for row in extract)
    assert names == sorted(clean(cell.text_content()) for cell in cells)
