"""The command `resolve`: one line a name, in the order given."""

import csv
import io

import pytest

from app.cli.root import run

HEADER = "name,unit,level,adcode,place,method,confidence,industry,note"


@pytest.fixture(autouse=True)
def fresh_home(monkeypatch, tmp_path):
    monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(tmp_path / "home"))


def resolved(capsys, *words):
    assert run(["resolve", *words]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == HEADER
    return list(csv.DictReader(io.StringIO(captured.out))), captured.err


def fault(capsys, *words):
    status = run(["resolve", *words])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return status, captured.err


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding=encoding)
    return str(path)


def test_names_are_placed_in_their_order(capsys):
    rows, said = resolved(capsys, "桐乡市时尚针织产业集群", "晋江市运动鞋产业集群")
    assert [(row["level"], row["adcode"]) for row in rows] == [
        ("county", "330483"),
        ("county", "350582"),
    ]
    assert rows[0]["place"] == "浙江省/嘉兴市/桐乡市"
    assert rows[0]["industry"] == "时尚针织"
    assert 0.9 < float(rows[0]["confidence"]) <= 1
    assert said == ""


def test_a_name_that_says_no_place_gets_a_reason(capsys):
    rows, _ = resolved(capsys, "光电集群")
    assert (rows[0]["level"], rows[0]["adcode"]) == ("none", "")
    assert rows[0]["note"]


def test_the_unit_holds_for_all_names(capsys):
    rows, _ = resolved(capsys, "桐乡市时尚针织产业集群", "--unit", "浙江省")
    assert rows[0]["unit"] == "浙江省"


def test_a_table_gives_names_and_units(capsys, tmp_path):
    path = table(
        tmp_path, "name_zh,province\n桐乡市时尚针织产业集群,浙江省\n新津区轨道交通,四川省\n"
    )
    rows, said = resolved(capsys, "--csv", path)
    assert [row["unit"] for row in rows] == ["浙江省", "四川省"]
    assert [row["adcode"] for row in rows] == ["330483", "510118"]
    assert said == ""


def test_columns_can_have_other_names(capsys, tmp_path):
    path = table(tmp_path, "地方,名称\n浙江省,桐乡市时尚针织产业集群\n")
    rows, _ = resolved(capsys, "--csv", path, "--name-column", "名称", "--unit-column", "地方")
    assert (rows[0]["adcode"], rows[0]["unit"]) == ("330483", "浙江省")


def test_a_table_without_units_is_placed_and_said(capsys, tmp_path):
    rows, said = resolved(capsys, "--csv", table(tmp_path, "name_zh\n桐乡市时尚针织产业集群\n"))
    assert rows[0]["adcode"] == "330483"
    assert "no column province" in said


def test_a_missing_column_is_said(capsys, tmp_path):
    path = table(tmp_path, "name\nx\n")
    for words in (["--csv", path], ["--csv", path, "--name-column", "name", "--unit-column", "u"]):
        status, line = fault(capsys, *words)
        assert status == 2
        assert "column" in line


def test_a_missing_file_is_said(capsys, tmp_path):
    status, line = fault(capsys, "--csv", str(tmp_path / "none.csv"))
    assert status == 4
    assert "none.csv" in line


def test_a_file_in_gbk_is_recognised(capsys, tmp_path):
    path = table(tmp_path, "name_zh,province\n桐乡市时尚针织产业集群,浙江省\n", "gbk")
    status, line = fault(capsys, "--csv", path)
    assert status == 2
    assert "GBK" in line


@pytest.mark.parametrize("name", ["=1+1", "+86", "@sum", "=桐乡市针织"])
def test_no_cell_is_a_formula(capsys, name):
    rows, _ = resolved(capsys, "--", name)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[0].values())


def test_nothing_is_written(capsys, tmp_path):
    resolved(capsys, "桐乡市时尚针织产业集群")
    assert not (tmp_path / "home").exists()
