"""What holds for any name at all, and names meant to do harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.resolve import Placement, Resolver
from geo.place import Gazetteer

TEXTS = (
    "江苏省 浙江 南京市 苏州 鼓楼区 吴江 海宁市 朝阳 吉林 海南 东莞市 虎门镇 高新区 经济开发区 "
    "产业集群 新材料 装备制造 的 、 —— · ( ) （ ） 兵团 第八师 石河子市 京津冀 广深佛 莱芜市 "
    "和安县 市中区 中山 <b> </b> &amp; ＡＢ 🏭 １ = 區 縣 乾县"
)
PIECES = TEXTS.split(" ")
NAMES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
UNITS = st.sampled_from(["", "江苏省", "吉林", "海南省", "新疆生产建设兵团", "深圳市", "?", "北京"])
RELAXED = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(placement: Placement, gazetteer: Gazetteer) -> None:
    assert 0.0 <= placement.confidence <= 1.0
    assert all(key in gazetteer for key in (*placement.places, *placement.candidates))
    assert placement.adcodes == ";".join(key.adcode for key in placement.places)
    if placement.level in {"county", "prefecture", "province"}:
        assert [key.level.value for key in placement.places] == [placement.level]
    elif placement.level == "several":
        assert len(placement.places) != 1
        assert placement.places or placement.note
    else:
        assert placement.level == "none"
        assert placement.places == ()
        assert placement.note


@RELAXED
@given(name=NAMES, unit=UNITS)
def test_cluster_holds_its_promises(resolver: Resolver, gazetteer: Gazetteer, name, unit):
    check(resolver.cluster(name, unit), gazetteer)


@RELAXED
@given(
    zone=st.tuples(
        NAMES, UNITS, NAMES, st.sampled_from(["", "consistent", "weak", "other_province"])
    )
)
def test_park_holds_its_promises(resolver: Resolver, gazetteer: Gazetteer, zone):
    placement = resolver.park(*zone)
    check(placement, gazetteer)
    assert len(placement.places) <= 1


@RELAXED
@given(name=st.lists(st.sampled_from(PIECES[:25]), min_size=1, max_size=6), unit=UNITS)
def test_width_and_whitespace_make_no_difference(resolver: Resolver, name, unit):
    plain = resolver.cluster("".join(name), unit)
    wide = "".join(name).translate({ord("("): "（", ord(")"): "）"})
    spaced = "\u3000 ".join(wide) + "\n"
    other = resolver.cluster(f" {spaced}", unit)
    assert (other.places, other.method, other.confidence, other.industry) == (
        plain.places,
        plain.method,
        plain.confidence,
        plain.industry,
    )


@pytest.mark.parametrize(
    "name",
    [
        "浙" * 10_000,
        "江苏省" * 4_000,
        "成都、" * 4_000,
        "<" * 10_000,
        "(" * 10_000,
        "&lt;" * 5_000,
        "市中区" * 3_000,
        "广深佛惠" * 2_500,
        "一" * 10_000 + "镇",
        "👨‍👩‍👧" * 2_000,
        "\ud800\udfff",
        "\x00\x01",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>海宁市皮革产业集群",
        "'; DROP TABLE clusters; --",
    ],
    ids=lambda name: ascii(name[:12]),
)
def test_hostile_names_are_answered_at_once(resolver: Resolver, gazetteer: Gazetteer, name: str):
    began = time.process_time()
    check(resolver.cluster(name, "江苏省"), gazetteer)
    check(resolver.park(name, name, name, "consistent"), gazetteer)
    assert time.process_time() - began < 0.5


def test_empty_name_is_not_placed(resolver: Resolver):
    placement = resolver.cluster("", "")
    assert (placement.level, placement.confidence) == ("none", 0.0)
    assert placement.note


def test_ten_thousand_names_take_under_three_seconds(resolver: Resolver):
    names = ["浙江省嘉兴市桐乡市针织产业集群", "市中区软件产业集群", "高端装备产业集群"] * 3_334
    began = time.process_time()
    for name in names[:10_000]:
        resolver.cluster(name, "浙江省")
    assert time.process_time() - began < 3.0
