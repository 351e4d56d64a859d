"""Sections and divisions are those of GB/T 4754-2017."""

from __future__ import annotations

import csv
from collections import Counter

from etl.sources import BUNDLED_DATA
from tests.unit.repository.project import ROOT

TABLE = BUNDLED_DATA / "industry" / "gbt4754_2017_divisions.csv"
# The whole standard down to its classes. It may not be redistributed: where it is not at hand,
# the tests that need it do not exist.
STANDARD = ROOT.parent / "shared" / "sources" / "gbt4754_2017.csv"
# Divisions of each section, from the standard's contents.
SIZES = {
    "A": 5, "B": 7, "C": 31, "D": 3, "E": 4, "F": 2, "G": 8, "H": 2, "I": 3, "J": 4,
    "K": 1, "L": 2, "M": 3, "N": 4, "O": 3, "P": 1, "Q": 2, "R": 5, "S": 6, "T": 1,
}  # fmt: skip


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_twenty_sections_hold_ninety_seven_divisions():
    table = rows(TABLE)
    divisions = [row for row in table if row["level"] == "division"]
    assert [row["code"] for row in table if row["level"] == "section"] == list(SIZES)
    assert [row["code"] for row in divisions] == [f"{number:02d}" for number in range(1, 98)]
    assert Counter(row["section"] for row in divisions) == SIZES
    assert all(row["name_zh"] and row["name_en"] for row in table)
    for column in ("name_zh", "name_en"):
        # 农业, 教育 and 国际组织 are a section and its only or first division.
        assert len({row[column] for row in divisions}) == 97


def test_the_map_offers_the_divisions(industries):
    assert len(industries.divisions) == 97
    names = {division.code: division.name_zh for division in industries.divisions}
    assert names["13"] == "农副食品加工业"
    assert names["35"] == "专用设备制造业"
    assert names["43"] == "金属制品、机械和设备修理业"


if STANDARD.exists():

    def test_names_are_those_of_the_standard():
        standard = {row["code"]: row for row in rows(STANDARD) if row["level"] in "12"}
        assert len(standard) == 117
        for row in rows(TABLE):
            entry = standard[row["code"]]
            assert row["name_zh"] in (entry["name"], entry["name_variant"]), row["code"]
            assert row["section"] == entry["section"]

    def test_classes_of_manufacturing_are_read_as_their_division(industries):
        """Names that nobody wrote for this test: 609 classes, of divisions 13 to 43."""
        classes = [row for row in rows(STANDARD) if row["level"] == "4" and row["section"] == "C"]
        read = [(row["division"], industries.of(row["name"]).divisions) for row in classes]
        assert len(read) == 609
        assert sum(division in divisions for division, divisions in read) >= 575
        assert sum((division,) == divisions for division, divisions in read) >= 465
