"""Names without an industry, and official names that may be cut off."""

import pytest

from etl.checks.names import without_industry, without_suffix
from tests.unit.checks.listed import codes, entries

GOOD = {}


def named(name, **fields):
    return {"name_zh": name, **fields}


def test_a_name_that_is_a_place_only():
    found = list(without_industry(entries(GOOD, named("清河县产业集群", industry=None), GOOD)))
    assert codes(found) == [("no-industry", "warning", 3)]
    assert found[0].message == "清河县产业集群: names no industry"


def test_a_list_that_names_places_only_is_told_once():
    bare = [named(f"{name}县", industry=None) for name in "甲乙丙"]
    (found,) = without_industry(entries(*bare, GOOD))
    assert (found.code, found.severity, found.row) == ("no-industry-throughout", "note", None)
    assert found.message == "national: 3 of 4 names: names no industry; the list is worded so"


@pytest.mark.parametrize(
    "name",
    [
        "清河县羊绒产业集群",
        "清河县羊绒集群",
        "清河县羊绒特色产业集群（复核）",
        "清河县——河北省羊绒产业名县(复核)",
        "江苏泰兴经济开发区",
        "浙江海宁产业用纺织品基地",
        "江门市摩托车产业集群升级示范区",
        "清河县羊绒产业集群 ",
    ],
)
def test_names_that_are_whole(name):
    assert not list(without_suffix(entries(named(name), GOOD, GOOD)))


@pytest.mark.parametrize("name", ["清河县羊绒产业", "清河县羊绒", "清河县羊绒产业集"])
def test_names_that_may_be_cut_off(name):
    found = without_suffix(entries(named(name), GOOD, GOOD))
    assert codes(found) == [("no-suffix", "warning", 2)]


def test_names_of_press_reports_are_short_by_nature():
    assert not list(without_suffix(entries(named("清河羊绒", name_basis="reported"), GOOD, GOOD)))


def test_a_list_worded_without_the_closing_word_is_told_once():
    found = without_suffix(entries(named("清河羊绒"), named("高阳毛巾"), GOOD))
    assert codes(found) == [("no-suffix-throughout", "note", None)]


def test_each_list_is_judged_by_itself():
    short = [named("清河羊绒", source_id="short"), named("高阳毛巾", source_id="short")]
    found = without_suffix(entries(*short, named("安平丝网"), GOOD, GOOD))
    assert sorted(codes(found)) == [
        ("no-suffix", "warning", 4),
        ("no-suffix-throughout", "note", None),
    ]


def test_no_entries():
    assert not list(without_industry(entries()))
    assert not list(without_suffix(entries()))
