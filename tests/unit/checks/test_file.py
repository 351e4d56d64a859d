"""Checking one list against the registry and what is loaded; the report of it."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from etl.assembly.placing import Placer
from etl.checks.file import Subject, check_file, open_file
from etl.checks.report import needs_decision, problems_of, write_report
from etl.decisions import Decision, Decisions
from etl.decisions.decision import DecisionsFile
from etl.sources import Source
from geo.errors import InvalidInput

HEADER = "序号,集群名称,推荐单位"


@pytest.fixture
def write(tmp_path):
    def write(*rows, name="list.csv", header=HEADER):
        path = tmp_path / name
        lines = [f"{number},{row}" for number, row in enumerate(rows, 1)]
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def check(registry, placer):
    def check(path, programme="nation", batch=2025, *, review=None, sources=None, by=placer):
        opened = open_file(path, Subject(programme, batch, review), sources or registry)
        return check_file(opened, by)

    return check


def report(checked):
    stream = io.StringIO()
    write_report(checked, stream)
    return json.loads(stream.getvalue())


def found(checked):
    return {problem["code"]: problem for problem in problems_of(checked)}


def test_a_list_without_fault(check, write):
    checked = check(write("桐乡市时尚针织产业集群,浙江省", "博兴县商用厨具产业集群,山东省"))
    assert problems_of(checked) == []
    assert not needs_decision(problems_of(checked))
    first, second = report(checked)["rows"]
    assert first == {
        "name": "桐乡市时尚针织产业集群",
        "unit": "浙江省",
        "where": {"file": "list.csv", "row": 2},
        "level": "county",
        "adcode": "330483",
        "place": "浙江省/嘉兴市/桐乡市",
        "confidence": 0.97,
        "industry": "时尚针织",
        "method": "full-name",
        "note": "",
        "candidates": [],
    }
    assert second["adcode"] == "371625"


def test_problems_come_gravest_first_with_their_place(check, write):
    checked = check(write("桐乡市针织产业集群,江苏省", "博兴县产业集群,山东省", "火箭集群,山东省"))
    problems = report(checked)["problems"]
    assert [problem["severity"] for problem in problems] == ["error"] + ["warning"] * 3
    assert problems[0] == {
        "severity": "error",
        "code": "outside-unit",
        "message": "桐乡市针织产业集群: placed in 330483, outside the province of 江苏省",
        "where": {"file": "list.csv", "row": 2},
    }
    assert {problem["code"] for problem in problems[1:]} == {"no-industry", "placed-in-doubt"}
    assert needs_decision(problems)


def test_several_places_are_joined(check, write):
    checked = check(write("江苏省南通市、泰州市高技术船舶产业集群,江苏省"))
    (row,) = report(checked)["rows"]
    assert (row["level"], row["adcode"]) == ("several", "320600;321200")


def test_what_the_reader_remarks_is_a_problem_too(check, write):
    problem = found(check(write("=1+1晋江市运动鞋产业集群,福建省")))["formula"]
    assert problem["severity"] == "warning"
    assert problem["where"] == {"file": "list.csv", "row": 2}


def test_numbers_are_held_against_the_batch(check, write):
    counties = ["清河县轴承", "高阳县毛巾", "安平县丝网", "宁晋县电缆", "平乡县童车"]
    checked = check(write(*(f"{name}产业集群,河北省" for name in counties)), batch=2023)
    problems = found(checked)
    assert problems["batch-too-large"]["where"]["row"] == 6
    assert "5 entries, 4 announced" in problems["batch-too-large"]["message"]
    assert "at most 3 may be recommended" in problems["over-quota"]["message"]
    assert problems["above-stated-total"]["message"].startswith("河北省 2023: 5 entries")
    assert problems["above-stated-total"]["where"] == {"file": "list.csv"}


def test_entries_that_are_loaded_already_are_noted(check, write):
    rows = ["河北省邢台市清河县羊绒产业集群,河北省", "晋江市 运动鞋 集群,福建省"]
    checked = check(write(*rows), batch=2023)
    assert found(checked)["listed-twice"]["message"].startswith("nation: 2 of its entries stand")
    assert "possible-duplicate" not in found(checked)


def test_another_wording_of_a_loaded_entry_is_asked_about(check, write):
    checked = check(write("清河县羊绒制品产业集群,河北省"), batch=2023)
    assert found(checked)["possible-duplicate"]["message"].endswith("清河羊绒 (loaded, row 2)")


def test_recognised_again_while_in_force(check, write):
    checked = check(write("慈溪市小家电产业集群,浙江省"))
    problem = found(checked)["still-in-force"]
    assert problem["message"].endswith("recognised in batch 2023 already, in force to 2026")


def test_a_batch_that_is_not_registered(check, write):
    checked = check(write("桐乡市针织产业集群,浙江省"), batch=2031)
    problem = found(checked)["batch-not-registered"]
    assert (problem["severity"], problem["where"]) == ("note", {"file": "list.csv"})


def test_without_a_batch(check, write):
    assert list(found(check(write("桐乡市针织产业集群,浙江省"), batch=None))) == ["batch-not-given"]


def test_a_provincial_list_needs_no_unit(check, write):
    path = write("桥西区文化创意产业集群", "清河县羊绒产业集群", header="序号,集群名称")
    checked = check(path, "hebei", 2025)
    row = report(checked)["rows"][0]
    assert row["adcode"].startswith("13")
    outside = check(write("桐乡市针织产业集群", header="序号,集群名称"), "hebei", 2025)
    assert "outside-programme" in found(outside)


def test_decisions_of_the_steward_count(check, write, placer):
    decision = Decision(
        "光电产业集群", adcodes=("420111",), decided_by="a", decided_on="2026-01-01", why="b"
    )
    decided = Placer(placer.resolver, placer.gazetteer, decisions_of(decision))
    path = write("光电产业集群,湖北省")
    assert report(check(path))["rows"][0]["level"] == "province"
    assert report(check(path, by=decided))["rows"][0]["adcode"] == "420111"
    assert problems_of(check(path, by=decided)) == []


def decisions_of(decision):
    return Decisions([DecisionsFile("decisions", Path("decisions.csv"), "", (decision,))])


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        ("natoin", "there is no programme 'natoin'; did you mean nation? `atlas etl programmes`"),
        ("", "there is no programme ''; `atlas etl programmes` lists all"),
        ("x" * 500, "there is no programme 'xxx"),
    ],
)
def test_a_programme_that_does_not_exist(check, write, programme, said):
    with pytest.raises(InvalidInput) as error:
        check(write("a,b"), programme)
    assert said in str(error.value)
    assert len(str(error.value)) < 200


def test_a_file_that_does_not_exist(check, tmp_path):
    with pytest.raises(InvalidInput, match=r"none\.csv is missing"):
        check(tmp_path / "none.csv")


def test_another_list_that_cannot_be_read_is_told(check, write, registry, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    broken = Source("b", "list-document", "t", path=tmp_path / "broken.pdf", programme="nation")
    of_another = replace(broken, id="c", programme="hebei")
    sources = {**registry, "b": broken, "c": of_another}
    problems = problems_of(check(write("桐乡市针织产业集群,浙江省"), sources=sources))
    assert [problem["code"] for problem in problems] == ["other-list-unreadable"]
    assert problems[0]["message"].startswith(
        "not compared with b, which cannot be read: broken.pdf"
    )


def test_a_file_that_is_registered_is_not_held_against_itself(check, write, registry):
    path = write("桐乡市针织产业集群,浙江省")
    itself = Source("itself", "list-document", "t", path=path, programme="nation", batch=2025)
    problems = problems_of(check(path, sources={**registry, "itself": itself}))
    assert [problem["code"] for problem in problems] == ["already-registered"]


class TestReReview:
    """The list of those of batch 2023 that passed."""

    def test_which_are_closed(self, check, write):
        path = write("慈溪市小家电产业集群,浙江省", "河北省清河县羊绒产业集群,河北省")
        checked = check(path, batch=2023, review=2026)
        assert found(checked)["review-closes"]["message"] == (
            "closes 1 of 3 recognitions: 晋江市运动鞋产业集群"
        )
        assert [row["adcode"] for row in report(checked)["rows"]] == ["330282", "130534"]
        assert not needs_decision(problems_of(checked))

    def test_what_is_no_cluster_of_the_batch(self, check, write):
        checked = check(write("桐乡市针织产业集群,浙江省"), batch=2023, review=2026)
        problem = found(checked)["review-unmatched"]
        assert (problem["severity"], problem["where"]["row"]) == ("warning", 2)

    def test_one_that_stands_twice(self, check, write):
        path = write("慈溪市小家电产业集群,浙江省", "慈溪市小家电集群,浙江省")
        checked = check(path, batch=2023, review=2026)
        assert found(checked)["duplicate-entry"]["where"]["row"] == 3

    def test_of_a_batch_of_which_nothing_is_loaded(self, check, write):
        checked = check(write("桐乡市针织产业集群,浙江省"), batch=2025, review=2028)
        assert "review-of-nothing" in found(checked)
