"""Counting clusters, on a small tree with every kind of unit."""

import numpy as np
import pytest

from geo.counts import (
    count_clusters,
    count_holding,
    ground,
    memberships,
    per_10k_km2,
    per_million,
    unlocated,
)
from geo.place import NATION, Gazetteer, Level, Place, PlaceKey

PROVINCE, PREFECTURE, COUNTY = Level.PROVINCE, Level.PREFECTURE, Level.COUNTY


@pytest.fixture(scope="module")
def gazetteer():
    guangdong = PlaceKey(PROVINCE, "440000")
    foshan = PlaceKey(PREFECTURE, "440600")
    dongguan = PlaceKey(PREFECTURE, "441900")
    beijing = PlaceKey(PROVINCE, "110000")
    tree = [
        (NATION, None),
        (guangdong, NATION),
        (foshan, guangdong),
        (PlaceKey(COUNTY, "440604"), foshan),
        (PlaceKey(COUNTY, "440605"), foshan),
        (dongguan, guangdong),
        (PlaceKey(COUNTY, "441900"), dongguan),
        (beijing, NATION),
        (PlaceKey(PREFECTURE, "110000"), beijing),
        (PlaceKey(COUNTY, "110108"), beijing),
    ]
    return Gazetteer(Place(*key, key.adcode, parent) for key, parent in tree)


def counted(gazetteer, *placements):
    members = memberships(gazetteer, [(c, PlaceKey(*key)) for c, *key in placements])
    return {level: count_clusters(members, level) for level in (PROVINCE, PREFECTURE, COUNTY)}


def test_a_county_counts_in_everything_above_it(gazetteer):
    assert counted(gazetteer, ("a", COUNTY, "440605")) == {
        PROVINCE: {"440000": 1},
        PREFECTURE: {"440600": 1},
        COUNTY: {"440605": 1},
    }


def test_a_cluster_in_two_counties_of_one_prefecture_counts_once_there(gazetteer):
    found = counted(gazetteer, ("a", COUNTY, "440604"), ("a", COUNTY, "440605"))
    assert found[COUNTY] == {"440604": 1, "440605": 1}
    assert found[PREFECTURE] == {"440600": 1}
    assert found[PROVINCE] == {"440000": 1}


def test_a_cluster_in_two_provinces_counts_once_in_each(gazetteer):
    found = counted(gazetteer, ("a", COUNTY, "110108"), ("a", COUNTY, "440604"))
    assert found[PROVINCE] == {"110000": 1, "440000": 1}


def test_two_clusters_of_one_county_are_two(gazetteer):
    found = counted(gazetteer, ("a", COUNTY, "440604"), ("b", COUNTY, "440604"))
    assert found[COUNTY] == {"440604": 2}


def test_a_city_without_counties_is_its_own_county(gazetteer):
    found = counted(gazetteer, ("a", PREFECTURE, "441900"))
    assert found[PREFECTURE] == found[COUNTY] == {"441900": 1}


def test_a_city_with_counties_gives_none_of_them_the_cluster(gazetteer):
    found = counted(gazetteer, ("a", PREFECTURE, "440600"))
    assert found == {PROVINCE: {"440000": 1}, PREFECTURE: {"440600": 1}, COUNTY: {}}


@pytest.mark.parametrize("place", [(COUNTY, "110108"), (PROVINCE, "110000")])
def test_a_municipality_is_its_own_prefecture(gazetteer, place):
    found = counted(gazetteer, ("a", *place))
    assert found[PREFECTURE] == found[PROVINCE] == {"110000": 1}


def test_a_cluster_of_a_province_stands_nowhere_finer(gazetteer):
    found = counted(gazetteer, ("a", PROVINCE, "440000"))
    assert found == {PROVINCE: {"440000": 1}, PREFECTURE: {}, COUNTY: {}}


def test_what_is_known_only_coarsely_is_told(gazetteer):
    placements = [
        ("county", PlaceKey(COUNTY, "440604")),
        ("city", PlaceKey(PREFECTURE, "440600")),
        ("province", PlaceKey(PROVINCE, "440000")),
        ("both", PlaceKey(PREFECTURE, "440600")),
        ("both", PlaceKey(COUNTY, "440605")),
    ]
    members = memberships(gazetteer, placements)
    assert unlocated(members, PROVINCE) == 0
    assert unlocated(members, PREFECTURE) == 1
    assert unlocated(members, COUNTY) == 2


def test_counties_with_a_cluster_are_counted_once_each(gazetteer):
    placements = [
        ("a", PlaceKey(COUNTY, "440604")),
        ("b", PlaceKey(COUNTY, "440604")),
        ("c", PlaceKey(COUNTY, "440605")),
        ("d", PlaceKey(PREFECTURE, "440600")),
        ("e", PlaceKey(PREFECTURE, "441900")),
    ]
    members = memberships(gazetteer, placements)
    # Two counties of 440600, of the cluster known for the city alone none; 441900 is a county too.
    assert count_holding(members, PREFECTURE) == {"440600": 2, "441900": 1}
    assert count_holding(members, PROVINCE) == {"440000": 3}


def test_nothing_placed_counts_nowhere(gazetteer):
    members = memberships(gazetteer, [])
    assert count_clusters(members, COUNTY) == {}
    assert unlocated(members, COUNTY) == 0


def test_the_nation_is_no_member(gazetteer):
    assert ground(gazetteer, NATION) == {}


def test_density_is_per_ten_thousand_square_kilometres():
    # 7 clusters on 3,500 km² are 2 on 1,000 km², so 20 on 10,000 km².
    assert per_10k_km2(7, 3500) == 20


def test_clusters_per_million_residents():
    # 3 clusters for 1.5 million people are 2 for a million.
    assert per_million(3, 1_500_000) == 2


def test_rates_of_many_units_at_once():
    counts, residents = np.array([0.0, 3.0, 1.0]), np.array([10.0, 1_500_000.0, np.nan])
    assert per_million(counts, residents)[:2].tolist() == [0, 2]
    assert np.isnan(per_million(counts, residents)[2])
    assert per_10k_km2(counts, np.array([10.0, 1500.0, 10_000.0])).tolist() == [0, 20, 1]
