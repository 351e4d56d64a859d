"""The report of a run as a file, and of a published edition."""

import json
from functools import partial

import pytest

import etl.run
from app.cli.root import run
from tests.store.sample import FOLDER, sample_sources


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home and an empty store for runs of the sample sources, in an empty working folder."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CLUSTER_ATLAS_LANG", "en")
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.setattr(
        "app.cli.registry.registered_sources", lambda _, replaced=None: sample_sources()
    )
    monkeypatch.setattr("etl.run.run", partial(etl.run.run, data_dir=FOLDER))
    return tmp_path


def outcome(capsys, *words):
    status = run(words)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_json(home, capsys):
    status, out, _ = outcome(capsys, "etl", "run", "--report", "run.json")
    assert status == 0
    record = json.loads((home / "work" / "run.json").read_text(encoding="utf-8"))
    assert out.startswith(f"edition {record['edition_id']} is published\n\n")
    status, printed, err = outcome(capsys, "editions", "report")
    assert (status, err) == (0, "")
    assert json.loads(printed) == record
    assert outcome(capsys, "editions", "report", record["edition_id"])[1] == printed


def test_html(home, capsys):
    assert outcome(capsys, "etl", "run", "--report", "run.HTML")[0] == 0
    page = (home / "work" / "run.HTML").read_text(encoding="utf-8")
    assert page.lstrip().startswith('<!doctype html>\n<html lang="en">')
    assert outcome(capsys, "editions", "report", "current", "--html") == (0, page, "")


def test_a_dry_run_has_a_report_too(home, capsys):
    outcome(capsys, "etl", "run", "--dry-run", "--report", "run.json")
    assert json.loads((home / "work" / "run.json").read_text())["dry_run"] is True
    assert outcome(capsys, "editions", "report")[0] == 4


def test_a_run_without_news_says_so(home, capsys):
    outcome(capsys, "etl", "run")
    _, out, _ = outcome(capsys, "etl", "run")
    edition = out.split()[1]
    assert out.startswith(
        f"edition {edition} is current; the sources have not changed\n"
        f"against {edition}: nothing changed; "
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("run.pdf", "the name must end with .json or .html"),
        ("run", "the name must end with .json or .html"),
        ("none/run.json", "there is no folder none"),
        ("folder.json", "is a folder; name a file"),
    ],
)
def test_a_path_that_cannot_be_is_said_before_anything_is_built(home, capsys, path, said):
    (home / "work" / "folder.json").mkdir()
    status, out, err = outcome(capsys, "etl", "run", "--report", path)
    assert (status, out) == (2, "")
    assert err == f"atlas: --report {path}{'' if 'folder.' in path else ':'} {said}\n"
    assert not (home / "home" / "atlas.sqlite").exists()
