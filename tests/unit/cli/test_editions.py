"""The commands on editions, and a run that cannot begin."""

import re

import pytest

from app.cli.root import run
from etl.steps import step_names


@pytest.fixture
def home(monkeypatch, real_home):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(real_home))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    return real_home


def outcome(capsys, *words):
    status = run(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def current(capsys):
    status, out, _ = outcome(capsys, "editions", "list")
    assert status == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0] == ["id", "published", "current", "clusters", "parks", "served"]
    return next(line for line in lines if line[2] == "yes")


def test_editions_are_listed_with_their_counts(home, capsys):
    edition = current(capsys)
    assert edition[3:5] == ["316", "2408"]
    assert edition[5] == f"since {edition[1]}"


def test_an_edition_is_shown_with_its_sources(home, capsys):
    edition_id = current(capsys)[0]
    status, out, err = outcome(capsys, "editions", "show")
    assert (status, err) == (0, "")
    assert out.startswith(f"edition_id\t{edition_id}\n")
    assert "\nsme-national\t" in out
    assert "S377018" in out
    assert outcome(capsys, "editions", "show", edition_id) == (status, out, err)


def test_an_unknown_edition_is_said(home, capsys):
    status, out, err = outcome(capsys, "editions", "show", "2000-01-01-000000000000")
    assert (status, out) == (3, "")
    assert err.startswith("atlas: there is no edition 2000-01-01-000000000000")


@pytest.fixture
def broken(monkeypatch, tmp_path):
    """A working folder with lists that cannot be used."""
    (tmp_path / "gbk.csv").write_text("name_zh\n桐乡市时尚针织产业集群\n", encoding="gbk")
    (tmp_path / "columns.csv").write_text("a,b\n1,2\n")
    (tmp_path / "empty.csv").write_text("")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("home", "broken")
@pytest.mark.parametrize(
    ("source", "expected_status", "expected"),
    [
        ("sme-natonal=x.csv", 2, "did you mean sme-national?"),
        ("sme-national=none.csv", 4, "none.csv"),
        ("sme-national=gbk.csv", 2, "GBK"),
        ("sme-national=columns.csv", 2, "column missing"),
        ("sme-national=empty.csv", 2, "empty.csv"),
    ],
)
def test_a_source_that_cannot_be_read_leaves_the_edition(capsys, source, expected_status, expected):
    before = current(capsys)
    status, out, err = outcome(capsys, "etl", "run", "--source", source)
    assert (status, out) == (expected_status, "")
    assert [line for line in err.splitlines() if line.startswith("atlas: ")] == [
        err.splitlines()[-1]
    ]
    assert expected in err
    assert current(capsys) == before


def test_a_dry_run_writes_nothing(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    status, out, err = outcome(capsys, "etl", "run", "--dry-run")
    assert status == 0
    assert "would be published (dry run: nothing was written)" in out.splitlines()[0]
    assert "not placed: " in out
    told = [re.fullmatch(r" *(\d+\.\d) s  (.+)", line) for line in err.splitlines()]
    assert [step[2] for step in told] == list(step_names("sqlite", dry_run=True))
    seconds = [float(step[1]) for step in told]
    assert seconds == sorted(seconds)
    assert not (tmp_path / "home" / "atlas.sqlite").exists()
