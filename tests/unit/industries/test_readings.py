"""Wordings that a person judged against the standard; see the fixture's README."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "industries" / "judged.csv"
JUDGED = list(csv.DictReader(FIXTURE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", JUDGED, ids=lambda row: row["text"])
def test_judged(industries, row):
    reading = industries.of(row["text"])
    assert set(reading.divisions) == set(filter(None, row["divisions"].split(";")))
    assert (reading.main_chain or "") == row["main_chain"]
    assert reading.breadth == row["breadth"]


def test_the_evidence_says_what_was_read_and_what_not(industries):
    reading = industries.of("福建白羽肉鸡及预制菜加工")
    assert [reading.text[m.start : m.end] for m in reading.matches] == ["肉鸡", "预制菜"]
    assert [m.keyword for m in reading.matches] == ["肉鸡", "预制菜"]
    assert reading.unmatched == ("福建白羽",)
    assert reading.divisions == ("13", "03", "14")
    assert reading.chains == ("food",)


PIECES = [
    "铝",
    "新材料",
    "机械",
    "纺织",
    "环保",
    "物流",
    "及",
    "、",
    "(",
    ")",
    ":",
    "高端",
    "陵",
    "玩具",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join))
def test_any_text_has_a_consistent_reading(industries, text):
    reading = industries.of(text)
    for match in reading.matches:
        assert reading.text[match.start : match.end] == match.keyword
        assert set(match.divisions) <= set(reading.divisions)
        assert set(match.chains) <= set(reading.chains)
    assert all(piece and piece in reading.text for piece in reading.unmatched)
    assert reading.main_chain is None or reading.main_chain in reading.chains
    assert (reading.breadth == "unmapped") == (not reading.divisions and not reading.chains)


def test_a_modifier_is_evidence_without_a_meaning(industries):
    leather, machinery = industries.of("皮革机械").matches
    assert (leather.keyword, leather.divisions, leather.chains) == ("皮革", (), ())
    assert (machinery.keyword, machinery.divisions) == ("机械", ("35",))


def test_new_materials_stay_with_their_industry_and_join_the_chain_of_materials(industries):
    reading = industries.of("铝基新材料")
    assert reading.divisions == ("32",)
    assert reading.chains == ("metals", "materials")
    assert reading.main_chain == "metals"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新材料（化工）", "新材料(化工)"),
        ("ＬＣＤ面板显示", "lcd面板显示"),
        ("LED照明", "led照明"),
        ("食品；医药", "食品;医药"),
        ("食品\u200b加工", "食品加工"),
    ],
)
def test_the_form_of_writing_does_not_matter(industries, one, other):
    assert industries.of(one) == industries.of(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "、、",
        "NULL",
        "<script>alert(1)</script>",
        "=1+1",
        "\0食",
        "🙂",
        "(",
        ")(",
        "和与及",
    ],
)
def test_what_says_nothing_is_unmapped(industries, text):
    reading = industries.of(text)
    assert reading.breadth == "unmapped"
    assert (reading.divisions, reading.chains, reading.main_chain) == ((), (), None)


def test_a_huge_text_is_cut(industries):
    reading = industries.of("食品、" * 1_000_000)
    assert reading.divisions == ("14", "13")
    assert len(reading.text) <= 2000
