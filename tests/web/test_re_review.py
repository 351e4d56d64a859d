"""A re-review list is registered and run as a steward does it; every screen follows for 2026."""

import csv
import io

import pytest
from sqlalchemy import text

from app.atlas import Atlas
from app.cli.root import run
from app.main import create_app
from app.settings import Settings
from etl.decisions import load_decisions
from etl.store.engine import open_store
from etl.store.read import load_edition
from tests.re_review_list import BATCH, CLOSED, PROGRAMME, YEAR, left_out, write_list
from tests.web.browser import Browser
from tests.web.test_numbers import first, in_table, numbers, on_map, query

# By hand from data/clusters/sme_national.csv: 66 of 2022, 37 of 2023, 36 of 2024, 23 of 2025.
IN_FORCE = {2025: 66 + 37 + 36 + 23, 2026: 63 + 37 + 36 + 23, 2027: 63 + 36 + 23, 2028: 63 + 23}
REVIEW_UNKNOWN = {2025: 0, 2026: 0, 2027: 37, 2028: 37 + 36}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Home of an edition with the list registered by the commands."""
    folder = tmp_path_factory.mktemp("re-review")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTER_ATLAS_HOME", str(folder / "home"))
        patch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
        patch.delenv("CLUSTER_ATLAS_SOURCES", raising=False)
        listed = write_list(folder)
        about = ["--programme", PROGRAMME, "--batch", str(BATCH), "--review", str(YEAR)]
        told = ["--title", "SAMPLE", "--url", "https://sample.invalid", "--date", "2025-11"]
        assert run(["etl", "add", str(listed), *about, *told]) == 0
        assert run(["etl", "run"]) == 0
    return folder / "home"


@pytest.fixture(scope="module")
def engine(home):
    engine = open_store(f"sqlite:///{home / 'atlas.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def edition(engine):
    return load_edition(engine)


@pytest.fixture(scope="module")
def reviewed(home):
    return Browser(create_app(Settings(home=home)).server.test_client())


def sql(engine, statement, **values):
    with engine.connect() as connection:
        return connection.execute(text(statement), values).all()


def test_three_are_closed_and_the_others_prolonged(edition):
    rows = edition.recognitions.query("programme_id == @PROGRAMME and batch_year == @BATCH")
    closed = rows[rows["review_result"].eq("closed")]
    assert sorted(closed["name_zh"]) == sorted(left_out())
    assert closed["reviewed_to"].tolist() == [2025] * CLOSED
    assert rows["review_result"].eq("passed").sum() == 66 - CLOSED
    assert edition.questions["code"].isin(["doubtful", "unplaced"]).all()
    notes = [one for source in edition.manifest["sources"] for one in source["warnings"]]
    assert sum(one["code"] == "review-closed" for one in notes) == CLOSED
    assert [one["message"] for one in notes if one["code"] == "review-size"] == [
        "the re-review of batch 2022 of sme-national names 63 clusters; 97 are said to have "
        "passed: is the list complete?"
    ]


@pytest.mark.parametrize("year", IN_FORCE)
def test_the_tally_and_the_views_follow(edition, engine, year):
    tally = Atlas(edition).tally(PROGRAMME, "", str(year))
    assert (len(tally.counted), len(tally.review_unknown)) == (IN_FORCE[year], REVIEW_UNKNOWN[year])
    assert len(tally.lapsed) == (CLOSED if year > 2025 else 0)
    assert sql(
        engine,
        "SELECT clusters, review_unknown FROM current_cluster_counts WHERE level = 'nation' "
        "AND programme_id = :programme AND year = :year",
        programme=PROGRAMME,
        year=year,
    ) == [(IN_FORCE[year], REVIEW_UNKNOWN[year])]


@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_map_and_table_follow(reviewed, engine, level):
    stored = dict(
        sql(
            engine,
            "SELECT adcode, clusters FROM current_cluster_counts WHERE level = :level "
            "AND programme_id = :programme AND year = 2026",
            level=level,
            programme=PROGRAMME,
        )
    )
    answer = reviewed.ask(query(level=level, year="2026"))
    facts, _ = on_map(answer)
    table = in_table(answer)
    assert {adcode: fact[0] for adcode, fact in facts.items()} == stored
    assert {adcode: table.get(adcode, [0])[0] for adcode in stored} == stored


def test_the_panel_follows(reviewed):
    panel = reviewed.ask("?year=2026").prop("panel", "children")
    assert numbers(first(panel, "figures"))[0] == IN_FORCE[2026]


def test_the_quality_page_follows(reviewed):
    page = reviewed.client.get("/quality?lang=en&programme=sme-national&year=2026")
    stated = 97 + 100 + 100 + 100
    assert f"{IN_FORCE[2026]} / {stated}" in page.get_data(as_text=True)


def panel_at(reviewed, row, year):
    return reviewed.ask(f"?place={row['adcodes']}&year={year}").text("panel")


def test_the_card_of_a_closed_cluster(reviewed, edition):
    row = edition.recognitions.query("review_result == 'closed'").iloc[0]
    before, after = panel_at(reviewed, row, 2025), panel_at(reviewed, row, 2026)
    for panel in (before, after):
        assert row["name_zh"] in panel
        assert "2023-01 认定" in panel
        assert "有效期 2023–2025" in panel
        assert "未通过复核，2025 年后失效" in panel
        assert "应复核" not in panel
    assert "未计入的集群" in after


def test_the_card_of_a_prolonged_cluster(reviewed, edition):
    row = edition.recognitions.query("review_result == 'passed'").iloc[0]
    panel = panel_at(reviewed, row, 2026)
    assert "有效期 2023–2028" in panel
    assert "2025 年复核通过" in panel


def test_the_card_says_what_is_due(reviewed, edition):
    of_2023 = edition.recognitions.query("programme_id == @PROGRAMME and batch_year == 2023")
    due = "2026-10-17 到期，应复核"
    shown = {year: due in panel_at(reviewed, of_2023.iloc[0], year) for year in (2025, 2026, "all")}
    assert shown == {2025: False, 2026: True, "all": False}


def test_the_table_of_questions_goes_round(home, monkeypatch, tmp_path, capsysbinary):
    """Printed, filled in, and taken back as decisions."""
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(home))
    monkeypatch.setenv("CLUSTER_ATLAS_SOURCES", str(tmp_path / "own"))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    (tmp_path / "own").mkdir()
    assert run(["etl", "questions", "--csv"]) == 0
    printed = capsysbinary.readouterr().out.decode("utf-8-sig")
    asked = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert len(asked) == 113
    assert [one["confidence"] for one in asked if one["kind"] == "cluster"][:2] == ["", "0.5"]
    (row,) = (one for one in asked if one["name_zh"].startswith("贵安"))
    assert row["programme_id"] == "sme-provincial-520000"
    assert "520100 贵州省/贵阳市" in row["candidates"]
    row["adcode"] = "520115"
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(asked)
    assert run(["etl", "decide", "--csv", str(filled), "--why", "meeting", "--by", "me"]) == 0
    (one,) = load_decisions([tmp_path / "own"]).all
    assert (one.name_zh, one.unit, one.adcodes) == (row["name_zh"], "贵州省", ("520115",))
    assert (one.programme_id, one.why) == ("sme-provincial-520000", "meeting")
