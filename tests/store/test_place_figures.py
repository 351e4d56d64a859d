"""Figures of places from an optional source: published, read back and named, on both stores."""

import pytest

from etl.run import run
from etl.store.read import get_manifest, load_edition
from tests.store.sample import FOLDER, run_sample, sample_sources
from tests.store.test_views import query
from tests.unit.figures.sample import Row, write_census

ROWS = (
    Row("910101", "东湖区", 1000, making=0.5),
    Row("910102", "西岭县", 1500),
    Row("910103", "旧岭县", 500),
    Row("910171", "甲山开发区", 500),
    Row("911900", "乙泉市", 500),
    Row("920101", "南浦区", 1010),
)
PEOPLE, SHARE = "population", "manufacturing_employment_share"


@pytest.fixture
def with_census(store, tmp_path):
    """The sample edition with a census."""
    run(store, sample_sources() | write_census(tmp_path, ROWS), data_dir=FOLDER)
    return load_edition(store)


def figures(edition, measure):
    rows = edition.place_figures[edition.place_figures["measure"] == measure]
    columns = ["level", "adcode", "value", "basis", "coverage"]
    return {(level, code): rest for level, code, *rest in rows[columns].itertuples(index=False)}


def test_residents_at_every_level(with_census):
    assert figures(with_census, PEOPLE) == {
        ("nation", "100000"): [5010, "summed", 1],
        ("province", "910000"): [4000, "summed", 1],
        ("province", "920000"): [1010, "stated", 1],
        ("prefecture", "910100"): [3500, "summed", 1],
        ("prefecture", "911900"): [500, "stated", 1],
        ("prefecture", "920000"): [1010, "stated", 1],
        ("county", "910101"): [1000, "stated", 1],
        ("county", "910102"): [2000, "summed", 1],
        ("county", "911900"): [500, "stated", 1],
        ("county", "920101"): [1010, "stated", 1],
    }


def test_shares(with_census):
    found = figures(with_census, SHARE)
    assert found["county", "910101"] == [0.5, "stated", 1]
    # Half of 东湖区's 400 employed and a quarter of the other 1,000: 450 of 1,400.
    assert found["prefecture", "910100"] == [pytest.approx(450 / 1400, abs=1e-6), "estimated", 1]
    assert ("county", "920102") not in found


def test_figures_by_sql_are_those_of_the_edition(store, with_census):
    columns = ["level", "adcode", "measure", "year", "value", "basis", "coverage", "source_id"]
    found = query(store, f"SELECT {', '.join(columns)} FROM current_place_figures")
    rows = with_census.place_figures[columns].itertuples(index=False, name=None)
    assert sorted(found) == sorted(rows)
    keys = query(store, "SELECT COUNT(DISTINCT row_key), COUNT(*) FROM current_place_figures")
    assert keys == [(len(found), len(found))]


def test_figures_by_sql_follow_the_current_pointer(store, with_census):
    assert not with_census.place_figures.empty
    run_sample(store)
    assert query(store, "SELECT COUNT(*) FROM current_place_figures") == [(0,)]


def test_each_figure_names_its_source(with_census):
    named = with_census.place_figures.groupby("measure")["source_id"].unique().map(list)
    assert named[PEOPLE] == ["census-population"]
    assert named[SHARE] == ["census-employment"]
    assert set(named.sum()) <= set(with_census.sources["id"])


def test_findings_stand_with_their_source(with_census):
    warnings = with_census.sources.set_index("id")["warnings"]["census-population"]
    assert [one["code"] for one in warnings] == ["zone", "not-in-counties", "control-total"]
    assert warnings[0]["row"] == 5
    assert "920000 丙海市: the rows add up to 1,010" in warnings[-1]["message"]


def test_without_the_census_there_are_no_figures(store):
    run_sample(store)
    assert load_edition(store).place_figures.empty
    assert get_manifest(store)["not_loaded"] == []


def test_an_optional_source_that_is_missing_is_named_with_what_to_do(store, tmp_path):
    sources = sample_sources() | write_census(tmp_path, ROWS)
    sources["census-ages"].path.unlink()
    report = run(store, sources, data_dir=FOLDER)
    (missing,) = get_manifest(store)["not_loaded"]
    assert missing["id"] == "census-ages"
    assert "--source census-ages=PATH" in missing["how_to_load"]
    assert "census-ages" not in set(report.sources["id"])
    # Shares of single units need no ages, estimated persons do.
    edition = load_edition(store)
    assert set(edition.place_figures["measure"]) == {PEOPLE, SHARE}
