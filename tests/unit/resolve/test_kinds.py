"""Each kind of name, by examples reasoned out by hand; none of them is in the sample."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.resolve import Resolver

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "resolve"
ROWS = list(csv.DictReader((FIXTURES / "kinds.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['kind']}-{r['name']}-{r['unit']}" for r in ROWS])
def test_kind(row: dict[str, str], resolver: Resolver):
    placement = resolver.cluster(row["name"], row["unit"])
    assert placement.level == row["level"]
    assert placement.place == row["place"]
    assert placement.industry == row["industry"]
    if placement.level == "none":
        assert placement.note


def test_examples_are_many_and_unseen():
    sample = (FIXTURES / "placements_sample.csv").read_text(encoding="utf-8-sig")
    assert len(ROWS) >= 150
    assert not [row["name"] for row in ROWS if f",{row['name']}," in sample]


def test_homonym_lists_its_candidates(resolver: Resolver):
    placement = resolver.cluster("鼓楼区软件产业集群", "江苏省")
    assert {key.adcode for key in placement.candidates} == {"320106", "320302"}
    assert placement.confidence <= 0.5


def test_homonym_without_unit_is_not_placed(resolver: Resolver):
    placement = resolver.cluster("鼓楼区软件产业集群")
    assert placement.places == ()
    assert len(placement.candidates) == 4


def test_contradicting_unit_is_noted_and_lowers_confidence(resolver: Resolver):
    agreeing = resolver.cluster("浙江省海宁市皮革产业集群", "浙江省")
    against = resolver.cluster("浙江省海宁市皮革产业集群", "江苏省")
    assert against.place == "浙江省/嘉兴市/海宁市"
    assert "contradicts" in against.note
    assert against.confidence < 0.6 < agreeing.confidence


def test_short_name_outside_the_unit_is_no_evidence(resolver: Resolver):
    placement = resolver.cluster("海宁皮革产业集群", "江苏省")
    assert placement.level == "province"
    assert placement.confidence <= 0.3
    assert [key.adcode for key in placement.candidates] == ["330481"]


def test_unit_newer_than_the_layer_says_so(resolver: Resolver):
    placement = resolver.cluster("和安县纺织产业集群", "新疆维吾尔自治区")
    assert "placed at the prefecture, unit newer than the layer" in placement.note


def test_former_name_elsewhere_lowers_confidence(resolver: Resolver):
    placement = resolver.cluster("清河区装备产业集群")
    assert placement.confidence <= 0.85
    assert "320812" in {key.adcode for key in placement.candidates}


def test_natural_feature_is_no_certain_county(resolver: Resolver):
    assert resolver.cluster("微山湖水产产业集群", "山东省").confidence <= 0.75


def test_one_wrong_character_is_placed_but_doubted(resolver: Resolver):
    placement = resolver.cluster("桐乡巾毛衫产业集群", "浙江省")
    assert placement.confidence <= 0.95
    misspelt = resolver.cluster("嘉膳县木业产业集群", "浙江省")
    assert misspelt.place == "浙江省/嘉兴市/嘉善县"
    assert misspelt.confidence <= 0.4


def test_split_unit_gives_its_parts_as_candidates(resolver: Resolver):
    placement = resolver.cluster("吴县市丝绸产业集群", "江苏省")
    assert placement.place == "江苏省/苏州市"
    assert {key.adcode for key in placement.candidates} == {"320506", "320507"}


@pytest.mark.parametrize(
    "unit", ["山东", "山东省", "山東省", "山东省工业和信息化厅", "山东省(不含青岛)"]
)
def test_units_are_read_in_any_form(resolver: Resolver, unit: str):
    assert resolver.cluster("市中区软件产业集群", unit).place == "山东省"
    assert resolver.cluster("滕州数控机床产业集群", unit).adcodes == "370481"
