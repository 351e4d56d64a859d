"""The command `etl add`: checked, copied, registered, and then read by a run."""

import os
import subprocess
import sys

import pytest

from app.cli.registry import registered_sources
from app.cli.root import run
from app.settings import load_settings
from etl.assembly.lists import read_lists
from tests.unit.repository.project import ROOT

LIST = "序号,集群名称,推荐单位\n1,桐乡市时尚针织产业集群,浙江省\n2,博兴县商用厨具产业集群,山东省\n"
ABOUT = ("--title", "2030年度名单", "--url", "https://www.miit.gov.cn/1", "--date", "2030-09-01")
BATCH = ("--programme", "sme-national", "--batch", "2030")


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("CLUSTER_ATLAS_SOURCES", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path / "home"


def outcome(capsys, *words):
    status = run(["etl", "add", *words])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_list_becomes_a_source_of_the_runs_to_come(capsys, home):
    status, out, err = outcome(capsys, "list.csv", *BATCH, *ABOUT)
    assert (status, err) == (0, "")
    copy = home / "sources" / "lists" / "sme-national-2030.csv"
    assert f"registered as sme-national-2030: {copy}" in out
    assert out.splitlines()[-1] == "next: `atlas etl run` publishes an edition with it"
    assert copy.read_text(encoding="utf-8") == LIST
    lists = read_lists(registered_sources(load_settings()))
    rows = lists.clusters[lists.clusters["source_id"] == "sme-national-2030"]
    assert rows["source_where"].tolist() == [f"sme-national-2030.csv, row {row}" for row in (2, 3)]
    assert rows["source_url"].tolist() == ["https://www.miit.gov.cn/1"] * 2
    batch = lists.batches.query("programme_id == 'sme-national' and batch_year == 2030").iloc[0]
    assert (batch["recognised_on"], batch["valid_to"]) == ("2030-09-01", 2033)
    assert "derived-batch" in [finding.code for finding in lists.findings]


def test_what_is_to_decide_is_told_and_kept_open(capsys, tmp_path):
    (tmp_path / "list.csv").write_text(LIST + "3,光电产业集群,火星省\n", encoding="utf-8")
    status, out, _ = outcome(capsys, "list.csv", *BATCH, *ABOUT)
    assert status == 0
    assert "\tnot-placed\t" in out
    assert "settle what is in doubt with `atlas etl decide`" in out.splitlines()[-1]


def test_a_re_review_list(capsys, home):
    about = ("--programme", "sme-national", "--batch", "2023", "--review", "2026", *ABOUT)
    status, _, err = outcome(capsys, "list.csv", *about)
    assert (status, err) == (0, "")
    source = registered_sources(load_settings())["sme-national-2023-review-2026"]
    assert (source.kind, source.batch, source.review_year) == ("review-list", 2023, 2026)


def test_an_id_of_ones_own_and_a_programme_without_batches(capsys, home):
    words = ("--programme", "sme-provincial-510000", "--id", "sichuan", "--publisher", "经信厅")
    assert outcome(capsys, "list.csv", *words, *ABOUT)[0] == 0
    source = registered_sources(load_settings())["sichuan"]
    assert (source.batch, source.publisher) == (None, "经信厅")


def test_the_copy_is_named_for_what_it_is(capsys, home, tmp_path):
    (tmp_path / "list.csv").rename(tmp_path / "list.pdf")
    assert outcome(capsys, "list.pdf", *BATCH, *ABOUT)[0] == 0
    assert (home / "sources" / "lists" / "sme-national-2030.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.csv", *BATCH, *ABOUT], "none.csv is missing"),
        (["list.csv", *BATCH], "Missing option '--title'"),
        (["list.csv", *BATCH, *ABOUT, "--date", "2030-02-30"], "--date '2030-02-30'"),
        (["list.csv", *BATCH, *ABOUT, "--url", "x"], "--url 'x'"),
        (["list.csv", *BATCH, *ABOUT, "--id", "A"], "--id 'A'"),
        (["list.csv", *BATCH[:2], "--review", "2026", *ABOUT], "--review needs --batch"),
        (["list.csv", "--programme", "x", "--batch", "2030", *ABOUT], "no programme 'x'"),
    ],
)
def test_refused(capsys, home, words, said):
    status, out, err = outcome(capsys, *words)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not home.exists()


def test_two_at_once_are_both_registered(home, tmp_path):
    """Each of them whole, whoever comes first."""
    started = []
    for batch in ("2030", "2031", "2032"):
        (tmp_path / f"{batch}.csv").write_text(LIST.replace("桐乡", f"桐乡{batch}"))
        words = ["etl", "add", f"{batch}.csv", *BATCH[:2], "--batch", batch, *ABOUT]
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "app.cli", *words],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
    ended = [(one.communicate()[1], one.returncode) for one in started]
    assert ended == [(b"", 0)] * 3
    sources = registered_sources(load_settings())
    assert {f"sme-national-{year}" for year in (2030, 2031, 2032)} <= set(sources)


def test_a_file_that_changed_since_is_refused_by_a_run(capsys, home):
    assert outcome(capsys, "list.csv", *BATCH, *ABOUT)[0] == 0
    copy = home / "sources" / "lists" / "sme-national-2030.csv"
    copy.write_text(LIST.replace("针织", "毛织"), encoding="utf-8")
    status = run(["etl", "run", "--dry-run"])
    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    line = captured.err.splitlines()[-1]
    assert line.startswith("atlas: source sme-national-2030: ")
    assert "sha256 is " in line
    assert "another version" in line
