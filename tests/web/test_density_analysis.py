"""Hot spots and the density surface: one number in hover, table, panel and legend."""

import gzip
import json
import re

import pytest

from app.figures import palette
from tests.web.browser import links, texts

LARGEST = 30_000
TESTED = ["hotspots", "outliers"]
FRAMES = ["level=province", "level=prefecture", "level=county", "place=440000&level=county"]


def legend(answer):
    return list(texts(answer.prop("legend", "children")))


def facts(answer):
    return {adcode: unit["facts"] for adcode, unit in answer.units().items()}


def colours(answer):
    return {adcode: unit["colour"] for adcode, unit in answer.units().items()}


@pytest.mark.parametrize("analysis", [*TESTED, "surface"])
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("more", ["", "&measure=per_area&programme=all&lang=en"])
def test_an_answer_with_an_analysis_is_small(browser, analysis, frame, more):
    search = f"?{frame}&analysis={analysis}{more}"
    assert browser.bytes_of_view(search) <= LARGEST
    drawn = browser.ask(search).prop("drawn", "data")
    assert browser.bytes_of_view(f"{search}&table=open", drawn) <= LARGEST


@pytest.mark.parametrize("analysis", TESTED)
def test_hover_table_panel_and_legend_tell_the_same(browser, analysis):
    search = f"?place=440000&level=county&analysis={analysis}&table=open"
    answer = browser.ask(search)
    told, table = facts(answer), answer.prop("values", "data")
    column = {name: i for i, name in enumerate(table["fields"])}
    names = [row[-1] for row in told.values()]
    shown = legend(answer)
    for adcode, (_, score, p, q, name) in told.items():
        row = table["values"][adcode]
        assert row[column["spot_class"]] == name
        assert float(score) == pytest.approx(row[column["spot_score"]], abs=0.006)
        assert float(p) == pytest.approx(row[column["spot_p"]], rel=0.06)
        assert float(q) == pytest.approx(row[column["spot_q"]], rel=0.06)
    for name in set(names):
        assert shown[shown.index(name) + 1] == str(names.count(name))
    one = next(iter(told))
    panel = browser.ask(f"{search}&select={one}").text("panel")
    assert all(part in panel for part in told[one][1:])


@pytest.mark.parametrize("analysis", TESTED)
def test_the_legend_says_how_it_was_tested(browser, analysis):
    told = " ".join(legend(browser.ask(f"?level=county&analysis={analysis}")))
    for part in ("99,999", "1995", "Benjamini-Hochberg", "伪 p", "邻居", "不显著", "检验 2,891"):
        assert part in told
    assert re.search(r"\d+ 个单元不与其他单元相邻", told)


def test_nothing_significant_is_said_plainly(browser):
    answer = browser.ask("?level=province&analysis=outliers&year=2025")
    assert {row[-1] for row in facts(answer).values()} == {"不显著"}
    assert any("也可能出于偶然" in line for line in legend(answer))
    assert "0 个" in answer.text("summary")


def test_of_few_units_the_measure_is_shown_and_the_reason_told(browser):
    plain, asked = (browser.ask(f"?place=330900{more}") for more in ("", "&analysis=hotspots"))
    assert colours(asked) == colours(plain)
    assert any("无法检验" in line for line in legend(asked))


def test_not_significant_looks_otherwise_than_out_of_scope(browser):
    answer = browser.ask("?level=county&programme=sme-provincial-330000&analysis=hotspots")
    inside = {colour for code, colour in colours(answer).items() if code[:2] == "33"}
    outside = {colour for code, colour in colours(answer).items() if code[:2] != "33"}
    assert outside == {palette.NOT_APPLICABLE}
    assert not inside & outside


def test_the_bands_are_on_top_of_quiet_units_and_go_with_the_analysis(browser):
    shown = browser.ask("?level=county&analysis=surface")
    changes = shown.changes()
    assert set(colours(shown).values()) == {palette.ZERO}
    assert changes["data.2.hoverinfo"] == "skip"
    headers, body = browser.fetch(changes["data.2.geojson"])
    assert "immutable" in headers["Cache-Control"]
    assert len(body) <= LARGEST
    features = json.loads(gzip.decompress(body))["features"]
    assert [one["id"] for one in features] == changes["data.2.locations"]
    told = " ".join(legend(shown))
    assert all(part in told for part in ("估算", "100 公里", "个/万平方公里"))
    after = browser.ask("?layer=transfer&level=province", shown.prop("drawn", "data")).changes()
    assert after["data.2.hoverinfo"] == "all"
    assert browser.ask("?level=county").changes()["data.2.locations"] == ["000000"]


def test_a_bandwidth_is_chosen_in_the_rail(browser):
    rail = links(browser.ask("?analysis=surface").prop("rail", "children"))
    assert "bandwidth=50" in rail["50 km"]
    assert "bandwidth=200" in rail["200 km"]
    assert "50 km" not in links(browser.ask("").prop("rail", "children"))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda url: url.replace("/surface/", "/surface/0"), 404),
        (lambda url: url.partition("&edition=")[0], 404),
        (lambda url: url.partition("&edition=")[0] + "&edition=x", 404),
        (lambda url: url.replace("bandwidth=50", "bandwidth=51"), 400),
        (lambda url: url.replace("bandwidth=50", "bandwidth=50&place=999999"), 404),
        (lambda url: url.replace("analysis=surface", "analysis=x"), 400),
    ],
)
def test_a_wrong_address_of_bands_is_refused(browser, client, change, status):
    url = browser.ask("?analysis=surface&bandwidth=50").changes()["data.2.geojson"]
    assert client.get(url).status_code == 200
    assert client.get(change(url)).status_code == status


@pytest.mark.parametrize("query", ["analysis=gi", "bandwidth=10", "bandwidth=-50", "bandwidth=5e1"])
def test_wrong_choices_are_named(browser, query):
    assert query.partition("=")[0] in browser.ask(f"?{query}").text("notice")
