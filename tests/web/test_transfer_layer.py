"""The map of industrial transfer: one number on map, table, panel and file; natures apart."""

import csv
import io
import json
import re

import pytest

from app.layers.transfer.extracts import EXTRACTS
from app.main import create_app
from app.settings import Settings
from app.state import USUAL_FLOWS
from app.transfer.kinds import Kind
from etl.run import run
from etl.sources import load_sources
from etl.store.engine import open_store
from tests.shared_sources import FOLDER, needs_transfer
from tests.web.browser import Browser
from tests.web.transfer_sample import write_sample

TIBET = "540000"
MARKS = {"policy": "policy 政策", "observed": "observed 观测", "modelled": "modelled 估算"}
LARGEST = 30_000


def served(folder, sources):
    engine = open_store(f"sqlite:///{folder / 'home' / 'atlas.sqlite'}")
    run(engine, sources)
    engine.dispose()
    return Browser(create_app(Settings(home=folder / "home")).server.test_client())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """With ten projects and figures of two divisions: tests/web/transfer_sample.py."""
    folder = tmp_path_factory.mktemp("transfer")
    write_sample(folder)
    return served(folder, load_sources(folder))


def file(browser, name, query=""):
    response = browser.client.get(f"/transfer/{name}.csv{query}")
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text.lstrip("\ufeff"))))


def flow_ids(rows):
    return [f"{row['origin_adcode']}-{row['destination_adcode']}" for row in rows]


def drawn(answer):
    """Ids of the flows that are drawn, with the step of their colour."""
    changes = answer.changes()
    return dict(zip(changes["data.2.locations"], changes["data.2.z"], strict=True))


def links(node, cls):
    """Components of a class among the children of a tree."""
    if isinstance(node, list):
        return [found for child in node for found in links(child, cls)]
    if not isinstance(node, dict):
        return []
    props = node.get("props", {})
    mine = [props] if cls in str(props.get("className", "")).split() else []
    return mine + links(props.get("children"), cls)


def cells(answer):
    """Links of the matrix: the flow that each leads to, and whether it is marked."""
    tables = links(answer.prop("panel", "children"), "matrix")
    text = json.dumps(tables, ensure_ascii=False)
    return re.findall(r'"href": "[^"]*flow=(\d{6}-\d{6})', text), '"aria-current": "true"' in text


# ---- modelled flows of the bundled figures ---------------------------------------------------


def test_flows_of_each_province_sum_to_what_it_lost_or_gained(browser):
    flows, effects = file(browser, "modelled"), file(browser, "effects")
    column = "modelled_value_100m_cny"
    for row in effects:
        out = sum(float(f[column]) for f in flows if f["origin_adcode"] == row["adcode"])
        into = sum(float(f[column]) for f in flows if f["destination_adcode"] == row["adcode"])
        effect = float(row["modelled_effect_100m_cny"])
        assert into - out == pytest.approx(effect, rel=1e-6)
        assert min(into, out) == 0
        assert float(row["modelled_outgoing_100m_cny"]) == pytest.approx(out)
        assert float(row["deviation"]) < 1e-6
    losses = sum(float(row["modelled_effect_100m_cny"]) for row in effects)
    assert losses == pytest.approx(0, abs=1e-6)


def test_the_ribbons_are_the_largest_flows_and_their_share_is_told(browser):
    rows = file(browser, "modelled")
    values = sorted((float(row["modelled_value_100m_cny"]) for row in rows), reverse=True)
    for top in (10, USUAL_FLOWS, 100):
        answer = browser.ask(f"?layer=transfer&top={top}")
        assert list(drawn(answer)) == flow_ids(rows)[:top]
        share = sum(values[:top]) / sum(values)
        assert f"前 {top} 条（共 {len(rows)} 条）" in answer.text("legend")
        assert f"{share:.1%}" in answer.text("legend")
        url = answer.changes()["data.2.geojson"]
        features = json.loads(browser.client.get(url).data)["features"]
        assert [feature["id"] for feature in features] == list(drawn(answer))


def test_table_and_matrix_are_the_file(browser):
    rows = file(browser, "modelled")
    answer = browser.ask("?layer=transfer&table=open")
    table = answer.prop("values", "data")["own"]
    assert [row["adcode"] for row in table] == flow_ids(rows)
    for ours, theirs in zip(table, rows, strict=True):
        for name in ("value", "low", "high"):
            expected = float(theirs[f"modelled_{name}_100m_cny"])
            assert ours[name] == pytest.approx(expected, abs=1e-6)
    shares = [row["share"] for row in table]
    assert sum(shares) == pytest.approx(1, abs=len(shares) * 1e-5)
    shown, _ = cells(answer)
    assert set(shown) <= set(flow_ids(rows))
    assert len(shown) == len(set(shown)) > 100


def test_what_is_marked_is_marked_everywhere(browser):
    first = flow_ids(file(browser, "modelled"))[0]
    answer = browser.ask(f"?layer=transfer&flow={first}")
    steps = drawn(answer)
    assert steps[first] == 3
    assert [flow for flow, step in steps.items() if step == 3] == [first]
    assert cells(answer)[1]
    assert answer.prop("values", "data")["flow"] == first
    current = links(answer.prop("panel", "children"), "marked-flow")
    assert "山东 → 江苏" in json.dumps(current, ensure_ascii=False)


def test_a_marked_flow_outside_the_largest_is_drawn_too(browser):
    last = flow_ids(file(browser, "modelled"))[-1]
    assert last in drawn(browser.ask(f"?layer=transfer&top=5&flow={last}"))


def test_a_chosen_province_shows_its_own_flows_in_out_and_net(browser):
    rows = file(browser, "modelled")
    answer = browser.ask("?layer=transfer&select=440000&top=200")
    mine = [flow for flow in flow_ids(rows) if "440000" in flow]
    assert set(drawn(answer)) == set(mine)
    into = sum(
        float(row["modelled_value_100m_cny"])
        for row in rows
        if row["destination_adcode"] == "440000"
    )
    assert f"{into:,.0f}" in answer.text("panel")
    assert "100.0%" in answer.text("legend")


def test_tibet_is_no_data(browser):
    tibet = browser.ask("?layer=transfer").units()[TIBET]
    assert tibet["step"] == 0
    assert "无数据" in tibet["facts"][0]
    assert TIBET not in {row["adcode"] for row in file(browser, "effects")}
    assert TIBET not in " ".join(flow_ids(file(browser, "modelled")))
    assert "无数据" in browser.ask(f"?layer=transfer&select={TIBET}").text("panel")
    # Tibet, Hong Kong, Macao and Taiwan.
    summary = browser.ask("?layer=transfer").prop("summary", "children")
    assert summary.endswith("另有 4 个单元没有数据。")


# ---- natures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_each_kind_says_how_it_is_known(loaded, kind, lang):
    said = {
        "zh-CN": {"policy": "政策", "observed": "观测", "modelled": "模型估算"},
        "en": {"policy": "Policy", "observed": "Observed", "modelled": "Modelled"},
    }[lang]
    answer = loaded.ask(f"?layer=transfer&kind={kind}&lang={lang}")
    for part in ("legend", "panel"):
        assert said[kind.nature] in answer.text(part), part
        others = {word for nature, word in said.items() if nature != kind.nature}
        titles = json.dumps(links(answer.prop(part, "children"), "nature"), ensure_ascii=False)
        assert not any(word in titles for word in others), part
    assert answer.prop("summary", "children").startswith(said[kind.nature])
    if kind.is_modelled:
        estimate = re.compile("估算" if lang == "zh-CN" else "modelled|estimate", re.I)
        assert estimate.search(answer.prop("values", "data")["title"])
        hover = [unit["facts"][0] for unit in answer.units().values()]
        known = [told for told in hover if not re.search("无数据|没有流量|No data|No flow", told)]
        assert known
        assert all(map(estimate.search, known))


@pytest.mark.parametrize("name", EXTRACTS)
def test_each_row_of_a_file_says_how_it_is_known(loaded, name):
    nature = EXTRACTS[name].kind.nature
    rows = file(loaded, name, "?activity=C39" if nature == "modelled" else "")
    assert rows
    assert all(row["status"].startswith(MARKS[nature]) for row in rows)


# ---- policy and events -----------------------------------------------------------------------


def test_events_stand_at_their_host_and_are_no_flows(browser):
    answer = browser.ask("?layer=transfer&kind=events&table=open")
    changes = answer.changes()
    rows = file(browser, "events")
    hosts = {row["host_adcode"] for row in rows}
    assert set(changes["data.4.customdata"]) == hosts
    assert changes["data.2.locations"] == ["000000"]
    table = answer.prop("values", "data")
    shown = {code: dict(zip(table["fields"], row, strict=True)) for code, row in
             table["values"].items()}  # fmt: skip
    for host in hosts:
        mine = [row for row in rows if row["host_adcode"] == host]
        stated = [float(row["amount_100m_cny"]) for row in mine if row["amount_100m_cny"]]
        assert shown[host]["events"] == len(mine)
        assert shown[host]["amount"] == (sum(stated) if stated else None)
    panel = browser.ask("?layer=transfer&kind=events&select=620000").text("panel")
    assert "金额未公布" in panel


def test_policy_tells_of_the_prefectures_of_the_source_only(browser):
    rows = file(browser, "policy")
    answer = browser.ask("?layer=transfer&kind=policy&table=open")
    table = answer.prop("values", "data")
    assert set(table["values"]) == {row["adcode"] for row in rows}
    for adcode, counts in table["values"].items():
        assert sum(counts) == sum(row["adcode"] == adcode for row in rows)
    assert "梅州市" in browser.ask("?layer=transfer&kind=policy&place=440000").text("panel")


# ---- projects --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first", "total"),
    [
        # tests/unit/app/test_transfer_projects.py works these sums out by hand.
        ("", ("440000-450000", 20.75), 50.75),
        ("&level=prefecture", ("110000-450100", 20), 20 + 12.5 + 7.75 + 4 + 3.25),
        ("&level=county", ("440606-450421", 3.25), 3.25 + 1.5),
        ("&place=450000", ("110000-450100", 20), 20 + 12.5 + 8.25 + 4),
        ("&period=2022", ("440000-450000", 5), 9),
        ("&activity=电子信息", ("110000-450000", 20), 32.5),
    ],
)
def test_projects_are_gathered_to_the_level_on_screen(loaded, query, first, total):
    query = f"?layer=transfer&kind=projects&table=open{query}"
    answer = loaded.ask(query)
    table = answer.prop("values", "data")["own"]
    assert (table[0]["adcode"], table[0]["value"]) == first
    assert sum(row["value"] or 0 for row in table) == pytest.approx(total)
    rows = [row for row in file(loaded, "projects", query) if row["origin_adcode"]]
    assert flow_ids(rows) == [row["adcode"] for row in table]
    assert [row["amount"] for row in rows] == [
        "" if row["value"] is None else f"{row['value']}" for row in table
    ]
    assert set(drawn(answer)) == {row["adcode"] for row in table if row["value"]}


def test_no_project_is_lost_in_the_file(loaded):
    for level in ("province", "prefecture", "county"):
        rows = file(loaded, "projects", f"?level={level}")
        assert sum(int(row["projects"]) for row in rows) == 10
    assert len(file(loaded, "records")) == 10


def test_the_template_is_what_the_reader_asks_for(loaded):
    header = loaded.client.get("/transfer/template.csv").text.strip().lstrip("\ufeff")
    sample = loaded.client.get("/transfer/records.csv").text.splitlines()[0].lstrip("\ufeff")
    assert header == sample.removeprefix("status,")


@pytest.mark.parametrize(("kind", "asked"), [("projects", "模板"), ("gradient", "可选来源")])
def test_what_is_not_loaded_says_how_to_load_it(browser, kind, asked):
    panel = browser.ask(f"?layer=transfer&kind={kind}").text("panel")
    assert "未载入" in panel
    assert asked in panel


# ---- figures by division ---------------------------------------------------------------------


def test_a_coefficient_by_hand_on_map_table_panel_and_file(loaded):
    # Guangdong: 40 of 330 of the output, 14 of 217 persons, 40 of 620 of the capital, and 70 of
    # 1230 of all output.
    share = 40 / 330
    lq, cp, ccor = share / (70 / 1230), share / (14 / 217), share / (40 / 620)
    row = next(
        row
        for row in file(loaded, "gradient", "?activity=C39&period=2018")
        if row["adcode"] == "440000"
    )
    assert float(row["modelled_gradient_coefficient"]) == pytest.approx(lq * cp)
    assert float(row["modelled_revised_gradient_coefficient"]) == pytest.approx(lq * cp * ccor)
    given = ["output_100m_cny", "place_output_100m_cny", "employees_persons", "capital_100m_cny"]
    assert [float(row[name]) for name in given] == [40, 70, 14, 40]
    query = "?layer=transfer&kind=gradient&activity=C39&period=2018&select=440000&table=open"
    answer = loaded.ask(query)
    table = answer.prop("values", "data")
    values = dict(zip(table["fields"], table["values"]["440000"], strict=True))
    assert values["gradient"] == pytest.approx(lq * cp, abs=1e-6)
    assert values["revised"] == pytest.approx(lq * cp * ccor, abs=1e-6)
    assert "4.00" in answer.text("panel")
    assert "7.52" in answer.text("panel")
    assert "7.52" in answer.units()["440000"]["facts"][0]


def test_a_year_without_capital_has_no_revised_coefficient(loaded):
    query = "?layer=transfer&kind=gradient&activity=C39&period=2021&table=open"
    answer = loaded.ask(query)
    assert "revised" not in answer.prop("values", "data")["fields"]
    assert "没有载入资本数据" in answer.text("panel")
    rows = file(loaded, "gradient", "?activity=C39&period=2021")
    assert {row["modelled_revised_gradient_coefficient"] for row in rows} == {""}


def test_what_one_province_lost_and_one_gained_is_one_flow(loaded):
    rows = file(loaded, "modelled", "?activity=C39&period=2018-2021")
    assert flow_ids(rows) == ["440000-410000"]
    for name in ("value", "low", "high"):
        assert float(rows[0][f"modelled_{name}_persons"]) == pytest.approx(9)
    answer = loaded.ask("?layer=transfer&activity=C39")
    assert list(drawn(answer)) == ["440000-410000"]
    assert "9 人" in answer.text("panel")


@pytest.fixture(scope="module")
def with_sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    return served(folder, load_sources(FOLDER))


@needs_transfer
@pytest.mark.parametrize(("year", "published"), [("2008", "0.09"), ("2016", "3.37")])
def test_electronics_in_chongqing_on_screen_and_in_the_file(with_sources, year, published):
    # Worked value that came with the tables.
    query = f"?layer=transfer&kind=gradient&activity=C39&period={year}&select=500000"
    panel = with_sources.ask(query).text("panel")
    rows = file(with_sources, "gradient", f"?activity=C39&period={year}")
    value = next(float(r["modelled_gradient_coefficient"]) for r in rows if r["adcode"] == "500000")
    assert f"{value:.2f}" == published
    assert f"{value:.3g}"[:4] in panel


@needs_transfer
def test_every_division_keeps_within_the_budget_and_balances(with_sources):
    for period in ("2006-2012", "2013-2016"):
        query = f"?layer=transfer&activity=C39&period={period}&top=200"
        assert with_sources.bytes_of_view(query) <= LARGEST
        for row in file(with_sources, "effects", f"?activity=C39&period={period}"):
            assert float(row["deviation"]) < 1e-6


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_keeps_within_the_budget(loaded, kind):
    for level in kind.levels:
        query = f"?layer=transfer&kind={kind}&level={level}&top=200"
        assert loaded.bytes_of_view(query) <= LARGEST, query
