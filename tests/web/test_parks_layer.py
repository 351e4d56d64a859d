"""The map of parks: the same numbers on map, table and panel; flags; a user's land use."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from app.main import create_app
from app.settings import Settings
from etl.run import run
from etl.sources import load_sources
from etl.store.engine import open_store
from tests.web.browser import Browser

CATALOGUE = Path(__file__).resolve().parents[2] / "data" / "parks" / "parks_2018.csv"
LARGEST = 30_000

# Figures of two real parks, invented for this test.
LAND = """\
code,year,ready_ha,supplied_ha,built_ha,floor_ha,built_industrial_ha,industrial_tax_wan_cny
G111001,2023,900,800,600,1272,300,407394
G121050,2023,900,800,950,630,300,100000
"""


def catalogue(province):
    with CATALOGUE.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["province"] == province]


def facts(answer):
    return {adcode: unit["facts"] for adcode, unit in answer.units().items()}


def test_a_province_on_map_table_and_panel_is_what_the_catalogue_lists(browser):
    rows = catalogue("浙江省")
    area_ha = sum(float(row["approved_area_ha"] or 0) for row in rows)
    answer = browser.ask("?layer=parks&table=open")
    count, area, flagged = facts(answer)["330000"]
    assert (count, area) == (len(rows), round(area_ha))
    table = answer.prop("values", "data")
    shown = dict(zip(table["fields"], table["values"]["330000"], strict=True))
    assert shown["parks_count"] == len(rows)
    assert shown["parks_area"] == round(area_ha)
    assert shown["parks_flagged"] == flagged
    panel = browser.ask("?layer=parks&place=330000").text("panel")
    assert f"{len(rows):,}" in panel
    assert f"{area_ha:,.0f}" in panel


def test_the_sentence_names_measure_extreme_and_what_has_none(browser):
    with CATALOGUE.open(encoding="utf-8") as file:
        counts = Counter(row["province"] for row in csv.DictReader(file))
    (name, most), *_ = counts.most_common(1)
    told = browser.ask("?layer=parks").prop("summary", "children")
    for piece in ("园区数", f"{name}，{most}", "2408 个园区", f"{34 - len(counts)} 个没有"):
        assert piece in told, told


def test_every_park_of_a_province_is_a_symbol(browser):
    rows = catalogue("浙江省")
    changes = browser.ask("?layer=parks&place=330000&level=county").changes()
    symbols = [name for name in changes if name.endswith(".text") and name.startswith("data.4")]
    told = changes[symbols[0]]
    assert len(told) == len(changes["data.4.lon"]) == len(rows)
    assert any("嘉兴经济技术开发区" in text for text in told)


def test_symbols_of_one_county_do_not_hide_each_other(browser):
    changes = browser.ask("?layer=parks&place=330000&level=county").changes()
    places = list(zip(changes["data.4.lon"], changes["data.4.lat"], strict=True))
    assert len(set(places)) > 0.97 * len(places)


def test_the_national_map_keeps_within_the_budget(browser):
    for level in ("province", "prefecture", "county"):
        for symbols in ("grade", "flags"):
            query = f"?layer=parks&level={level}&symbols={symbols}"
            assert browser.bytes_of_view(query) <= LARGEST, query


def test_flags_name_the_document(browser):
    panel = browser.ask("?layer=parks&place=320000").text("panel")
    assert "工信部联规〔2025〕189 号" in panel
    assert "主导产业 4 个" in panel


def test_without_figures_there_is_a_template_and_the_references(browser):
    panel = browser.ask("?layer=parks").text("panel")
    assert "没有载入单个园区的用地数据" in panel
    assert "89.66" in panel
    assert browser.bytes_of("/assets/templates/park-land.csv") > 0


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?layer=parks&parks=x", "parks"),
        ("?layer=parks&symbols=x", "symbols"),
        ("?layer=parks&indicator=x", "indicator"),
    ],
)
def test_a_wrong_choice_is_named(browser, query, named):
    response = browser.client.get(f"/{query}")
    assert response.status_code == 400
    assert named in response.text


def test_intensity_asked_for_without_figures_is_a_sentence(browser):
    query = "?layer=parks&symbols=intensity&indicator=plot_ratio"
    assert browser.client.get(f"/{query}").status_code == 200
    assert "没有载入单个园区的用地数据" in browser.ask(query).text("panel")


@pytest.fixture(scope="module")
def with_land(tmp_path_factory):
    folder = tmp_path_factory.mktemp("land")
    (folder / "land.csv").write_text(LAND, encoding="utf-8")
    (folder / "sources.toml").write_text(
        '[[source]]\nid = "sample-land"\nkind = "park-land"\npath = "land.csv"\n'
        'title = "Sample made for a test"\n',
        encoding="utf-8",
    )
    engine = open_store(f"sqlite:///{folder / 'home' / 'atlas.sqlite'}")
    run(engine, load_sources(folder))
    engine.dispose()
    return Browser(create_app(Settings(home=folder / "home")).server.test_client())


def test_a_users_values_stand_against_the_national_references(with_land):
    # 1272 / 600 = 2.12, twice the 1.06 of 2024; 407394 / 300 = 1357.98, twice the 678.99 of 2019.
    query = "?layer=parks&place=110000&symbols=intensity&indicator=plot_ratio"
    panel = with_land.ask(query).text("panel")
    assert "2.12" in panel
    assert "1 个园区：1 个两项都不低于全国参照值" in panel


def test_a_value_that_cannot_be_true_is_shown_as_refused(with_land):
    panel = with_land.ask("?layer=parks&place=120000").text("panel")
    assert "built > ready" in panel
    assert "东丽经济技术开发区" in panel


def test_symbols_take_the_grade_of_the_ratio(with_land):
    query = "?layer=parks&place=110000&symbols=intensity&indicator=plot_ratio"
    colours = with_land.ask(query).changes()["data.4.marker"]["color"]
    # Twice the reference is the last of five grades; all other parks have no figures.
    assert sorted(set(colours)) == [0, 5]
    assert colours.count(5) == 1
