"""Every county and prefecture of the layer under the names that lists give them."""

from __future__ import annotations

import pytest

from etl.resolve import Resolver
from etl.resolve.forms import stem
from etl.resolve.lexicon import counts_as_unit
from geo.place import Gazetteer, Level, Place

INDUSTRY = "先进陶瓷"
BEYOND = ("71", "81", "82")  # no list of clusters names units of Taiwan, Hong Kong or Macao


def units(gazetteer: Gazetteer, level: Level) -> list[tuple[Place, Place | None, Place]]:
    found = []
    for place in gazetteer.of_level(level):
        above = gazetteer.ancestors(place.key)
        if counts_as_unit(place) and not place.adcode.startswith(BEYOND):
            prefecture = above[0] if above[0].level is Level.PREFECTURE else None
            found.append((place, prefecture, above[-2]))
    return found


def test_full_path_is_always_right_and_certain(resolver: Resolver, gazetteer: Gazetteer):
    for county, prefecture, province in units(gazetteer, Level.COUNTY):
        middle = prefecture.name_zh if prefecture else ""
        name = f"{province.name_zh}{middle}{county.name_zh}{INDUSTRY}产业集群"
        placement = resolver.cluster(name, province.name_zh)
        assert (placement.level, placement.adcodes) == ("county", county.adcode), name
        assert placement.confidence > 0.8, name
        assert placement.industry == INDUSTRY


@pytest.mark.parametrize("with_unit", [True, False])
def test_full_name_is_right_or_left_open(resolver: Resolver, gazetteer: Gazetteer, with_unit):
    open_names = 0
    for county, _, province in units(gazetteer, Level.COUNTY):
        unit = province.name_zh if with_unit else ""
        placement = resolver.cluster(f"{county.name_zh}{INDUSTRY}产业集群", unit)
        if placement.method.value == "homonym":
            open_names += 1
            assert county.key in placement.candidates
        else:
            assert placement.adcodes == county.adcode, county
    assert open_names <= (20 if with_unit else 80)


def test_short_name_with_unit_is_never_wrong_and_certain(resolver: Resolver, gazetteer: Gazetteer):
    right = asked = 0
    for county, _, province in units(gazetteer, Level.COUNTY):
        short = stem(county.name_zh)
        if len(short) < 2 or county.name_zh.endswith("矿区"):
            continue
        asked += 1
        placement = resolver.cluster(f"{short}{INDUSTRY}产业集群", province.name_zh)
        holds = any(
            key in placement.places for key in [p.key for p in gazetteer.ancestors(county.key)]
        )
        right += placement.adcodes == county.adcode
        assert placement.adcodes == county.adcode or (holds and placement.confidence <= 0.9), county
    assert right > 0.96 * asked


@pytest.mark.parametrize("zone", ["高新区", "经开区", "高新技术产业开发区", "经济技术开发区"])
def test_zone_of_a_city_stays_at_the_city(resolver: Resolver, gazetteer: Gazetteer, zone: str):
    for city, _, province in units(gazetteer, Level.PREFECTURE):
        name = f"{stem(city.name_zh)}{zone}{INDUSTRY}产业集群"
        placement = resolver.cluster(name, province.name_zh)
        assert (placement.level, placement.adcodes) == ("prefecture", city.adcode), name
        assert placement.confidence <= 0.9
        assert placement.industry == INDUSTRY
