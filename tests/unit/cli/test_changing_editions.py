"""Commands that compare, restore and prune editions: what they say and how they end."""

import csv
import io

import pytest

from app.cli.root import run
from etl.store.engine import open_store
from etl.store.lock import writing
from tests.store.sample import run_sample, shorter_list


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home whose store holds two sample editions; gives their ids."""
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    engine = open_store(f"sqlite:///{tmp_path / 'atlas.sqlite'}")
    ids = [run_sample(engine).edition_id]
    ids.append(run_sample(engine, clusters=shorter_list(tmp_path)).edition_id)
    engine.dispose()
    return ids


def outcome(capsys, *words):
    status = run(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def current(capsys):
    lines = [line.split("\t") for line in outcome(capsys, "editions", "list")[1].splitlines()]
    return next(line[0] for line in lines if line[2] == "yes")


def test_a_difference_in_words(home, capsys):
    status, out, err = outcome(capsys, "editions", "diff", "previous", "current")
    assert (status, err) == (0, "")
    assert out.startswith(f"from {home[0]} to {home[1]}\n")
    assert "\nclusters\t8\t7\t-1\n" in out
    assert "\nclusters removed: 1\n  某某产业集群 (sample-provincial-910000)" in out
    assert "\nsources changed: 1\n  sample-clusters: Sample clusters\n" in out


def test_a_difference_as_csv(home, capsys):
    status, out, err = outcome(capsys, "editions", "diff", "current", home[0], "--csv")
    assert (status, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert list(rows[0]) == ["subject", "kind", "id", "name", "group", "before", "after"]
    assert [row["name"] for row in rows if row["kind"] == "added"] == ["某某产业集群"]


def test_csv_runs_no_formula(home, capsys, tmp_path):
    from tests.store.sample import FOLDER

    lines = (FOLDER / "clusters.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "none.csv").write_text("".join(lines[:6]), encoding="utf-8")
    engine = open_store(f"sqlite:///{tmp_path / 'atlas.sqlite'}")
    run_sample(engine, clusters=tmp_path / "none.csv")
    engine.dispose()
    _, out, _ = outcome(capsys, "editions", "diff", "previous", "current", "--csv")
    assert "'=HYPERLINK(" in out
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]


def test_no_difference(home, capsys):
    status, out, _ = outcome(capsys, "editions", "diff", "current", home[1][:-3])
    assert (status, out) == (0, f"{home[1]} is one and the same edition\n")


def test_restoring(home, capsys):
    assert outcome(capsys, "editions", "restore", "previous") == (
        0, f"edition {home[0]} is current; before it was {home[1]}\n", ""
    )  # fmt: skip
    assert current(capsys) == home[0]
    assert outcome(capsys, "editions", "restore", home[0]) == (
        0, f"edition {home[0]} was current already\n", ""
    )  # fmt: skip


def test_pruning(home, capsys):
    words = ("editions", "prune", "--keep", "1")
    assert outcome(capsys, *words, "--dry-run") == (
        0, f"would delete {home[0]}\nwould keep 1 of 2\n", ""
    )  # fmt: skip
    status, out, _ = outcome(capsys, *words)
    assert status == 0
    assert out.startswith(f"deleted {home[0]}\nkept 1 of 2\nthe file is ")
    assert current(capsys) == home[1]
    assert outcome(capsys, *words) == (0, "kept 1 of 1\n", "")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("restore", "2000-01-01"), 3, "there is no edition 2000-01-01"),
        (("diff", "previous", "x" * 300), 3, f"there is no edition {'x' * 80}: "),
        (("diff", "20", "current"), 3, "there is no edition 20"),
        (("prune", "--keep", "0"), 2, "--keep 0: at least one edition is kept"),
        (("prune", "--keep", "many"), 2, "--keep"),
        (("prune",), 2, "Missing option '--keep'"),
        (("restore",), 2, "Missing argument 'ID'"),
        (("diff", "current"), 2, "Missing argument 'B'"),
        (("diff", "current", "previous", "--year", "0"), 2, "--year"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(home, capsys, words, status, said):
    ended, out, err = outcome(capsys, "editions", *words)
    assert (ended, out, err.count("\n")) == (status, "", 1)
    assert said in err
    assert current(capsys) == home[1]


@pytest.mark.parametrize("words", [("restore", "previous"), ("prune", "--keep", "1")])
def test_while_somebody_writes(home, capsys, tmp_path, words):
    engine = open_store(f"sqlite:///{tmp_path / 'atlas.sqlite'}")
    with writing(engine):
        status, out, err = outcome(capsys, "editions", *words)
    engine.dispose()
    assert (status, out) == (5, "")
    assert err.startswith("atlas: another command is writing to this store: process ")
