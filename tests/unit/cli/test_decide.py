"""Commands `etl decide` and `etl questions`, on the bundled lists and layer."""

import csv
import getpass
from datetime import datetime

import pytest

from app.cli.root import run
from etl.decisions import load_decisions
from etl.decisions.file import COLUMNS

DOUBTFUL = "贵安先进装备制造产业集群"
WHY = ("--why", "seat of the new area")


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))
    for name in ("DATABASE_URL", "SOURCES"):
        monkeypatch.delenv(f"CLUSTER_ATLAS_{name}", raising=False)
    return tmp_path / "home"


def outcome(capsys, *words):
    status = run(["etl", *words])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def decisions(home):
    return load_decisions([home / "sources"]).all


def test_a_place_is_decided_replaced_and_taken_back(capsys, home):
    status, out, err = outcome(capsys, "decide", DOUBTFUL, "520115", *WHY)
    assert (status, err) == (0, "")
    assert "贵州省/贵阳市/观山湖区 (county 520115); entries met: 1" in out
    (one,) = decisions(home)
    assert (one.kind, one.adcodes, one.why) == ("cluster", ("520115",), WHY[1])
    assert one.decided_by == getpass.getuser()
    assert one.decided_on == datetime.now().astimezone().date().isoformat()

    again = ("decide", "贵安先进装备制造", "520111;520115", *WHY, "--by", "王工")
    status, out, err = outcome(capsys, *again)
    assert (status, err) == (0, "")
    assert f"this replaces: {DOUBTFUL}: at 520115, decided by {one.decided_by}" in out
    assert [(one.adcodes, one.decided_by) for one in decisions(home)] == [
        (("520111", "520115"), "王工")
    ]

    status, out, _ = outcome(capsys, "decide", DOUBTFUL, "--undo")
    assert status == 0
    assert "taken back: 贵安先进装备制造: at 520111;520115" in out
    assert decisions(home) == ()
    status, _, err = outcome(capsys, "decide", DOUBTFUL, "--undo")
    assert (status, err.count("\n")) == (3, 1)


def test_the_kind_is_what_the_lists_have(capsys, home):
    status, out, _ = outcome(capsys, "decide", "张江高新区核心园", "310115", *WHY)
    assert status == 0
    assert "decided: park 张江高新区核心园" in out
    assert decisions(home)[0].kind == "park"
    assert outcome(capsys, "decide", "张江高新区核心园", "--undo")[0] == 0


def test_what_looks_wrong_is_noted_and_written(capsys, home):
    words = ("decide", "贵安先进装备制造基地", "330282", "--same-as", "没有的集群", *WHY)
    status, _, err = outcome(capsys, *words)
    assert status == 0
    assert "no registered list has the entry 贵安先进装备制造基地; near it are" in err
    assert DOUBTFUL in err
    assert "no registered list has the cluster 没有的集群" in err
    status, _, err = outcome(capsys, "decide", DOUBTFUL, "330282", *WHY)
    assert status == 0
    assert "outside the province of the recommending unit 贵州省" in err
    assert len(decisions(home)) == 2


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["999999", *WHY], 3, "no place 999999"),
        (["520115;999999", *WHY], 3, "no place 999999"),
        (["520115", "--level", "province", *WHY], 3, "not as a province"),
        (["52011", *WHY], 2, "must be of six digits"),
        (["520115", "--programme", "sme-nationl", *WHY], 2, "did you mean sme-national"),
    ],
)
def test_what_does_not_exist_is_refused(capsys, home, words, status, said):
    found, out, err = outcome(capsys, "decide", DOUBTFUL, *words)
    assert (found, out, err.count("\n")) == (status, "", 1)
    assert said in err
    assert not (home / "sources").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "NAME"),
        ([DOUBTFUL, *WHY], "give an ADCODE, or --same-as OTHER"),
        ([DOUBTFUL, "520115"], "--why"),
        ([DOUBTFUL, "520115", "--why", "  "], "--why is empty"),
        ([DOUBTFUL, "520115", "--kind", "town", *WHY], "--kind"),
        ([DOUBTFUL, "520115", "--csv", "x.csv", *WHY], "beside --csv FILE only"),
        (["", "520115", *WHY], "NAME is empty"),
        (["名" * 10_000, "520115", *WHY], "NAME has 10,000 characters"),
        (["a\0b", "520115", *WHY], "control character U+0000"),
        (["a\x1b[31mb", "520115", *WHY], "control character U+001B"),
        (["\udcff", "520115", *WHY], "control character U+DCFF"),
        ([DOUBTFUL, "520115", "--why", "长" * 10_000], "--why has 10,000 characters"),
    ],
)
def test_unusable_words_are_refused(capsys, home, words, said):
    status, out, err = outcome(capsys, "decide", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not (home / "sources").exists()


def test_hostile_names_are_written_safely(capsys, home):
    name = '=HYPERLINK("http://x.invalid")\u202e,\'\n+1'
    status, _, err = outcome(capsys, "decide", name, "520115", *WHY)
    assert status == 0
    assert "no registered list has the entry" in err
    assert decisions(home)[0].name_zh == '=HYPERLINK("http://x.invalid"),\' +1'
    with (home / "sources" / "decisions.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.reader(file))[1]
    assert row[1].startswith("'=HYPERLINK")
    assert len(row) == len(COLUMNS)


def test_a_broken_file_is_left_alone(capsys, home):
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "decisions.csv").write_text("not,a,table\n")
    status, _, err = outcome(capsys, "decide", DOUBTFUL, "520115", *WHY)
    assert status == 2
    assert "decisions.csv, row 1: column missing" in err
    assert (home / "sources" / "decisions.csv").read_text() == "not,a,table\n"
