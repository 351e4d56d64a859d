"""Headings that carry the unit of the rows below: 浙江省（12个）, 一、北京市, Hubei (3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江",
    "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川",
    "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "兵团",
    "大连", "宁波", "厦门", "青岛", "深圳",
)  # fmt: skip
"""Units that recommend clusters, short; the last five are cities under separate plan."""

_CHINESE_NUMBER = "[一二三四五六七八九十百零〇]{1,5}"
LABEL = (
    rf"(?:[(（](?:{_CHINESE_NUMBER}|\d{{1,4}})[)）]|{_CHINESE_NUMBER}\s*[、.．]"
    r"|\d{1,4}\s*[、.．](?!\d)|\d{1,4}[)）])"
)
"""Numbers that stand before a heading or item: 1.  1、  (1)  1)  一、  （一）."""
_COUNT = r"[(（\[【]\s*(?:共|共计|合计|计)?\s*(?P<count>\d{1,4})\s*(?:个|家|项)?\s*[)）\]】]"
_CHINESE = re.compile(
    rf"(?P<label>{LABEL}\s*)?(?P<unit>[\u4e00-\u9fff]{{2,24}}?)\s*(?:{_COUNT}|(?P<bare>\d{{1,4}})\s*[个家项])?\s*[:：]?"
)
_ENGLISH = re.compile(rf"(?:{LABEL}\s*)?(?P<unit>[A-Z][A-Za-z' ]{{2,40}}?)\s*(?:{_COUNT})?\s*:?")
_REGION_ENDINGS = ("省", "自治区", "市", "兵团", "自治州", "州", "盟", "地区", "特别行政区")
_PROVINCE_ENDINGS = ("省", "自治区", "兵团", *PROVINCES, "北京市", "天津市", "上海市", "重庆市")
_OFFICE_ENDINGS = ("厅", "局", "委", "委员会")
_COUNTY_ENDINGS = ("区", "县", "旗")
_ENGLISH_ENDINGS = ("Province", "Municipality", "Autonomous Region", "City", "Prefecture")
_NO_REGION = ("开发区", "园区", "示范区", "高新区", "试验区", "保税区", "集聚区", "示范市", "城市")


@dataclass(frozen=True, slots=True)
class UnitHeading:
    """A unit as a heading prints it, and how many rows the heading says will follow.

    `is_plain`: nothing but a heading looks so, because of its number, its count or a province.
    """

    unit: str
    count: int | None
    is_plain: bool


def unit_heading(text: str) -> UnitHeading | None:
    """Read a line as a heading with a unit; None if it is something else."""
    if len(text) > 60:
        return None
    found = _CHINESE.fullmatch(text)
    if found:
        count = found["count"] or found["bare"]
        if _is_region(found["unit"], counted=bool(count)):
            plain = bool(count or found["label"]) or found["unit"].endswith(_PROVINCE_ENDINGS)
            return UnitHeading(found["unit"], _whole(count), plain)
        return None
    found = _ENGLISH.fullmatch(text)
    if found and (found["count"] or found["unit"].endswith(_ENGLISH_ENDINGS)):
        return UnitHeading(found["unit"], _whole(found["count"]), is_plain=True)
    return None


def _whole(count: str | None) -> int | None:
    return int(count) if count else None


def _is_region(unit: str, *, counted: bool) -> bool:
    if unit in PROVINCES:
        return True
    if unit.endswith(_NO_REGION):
        return False
    if unit.endswith(_REGION_ENDINGS):
        return True
    if unit.endswith(_OFFICE_ENDINGS):
        return unit.startswith(PROVINCES)
    return counted and unit.endswith(_COUNTY_ENDINGS)
