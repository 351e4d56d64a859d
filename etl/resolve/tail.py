"""What may stand between the place and the industry: a town, a development zone, an area word."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOWN = re.compile(r"\(?([一-鿿]{1,5}?(?:街道|镇(?!镇)|乡(?!村)))\)?")
_NO_TOWN = re.compile(r"城镇|乡镇|村镇|小镇|电镀|重镇")
_TIER = r"(?:国家级|省级|自治区级|市级|国家)?"
_ZONE_WORD = (
    r"(?:自主创新示范区|高新技术产业(?:开发|示范|经济|集聚|园)?区|高新技术(?:开发|园)区"
    r"|高新区|高新技术产业基地|经济技术开发区|经济技术产业开发区|经济开发区|经济合作区|经济区"
    r"|经开区|技术开发区|产业开发区|开发区|工业园区|工业园|工业集中区|工业集聚区|工业区"
    r"|产业园区|产业园|产业集聚区|产业集中区|产业示范区|科技园区|科技园|化工园区|化工园"
    r"|先进制造业园区|综合保税区|综保区|保税区|临空经济区|出口加工区|互市贸易区|旅游度假区|示范区|试验区|合作区"
    r"|集聚区|园区|新区|科技城|科学城|港区|临港区|新城区|航空城|软件园|创业园|管理区)"
)
_ZONE = re.compile(rf"[-—·]?{_TIER}([一-鿿]{{0,10}}?)({_ZONE_WORD})")
_HIGH_TECH = re.compile(r"高新(?!技术)")
_AREA = re.compile(r"(?:临港|临空|沿海|沿江|环湖|地区|全域|县域|市域|区域|境内)(?!产业园)")
_DISTRICT = re.compile(
    r"([一-鿿]{1,3}?区)(?!块链|域|间)(?<!社区)(?<!小区)(?<!景区)(?<!片区)(?<!分区)"
)
_INDUSTRY_MARK = re.compile(r"制造|装备|材料|智能|数字|技术服务|零部件|加工|制品|集群")


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read after the place."""

    end: int
    town: str = ""
    zone: str = ""


def read_tail(text: str, start: int, *, bare: bool = False) -> Tail:
    """Town or zone after a place that ends at `start`.

    Parameters
    ----------
    bare
        Whether no place stands before it; an area word alone then says nothing.
    """
    if (town := read_town(text, start)) is not None:
        return town
    if zone := _ZONE.match(text, start):
        own_name = zone[1]
        if not _INDUSTRY_MARK.search(own_name):
            return Tail(zone.end(), zone=zone[0].strip("-—·"))
    if not bare and (high_tech := _HIGH_TECH.match(text, start)):
        return Tail(high_tech.end(), zone="高新")
    if not bare and (area := _AREA.match(text, start)):
        return Tail(area.end())
    return Tail(start)


def read_district(text: str, start: int) -> Tail | None:
    """A district that the layer does not have, after the name of a city: 许昌市东城区."""
    district = _DISTRICT.match(text, start)
    if district is None or _INDUSTRY_MARK.search(district[1]):
        return None
    return Tail(district.end(), zone=district[1])


def read_town(text: str, start: int) -> Tail | None:
    """Town, township or street at `start`, bracketed or not."""
    town = _TOWN.match(text, start)
    if town is None or _NO_TOWN.search(town[1]):
        return None
    return Tail(town.end(), town=town[1])
