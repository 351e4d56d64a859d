"""The command `briefing`: files, index, what fails, and going on after it was ended."""

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest

from app.briefing.batch import bench
from app.briefing.batch.bench import Failed, Made
from app.briefing.batch.folder import JOURNAL
from app.cli.root import run as run_command
from tests.unit.repository.project import ROOT

SUMMARY = ["--sections", "sources", "--format", "docx"]
ALONE = [*SUMMARY, "--processes", "1"]
JIAXING = ["330402", "330411", "330421", "330424", "330481", "330482", "330483"]


@pytest.fixture
def words(real_home, monkeypatch):
    """Words of the command under the settings of the real edition."""
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(real_home))
    return lambda *more: ["briefing", *more]


def index_of(folder):
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def lines_of(folder):
    journal = folder / JOURNAL
    return journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []


def test_files_of_all_formats_with_an_index(words, tmp_path, capsys):
    command = words("330402", "--sections", "summary,sources", "--lang", "zh", "-o", str(tmp_path))
    assert run_command(command) == 0
    said = capsys.readouterr()
    assert said.err == ""  # quiet where there is no terminal
    assert "3 files" in said.out
    rows, page = index_of(tmp_path), (tmp_path / "index.html").read_text(encoding="utf-8")
    assert [row["format"] for row in rows] == ["docx", "pdf", "pptx"]
    for row in rows:
        assert row["file"].startswith("330402_南湖区_布局简报_")
        body = (tmp_path / row["file"]).read_bytes()
        assert (len(body), hashlib.sha256(body).hexdigest()) == (int(row["bytes"]), row["sha256"])
        assert f'href="{quote(row["file"])}"' in page
        assert row["not_made"] == ""


def test_another_choice_is_not_mixed_in(words, tmp_path, capsys):
    assert run_command(words("330402", *SUMMARY, "-o", str(tmp_path))) == 0
    before = sorted(tmp_path.iterdir())
    assert run_command(words("330402", *SUMMARY, "--lang", "en", "-o", str(tmp_path))) == 5
    assert "name another folder" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before
    assert run_command(words("330411", *SUMMARY, "-o", str(tmp_path))) == 0
    assert [row["adcode"] for row in index_of(tmp_path)] == ["330402", "330411"]


def start(home, out, *more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CLUSTER_ATLAS_")}
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "app.cli", "briefing", "330400", "--children"),
            *("--sections", "summary", "--format", "docx", *more, "-o", str(out)),
        ],
        env={**environment, "CLUSTER_ATLAS_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def wait_for_files(command, out, files):
    while len(lines_of(out)) < files + 1:
        assert command.poll() is None, "the command ended before it could be ended"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("how", "status", "processes"), [(signal.SIGKILL, -9, "2"), (signal.SIGINT, 130, "1")]
)
def test_a_command_that_was_ended_goes_on(words, real_home, tmp_path, how, status, processes):  # noqa: PLR0917
    command = start(real_home, tmp_path, "--processes", processes)
    wait_for_files(command, tmp_path, 2)
    command.send_signal(how)
    said = command.communicate()[1].decode()
    assert command.returncode == status
    done = lines_of(tmp_path)[1:]
    assert 2 <= len(done) < len(JIAXING)
    if how is signal.SIGINT:
        assert "run the same command again" in said
        assert len(index_of(tmp_path)) == len(done)
    times = {path: path.stat().st_mtime_ns for path in finished(tmp_path, done)}
    again = words("330400", "--children", "--sections", "summary", "--format", "docx")
    assert run_command([*again, "--processes", "1", "-o", str(tmp_path)]) == 0
    assert [row["adcode"] for row in index_of(tmp_path)] == JIAXING
    assert times == {path: path.stat().st_mtime_ns for path in times}  # not made again
    assert not list(tmp_path.glob(".*"))


def finished(folder, lines):
    return [folder / json.loads(line)["file"] for line in lines]


def test_a_place_that_fails_does_not_stop_the_others(words, tmp_path, capsys, monkeypatch):
    made = bench.Bench.make

    def fails_once(self, folder, key, formats):
        if key.adcode == "330411":
            return Made(failed=Failed(*key, "the ink is out"))
        return made(self, folder, key, formats)

    command = words("330402", "330411", "330421", *ALONE, "-o", str(tmp_path))
    monkeypatch.setattr(bench.Bench, "make", fails_once)
    assert run_command(command) == 1
    assert "330411 was not made: the ink is out" in capsys.readouterr().err
    rows = {row["adcode"]: row for row in index_of(tmp_path)}
    assert rows["330411"]["not_made"] == "the ink is out"
    assert "the ink is out" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert rows["330402"]["file"]
    assert rows["330421"]["file"]
    monkeypatch.setattr(bench.Bench, "make", made)
    assert run_command(command) == 0
    assert len([row for row in index_of(tmp_path) if row["file"]]) == 3


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["999999"], 3, "999999"),
        (["33"], 3, "six digits"),
        (["330402", "--format", "doc"], 2, "format must be some of docx, pdf, pptx"),
        (["330402", "--lang", "fr"], 2, "lang must be one of"),
        (["330402", "--sections", "secret"], 2, "sections must be some of"),
        (["330402", "--date", "today"], 2, "date must be a day"),
        (["330402", "--year", "1900"], 3, "year=1900"),
        (["330402", "--level", "province"], 3, "330402"),
        (["330402", "--edition", "none"], 3, "none"),
        (["330402", "--processes", "0"], 2, "--processes"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(  # noqa: PLR0917
    words, tmp_path, capsys, given, status, said
):
    out = tmp_path / "out"
    assert run_command([*words(*given), "-o", str(out)]) == status
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_without_a_number_that_is_required_nothing_is_made(words, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("CLUSTER_ATLAS_REQUIRE_REVIEW_NUMBER", "1")
    assert run_command(words("330402", "-o", str(tmp_path / "out"))) == 2
    assert "CLUSTER_ATLAS_REVIEW_NUMBER" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
