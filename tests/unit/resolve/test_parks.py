"""Development zones: name, address, and what happens when they disagree."""

from __future__ import annotations

import pytest

from etl.resolve import Method, Resolver

AGREEING = [
    ("安徽望江经济开发区", "安徽省", "安徽省安庆市望江县", "安徽省/安庆市/望江县"),
    ("石家庄鹿泉经济开发区", "河北省", "河北省石家庄市鹿泉区", "河北省/石家庄市/鹿泉区"),
    ("广东龙川县产业转移工业园区", "广东省", "广东省河源市龙川县", "广东省/河源市/龙川县"),
    ("萧山经济技术开发区", "浙江省", "浙江省杭州市萧山区", "浙江省/杭州市/萧山区"),
    ("重庆忠县工业园区", "重庆市", "重庆市忠县", "重庆市/忠县"),
]


@pytest.mark.parametrize(("name", "unit", "address", "place"), AGREEING)
def test_agreement_is_certain(resolver: Resolver, name, unit, address, place):
    placement = resolver.park(name, unit, address, "consistent")
    assert (placement.place, placement.method) == (place, Method.NAME_AND_ADDRESS)
    assert placement.confidence > 0.9


def test_name_is_believed_before_the_address(resolver: Resolver):
    placement = resolver.park(
        "四川中江高新技术产业园区", "四川省", "四川省眉山市东坡区", "consistent"
    )
    assert placement.place == "四川省/德阳市/中江县"
    assert placement.confidence <= 0.85
    assert "眉山市" in placement.note


def test_address_gives_the_county_inside_the_named_city(resolver: Resolver):
    placement = resolver.park("鹤壁经济技术开发区", "河南省", "河南省鹤壁市淇滨区", "consistent")
    assert (placement.place, placement.method) == ("河南省/鹤壁市/淇滨区", Method.ADDRESS)
    assert placement.confidence <= 0.7


def test_weak_address_leaves_the_city(resolver: Resolver):
    placement = resolver.park("苏州高新技术产业开发区", "江苏省", "江苏省苏州市常熟市", "weak")
    assert placement.place == "江苏省/苏州市"


def test_address_in_another_city_is_noted(resolver: Resolver):
    placement = resolver.park(
        "湘潭高新技术产业开发区", "湖南省", "湖南省长沙市岳麓区", "consistent"
    )
    assert placement.place == "湖南省/湘潭市"
    assert "岳麓区" in placement.note


def test_dropped_address_is_not_read(resolver: Resolver):
    placement = resolver.park("涟源高新技术产业开发区", "湖南省", "四川省成都市", "other_province")
    assert placement.place == "湖南省/娄底市/涟源市"


@pytest.mark.parametrize(
    ("name", "unit", "place"),
    [
        ("黑龙江富蕴工业园区", "新疆维吾尔自治区", "新疆维吾尔自治区/阿勒泰地区/富蕴县"),
        (
            "阿克陶江西工业园区",
            "新疆维吾尔自治区",
            "新疆维吾尔自治区/克孜勒苏柯尔克孜自治州/阿克陶县",
        ),
        ("来宾市河南工业园区", "广西壮族自治区", "广西壮族自治区/来宾市"),
        ("第三师图木舒克工业园区", "新疆维吾尔自治区", "新疆维吾尔自治区/图木舒克市"),
        ("张江高新区闸北园", "上海市", "上海市/静安区"),
        ("柴达木循环经济试验区乌兰工业园", "青海省", "青海省/海西蒙古族藏族自治州/乌兰县"),
        ("中俄东宁—波尔塔夫卡互市贸易区", "黑龙江省", "黑龙江省/牡丹江市/东宁市"),
        ("湽博高新技术产业开发区", "山东省", "山东省/淄博市"),
        ("甘孜—眉山工业园区", "四川省", "四川省"),
        ("粤桂合作特别试验区", "广东省", "广东省"),
        ("海南洋浦经济开发区", "海南省", "海南省/儋州市"),
        ("济源市玉川产业集聚区", "河南省", "河南省/济源市"),
        ("吉林经济技术开发区", "吉林省", "吉林省/吉林市"),
        ("甘肃东乡经济开发区", "甘肃省", "甘肃省/临夏回族自治州/东乡族自治县"),
        ("新疆阿拉尔台州产业园区", "新疆维吾尔自治区", "新疆维吾尔自治区/阿拉尔市"),
    ],
)
def test_traps_in_names(resolver: Resolver, name, unit, place):
    assert resolver.park(name, unit).place == place
