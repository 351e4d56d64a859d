"""The sample that a person placed: level, adcode and industry."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.resolve import Placement, Resolver

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "resolve"
ROWS = list(
    csv.DictReader(
        (FIXTURES / "placements_sample.csv").read_text(encoding="utf-8-sig").splitlines()
    )
)
CERTAIN = 0.9


def placed_right(row: dict[str, str], placement: Placement) -> bool:
    adcodes = set(placement.adcodes.split(";"))
    return placement.level == row["level"] and adcodes == set(row["adcode"].split(";"))


@pytest.fixture(scope="module")
def placements(resolver: Resolver) -> list[tuple[dict[str, str], Placement]]:
    return [(row, resolver.cluster(row["name_zh"], row["province"])) for row in ROWS]


def test_national_clusters_are_placed(placements):
    national = [(r, p) for r, p in placements if r["programme"].startswith("MIIT")]
    wrong = [r["name_zh"] for r, p in national if not placed_right(r, p)]
    assert len(wrong) <= 0.01 * len(national), wrong


def test_all_clusters_are_placed(placements):
    wrong = [r["name_zh"] for r, p in placements if not placed_right(r, p)]
    assert len(wrong) <= 0.01 * len(placements), wrong


def test_industry_is_what_remains_of_the_name(placements):
    inside = [(r, p) for r, p in placements if r["industry"] and r["industry"] in r["name_zh"]]
    wrong = [(r["name_zh"], p.industry) for r, p in inside if p.industry != r["industry"]]
    assert len(inside) > 200
    assert not wrong


def test_no_wrong_placement_is_certain(placements):
    wrong = [
        r["name_zh"] for r, p in placements if p.confidence > CERTAIN and not placed_right(r, p)
    ]
    assert not wrong


def test_county_placements_are_mostly_certain(placements):
    county = [p.confidence for r, p in placements if r["level"] == "county"]
    assert sum(value > CERTAIN for value in county) >= 0.95 * len(county)


def test_doubtful_methods_are_never_certain(placements):
    doubtful = {"unit", "homonym", "fuzzy", "joint", "region", "none"}
    assert all(p.confidence <= CERTAIN for _, p in placements if p.method.value in doubtful)
