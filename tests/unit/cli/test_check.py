"""The command `etl check`: report, exit status, nothing written but the report."""

import json
import os
import pty
import subprocess
import sys

import pytest

from app.cli.root import run
from tests.unit.repository.project import ROOT

LIST = "序号,集群名称,推荐单位\n1,桐乡市时尚针织产业集群,浙江省\n2,博兴县商用厨具产业集群,山东省\n"
ABOUT = ("--programme", "sme-national", "--batch", "2030")


@pytest.fixture(autouse=True)
def fresh_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLUSTER_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("CLUSTER_ATLAS_SOURCES", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def listed(tmp_path):
    def write(text=LIST, name="list.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def outcome(capsys, *words):
    status = run(["etl", "check", *words])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_list_without_fault(capsys, listed, tmp_path):
    status, out, err = outcome(capsys, listed(), *ABOUT)
    assert (status, err) == (0, "")
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0][0].startswith("list.csv: csv, sha256 ")
    assert lines[1] == ["sme-national, batch 2030: 2 rows; placed: county 2"]
    assert lines[-2][:4] == ["row 2", "桐乡市时尚针织产业集群", "浙江省", "浙江省/嘉兴市/桐乡市"]
    assert not (tmp_path / "home").exists()


def test_something_to_decide(capsys, listed):
    status, out, _ = outcome(capsys, listed(LIST + "3,光电产业集群,火星省\n"), *ABOUT)
    assert status == 1
    (line,) = [line for line in out.splitlines() if "\tnot-placed\t" in line]
    assert line.split("\t")[:3] == ["warning", "row 4", "not-placed"]


def test_the_report_in_a_file(capsys, listed, tmp_path):
    status, out, _ = outcome(capsys, listed(), *ABOUT, "--report", "out.json")
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (status, list(report)) == (0, ["rows", "problems"])
    assert [row["adcode"] for row in report["rows"]] == ["330483", "371625"]
    assert "placed: county 2" in out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "out.json"]


def test_the_report_on_the_screen(capsys, listed):
    status, out, err = outcome(capsys, listed(), *ABOUT, "--report", "-")
    assert (status, err) == (0, "")
    assert len(json.loads(out)["rows"]) == 2


def test_the_list_is_not_overwritten_by_its_report(capsys, listed, tmp_path):
    listed()
    status, out, err = outcome(capsys, "list.csv", *ABOUT, "--report", "./list.csv")
    assert (status, out) == (2, "")
    assert err == "atlas: --report list.csv is the list itself; name another file\n"
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == LIST


def test_a_report_that_cannot_be_written(capsys, listed):
    status, _, err = outcome(capsys, listed(), *ABOUT, "--report", "none/out.json")
    assert (status, err) == (
        2,
        "atlas: --report none/out.json cannot be written: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("words", "expected_status", "said"),
    [
        (["none.csv", *ABOUT], 2, "none.csv is missing"),
        ([".", *ABOUT], 2, "is not a file"),
        (["list.csv"], 2, "Missing option '--programme'"),
        (["list.csv", "--programme", "sme"], 2, "there is no programme 'sme'"),
        (["list.csv", *ABOUT[:3], "1800"], 2, "--batch 1800: give a year from 1949 to 2100"),
        (["list.csv", *ABOUT[:3], "20x"], 2, "should be a valid integer"),
        (["list.csv", *ABOUT[:2], "--review", "2025"], 2, "--review needs --batch"),
        (["list.csv", *ABOUT, "--review", "9"], 2, "--review 9: give a year"),
    ],
)
def test_usage(capsys, listed, words, expected_status, said):
    listed()
    status, out, err = outcome(capsys, *words)
    assert (status, out) == (expected_status, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_long_list_shows_what_is_in_doubt(capsys, listed):
    trades = ("轴承", "电池", "纺织", "家具", "陶瓷", "模具", "农机", "茶叶", "眼镜", "灯饰")
    kinds = [f"{kind}{trade}" for kind in "新老大小高低精特优良" for trade in trades]
    rows = [f"{at},桐乡市{kind}产业集群,浙江省" for at, kind in enumerate(kinds * 2)]
    text = "\n".join(["序号,集群名称,推荐单位", *rows, "201,光电产业集群,火星省"])
    status, out, _ = outcome(capsys, listed(text), *ABOUT)
    assert status == 1
    lines = out.splitlines()
    at = lines.index("rows in doubt: 1 of 201; --report OUT.json has all rows")
    assert len(lines) == at + 3
    assert "光电产业集群" in lines[-1]


def test_programmes_are_listed(capsys):
    assert run(["etl", "programmes"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["id", "level", "batches", "name"]
    national = lines[1]
    assert national[:3] == ["sme-national", "county", "2022 2023 2024 2025"]
    assert len(lines) == 29


def test_it_looks_good_on_a_terminal(listed, tmp_path):
    """Rich tables, and no markup of a hostile name is taken for one."""
    listed(LIST + "3,[red]光电[/red]产业集群,\n")
    reader, terminal = pty.openpty()
    words = [sys.executable, "-m", "app.cli", "etl", "check", str(tmp_path / "list.csv"), *ABOUT]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "160"}
    done = subprocess.run(
        words, cwd=ROOT, stdout=terminal, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(reader, 65536):
            shown += chunk
    except OSError:  # the end of a terminal that nobody writes to any more
        pass
    text = shown.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert "[red]光电[/red]产业集群" in text
    assert "\t" not in text
    assert "severity" in text
