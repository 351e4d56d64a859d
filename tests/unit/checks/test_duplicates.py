"""Entries that stand twice, also under another wording, also in another list."""

import pytest

from etl.checks.duplicates import (
    COMPARED,
    duplicates,
    listed_twice,
    possible_duplicates,
    possible_duplicates_in_lists,
)
from tests.unit.checks.listed import codes, entries

SAME = {"cluster_id": "same"}


def test_one_cluster_twice_in_a_list():
    worded = {**SAME, "name_zh": "清河县羊绒集群"}
    found = list(duplicates(entries(SAME, {}, worded, SAME)))
    assert codes(found) == [("duplicate-entry", "error", 4)]
    assert found[0].message == (
        "清河县羊绒产业集群 = 清河县羊绒集群: stands in row 2; row 4; row 5"
    )


def test_rows_of_a_document_are_named_by_their_place():
    where = {"source_where": "a, b.pdf, page 2, table 1, row 7"}
    (found,) = duplicates(entries(SAME, {**SAME, **where}))
    assert found.where == "a, b.pdf, page 2, table 1, row 7"
    assert found.message.endswith("stands in row 2; page 2, table 1, row 7")


@pytest.mark.parametrize(
    "other", [{"batch_year": 2024}, {"programme_id": "other"}, {"source_id": "other"}]
)
def test_twice_in_different_lists_is_no_mistake(other):
    assert not list(duplicates(entries(SAME, {**SAME, **other})))


def test_twice_without_a_batch():
    undated = {**SAME, "batch_year": None}
    assert codes(duplicates(entries(undated, undated))) == [("duplicate-entry", "error", 3)]


def test_many_rows_are_not_all_named():
    (found,) = duplicates(entries(*[SAME] * 15))
    assert found.message.endswith("row 10; row 11; and 5 more")


def test_entries_of_another_list_are_counted():
    official = [{"source_id": "official", "cluster_id": f"c{row}"} for row in (2, 3, 9)]
    (found,) = listed_twice(entries({}, {}, *official))
    assert (found.code, found.severity, found.source_id) == ("listed-twice", "note", "official")
    assert found.message == "national: 2 of its entries stand in list too; each counts once"


def industry(word, **fields):
    return {"industry": word, "name_zh": f"清河县{word}产业集群", **fields}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("运动鞋", "运动鞋制造"),
        ("新能源汽车零部件", "新能源汽车及零部件"),
        ("羊绒及制品", "羊绒制品"),
    ],
)
def test_nearly_the_same_industry_in_the_same_place(one, other):
    found = list(possible_duplicates(entries(industry(one), industry(other))))
    assert codes(found) == [("possible-duplicate", "warning", 3)]
    assert found[0].message.endswith(f"清河县{one}产业集群 (row 2)")


@pytest.mark.parametrize(
    ("one", "other"),
    [("纺织服装", "食品加工"), ("智能传感器", "智能机器人"), ("化工新材料", "新能源汽车")],
)
def test_other_industries_in_the_same_place(one, other):
    assert not list(possible_duplicates(entries(industry(one), industry(other))))


@pytest.mark.parametrize(
    "other",
    [
        {"adcodes": "130535"},
        {"batch_year": 2024},
        {"programme_id": "other"},
        {"cluster_id": "c2"},
        {"adcodes": None},
        {"industry": None},
    ],
    ids=["place", "batch", "programme", "the same cluster", "no place", "no industry"],
)
def test_what_is_not_the_same(other):
    assert not list(possible_duplicates(entries({}, other)))


def test_without_a_batch_it_may_be_of_any():
    assert len(list(possible_duplicates(entries({}, {"batch_year": None})))) == 1


def test_two_lists_say_it_in_other_words():
    words = [industry("稀有金属材料"), industry("稀有金属加工")]
    assert not list(possible_duplicates(entries(*words)))
    words[0]["source_id"] = "press"
    (found,) = possible_duplicates(entries(*words))
    assert found.message.endswith("(press, row 2)")


def test_a_run_asks_about_two_lists_and_tells_of_one():
    rows = entries(industry("羊绒"), industry("羊绒", source_id="press"), industry("羊绒制品"))
    assert codes(possible_duplicates_in_lists(rows)) == [("possible-duplicate", "warning", 4)]


def test_an_entry_is_told_once_however_many_it_is_like():
    found = possible_duplicates(entries(*[industry("羊绒")] * 4))
    assert codes(found) == [("possible-duplicate", "warning", row) for row in (3, 4, 5)]


def test_a_place_with_very_many_entries_is_not_compared_throughout():
    words = [industry("".join(chr(0x4E00 + 5 * row + i) for i in range(5))) for row in range(300)]
    (found,) = possible_duplicates(entries(*words))
    assert (found.code, found.severity, found.row) == ("not-compared", "note", COMPARED + 2)
    assert found.message.startswith("300 clusters in 130534")
