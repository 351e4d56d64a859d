"""Measures of the census: the same numbers on map, table and panel; missing is not zero.

The census here is a SAMPLE: invented numbers for the counties of 广东 and 江西 but one, and none
for the rest of the country.
"""

import gzip
import json

import pytest
from sqlalchemy import text

from app.figures import palette
from app.main import create_app
from app.settings import Settings
from etl.run import run
from etl.sources import load_sources
from etl.store.engine import open_store
from geo.place import Level
from tests.unit.figures.sample import Row, write_census
from tests.unit.resolve.conftest import build_gazetteer
from tests.web.browser import Browser
from tests.web.test_numbers import first, values

LEFT_OUT = "441900"  # 东莞市, with clusters
WITHOUT_FACTORIES = "440103"
CONTRADICTORY = "360123"
YEAR = "2025"
BUDGET_BYTES = 30_000
NO_DATA = "无数据"
FIGURES = text("SELECT level, adcode, measure, value FROM place_figures")
COUNTS = text(
    "SELECT level, adcode, clusters FROM current_cluster_counts "
    "WHERE year = :year AND programme_id = 'sme-national'"
)


def sample_rows():
    counties = [
        place
        for place in build_gazetteer().of_level(Level.COUNTY)
        if place.adcode[:2] in ("36", "44") and place.adcode != LEFT_OUT
    ]
    for i, place in enumerate(counties):
        making = 0 if place.adcode == WITHOUT_FACTORIES else 0.05 + (i % 60) / 100
        ages = (0.1, 0.3, 0.1) if place.adcode == CONTRADICTORY else (0.2, 0.7, 0.1)
        yield Row(place.adcode, place.name_zh, 100_000 + 3_210 * i, ages, making=making)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home folder with an edition of the bundled lists and the sample census."""
    folder = tmp_path_factory.mktemp("census")
    write_census(folder, list(sample_rows()))
    replaced = {f"census2020-{name}": folder / f"{name}.csv" for name in ("population", "ages")}
    replaced["census2020-employment"] = folder / "employment.csv"
    engine = open_store(f"sqlite:///{folder / 'atlas.sqlite'}")
    report = run(engine, load_sources(overrides=replaced))
    engine.dispose()
    assert [one.code for one in report.findings if one.code == "another-file"] == 3 * [
        "another-file"
    ]
    return folder


@pytest.fixture(scope="module")
def census(home):
    """A browser on that edition."""
    return Browser(create_app(Settings(home=home)).server.test_client())


@pytest.fixture(scope="module")
def stored(home):
    """Figures and counts as the store has them."""
    engine = open_store(f"sqlite:///{home / 'atlas.sqlite'}")
    with engine.connect() as connection:
        figures = {tuple(row[:3]): row[3] for row in connection.execute(FIGURES)}
        counts = {tuple(row[:2]): row[2] for row in connection.execute(COUNTS, {"year": int(YEAR)})}
    engine.dispose()
    return figures, counts


def query(measure, level="county", place="100000", more=""):
    return f"?place={place}&level={level}&year={YEAR}&measure={measure}{more}"


def on_map(answer):
    """Hover facts and colour of each unit."""
    units = answer.units()
    facts = {adcode: unit["facts"] for adcode, unit in units.items()}
    return facts, {adcode: unit["colour"] for adcode, unit in units.items()}


def number(words):
    return float(words.replace(",", ""))


@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_per_million_is_clusters_over_residents_on_map_and_in_table(census, stored, level):
    figures, counts = stored
    answer = census.ask(query("per_million", level))
    facts, colours = on_map(answer)
    table = answer.prop("values", "data")
    at = table["fields"].index("per_million")
    for adcode, (count, shown, _, people) in facts.items():
        assert count == counts[level, adcode]
        residents = figures.get((level, adcode, "population"))
        if residents is None:
            assert (shown, people, colours[adcode]) == (NO_DATA, NO_DATA, palette.NO_DATA)
            continue
        value = counts[level, adcode] / residents * 1_000_000
        assert number(shown) == pytest.approx(value, rel=5e-3)
        assert number(people) == pytest.approx(residents, rel=5e-3)
        assert table["values"].get(adcode, table["absent"])[at] == pytest.approx(value, abs=6e-5)
        assert (colours[adcode] == palette.ZERO) == (count == 0)


def test_a_unit_without_residents_is_no_zero_anywhere(census, stored):
    _, counts = stored
    assert counts["county", LEFT_OUT] > 0
    answer = census.ask(query("per_million", place="440000", more=f"&select={LEFT_OUT}"))
    facts, colours = on_map(answer)
    assert facts[LEFT_OUT][1:] == [NO_DATA, "–", NO_DATA]
    assert colours[LEFT_OUT] == palette.NO_DATA
    table = answer.prop("values", "data")
    assert table["values"][LEFT_OUT][table["fields"].index("per_million")] is None
    cards = values(first(answer.prop("panel", "children"), "figures"))
    assert cards[4:8] == ["–"] * 4
    assert f"{NO_DATA} 1" in " ".join(answer.text("legend").split())


def test_the_panel_tells_the_numbers_of_the_store(census, stored):
    figures, counts = stored
    answer = census.ask(query("per_million", "prefecture", more="&select=440300"))
    cards = values(first(answer.prop("panel", "children"), "figures"))
    residents = figures["prefecture", "440300", "population"]
    share = figures["prefecture", "440300", "manufacturing_employment_share"]
    assert number(cards[4]) == residents
    per_million = counts["prefecture", "440300"] / residents * 1_000_000
    assert number(cards[5]) == pytest.approx(per_million, rel=5e-3)
    assert cards[6] == f"{share:.1%}"
    making = figures["prefecture", "440300", "manufacturing_employed_estimated"]
    assert number(cards[7]) == pytest.approx(making, rel=5e-3)
    assert "同级第" in answer.text("panel")


def test_a_sum_says_how_much_it_covers(census):
    assert "普查，按现行区划加总" in census.ask("?place=440000").text("panel")
    # 江西 lacks the county whose ages contradict its residents.
    assert "普查加总，覆盖 99." in census.ask("?place=360000").text("panel")
    assert "第七次全国人口普查" in census.ask("?place=440106").text("panel")


def test_the_share_of_manufacturing_is_that_of_the_store(census, stored):
    figures, _ = stored
    answer = census.ask(query("manufacturing_share", place="440000"))
    facts, colours = on_map(answer)
    for adcode, (_, shown) in facts.items():
        share = figures.get(("county", adcode, "manufacturing_employment_share"))
        assert shown == (NO_DATA if share is None else f"{share:.1%}")
        assert (colours[adcode] == palette.NO_DATA) == (share is None)
    assert colours[WITHOUT_FACTORIES] == palette.ZERO


def test_the_share_does_not_depend_on_what_is_counted(census):
    one = census.ask(query("manufacturing_share", "province", more="&programme=all")).changes()
    other = census.ask("?measure=manufacturing_share&level=province&year=2023").changes()
    assert one["data.1.z"] == other["data.1.z"]


@pytest.mark.parametrize("measure", ["per_million", "manufacturing_share"])
def test_estimates_and_units_are_named(census, measure):
    legend = census.ask(query(measure)).text("legend")
    named = {"per_million": "每百万常住人口集群数", "manufacturing_share": "估算"}
    assert named[measure] in legend
    assert NO_DATA in legend


def test_a_provincial_programme_is_told_apart_from_missing_residents(census):
    answer = census.ask(
        "?programme=sme-provincial-440000&year=all&level=county&measure=per_million"
    )
    _, colours = on_map(answer)
    assert colours[LEFT_OUT] == palette.NO_DATA
    assert colours["330102"] == palette.NOT_APPLICABLE
    assert colours["440106"] not in (palette.NO_DATA, palette.NOT_APPLICABLE)


@pytest.mark.parametrize("measure", ["per_million", "manufacturing_share"])
@pytest.mark.parametrize("level", ["prefecture", "county"])
def test_a_change_of_measure_is_small(census, measure, level):
    assert census.bytes_of_view(query(measure, level, more="&table=open")) <= BUDGET_BYTES


def test_residents_come_with_the_names_once(census, browser):
    def fields(reader):
        url = reader.ask().prop("values", "data")["index"]
        with reader.client.get(url, headers={"Accept-Encoding": "gzip"}) as answer:
            return json.loads(gzip.decompress(answer.data))["fields"]

    assert fields(census)[-2:] == ["residents", "manufacturing_share"]
    assert "residents" not in fields(browser)


class TestNotLoaded:
    """The edition of the bundled data has no census."""

    @pytest.mark.parametrize("measure", ["per_million", "manufacturing_share"])
    def test_an_address_that_asks_for_it_gets_a_sentence(self, browser, measure):
        assert browser.client.get(f"/?measure={measure}").status_code == 200
        answer = browser.ask(f"?measure={measure}")
        assert "需要 2020 年人口普查数据" in answer.text("notice")
        assert answer.units() == browser.ask().units()

    def test_no_sentence_where_nothing_is_missing(self, browser):
        assert browser.ask("?measure=per_area").text("notice") == ""

    def test_the_rail_shows_what_cannot_be_chosen_and_how_to_get_it(self, browser):
        rail = json.dumps(browser.ask().prop("rail", "children"), ensure_ascii=False)
        assert rail.count('"aria-disabled": "true"') == 2
        assert "measure=per_million" not in rail
        assert "panel=sources" in rail

    def test_the_rail_offers_what_is_loaded(self, census):
        rail = json.dumps(census.ask().prop("rail", "children"), ensure_ascii=False)
        assert "aria-disabled" not in rail
        assert "measure=per_million" in rail

    def test_the_panel_of_a_place_is_as_before(self, browser):
        cards = values(first(browser.ask().prop("panel", "children"), "figures"))
        assert len(cards) == 4

    def test_the_sources_name_what_is_not_loaded(self, browser, census):
        told = browser.ask("?panel=sources").text("panel")
        assert told.count("未载入 · ") == 7
        assert "census2020/population.csv" in told
        assert "CLUSTER_ATLAS_SOURCES" in told
        assert census.ask("?panel=sources").text("panel").count("未载入 · ") == 4
