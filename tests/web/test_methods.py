"""The methods: every indicator of the code, in both languages, with what is needed to read it."""

import pytest

from app.pages.methods import SHOWN, THEMES
from geo.indicators import INDICATORS
from tests.web.quality_page import QualityPage, clean

LANGUAGES = {"zh-CN": "模型估算", "en": "Modelled"}


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def page(client, lang):
    return QualityPage(client.get(f"/methods?lang={lang}"))


def test_every_indicator_of_the_registry_stands_there_once(page):
    told = page.tree.xpath("//article/@id")
    assert sorted(told) == sorted(INDICATORS)
    assert sorted(one for ids in THEMES.values() for one in ids) == sorted(INDICATORS)


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda one: one.id)
def test_an_indicator_has_formula_unit_source_and_what_becomes_of_gaps(page, lang, indicator):
    article = page.tree.xpath(f'//article[@id="{indicator.id}"]')[0]
    assert article.xpath('.//div[@class="formula"]/math')
    assert clean(article.xpath(".//code")[0].text_content()) == indicator.formula
    terms = [clean(term.text_content()) for term in article.xpath(".//dt")]
    values = [clean(value.text_content()) for value in article.xpath(".//dd")]
    assert all(values)
    assert indicator.source in values
    assert {"zh-CN": "单位", "en": "Unit"}[lang] in terms
    is_official = indicator.id in THEMES["parks"] and indicator.id != "intensity_ratio"
    rule = {"zh-CN": "缺失与小数目", "en": "Missing and small"}[lang]
    assert (rule in terms) is not is_official, "the rule for parks stands above them, for all"
    assert (LANGUAGES[lang] in article.xpath("string(.//h3)")) is indicator.modelled


def test_where_an_indicator_is_shown_can_be_opened(client, page):
    links = page.tree.xpath('//article//dd/a[starts-with(@href, "/")]/@href')
    assert len(links) == len(SHOWN)
    assert set(SHOWN) <= set(INDICATORS)
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("query", ["?year=2023", "?lang=fr", "?x=1"])
def test_a_wrong_parameter_is_refused(client, query):
    assert client.get(f"/methods{query}").status_code == 400
