"""Parks of the real edition: what is flagged, and where they count."""

from collections import Counter

import pytest

from app.park_index import MOST_INDUSTRIES, Flag, park_index, totals
from geo.place import NATION, Level, PlaceKey


@pytest.fixture(scope="module")
def index(atlas):
    return park_index(atlas)


def test_four_leading_industries_in_24_national_and_87_provincial_parks(index):
    # Counted by hand in the catalogue of 2018.
    grades = Counter(
        park.grade for park in index.parks.values() if len(park.industries) > MOST_INDUSTRIES
    )
    assert grades == {"national": 24, "provincial": 87}


def test_only_provincial_parks_are_flagged_for_their_number_of_industries(index):
    flagged = [park for park in index.parks.values() if Flag.MANY_INDUSTRIES in park.flags]
    assert len(flagged) == 87
    assert {park.grade for park in flagged} == {"provincial"}


def test_twins_are_mutual_and_of_one_mix(index):
    twins = [park for park in index.parks.values() if park.twins]
    assert all(Flag.SAME_MIX in park.flags for park in twins)
    assert sum(Flag.SAME_MIX in park.flags for park in index.parks.values()) == len(twins) > 0
    for park in twins:
        for twin in park.twins:
            other = index.parks[twin]
            assert park.id in other.twins
            assert {one.wording for one in other.industries} == {
                one.wording for one in park.industries
            }


def test_gaochun_has_two_parks_for_the_same_three_industries(index):
    # 江苏高淳经济开发区 and 江苏省高淳高新技术产业开发区, as the catalogue prints them.
    names = {park.name_zh: park for park in index.parks.values()}
    park = names["江苏高淳经济开发区"]
    assert [index.parks[twin].name_zh for twin in park.twins] == ["江苏省高淳高新技术产业开发区"]


def test_provinces_add_up_to_the_nation(index, atlas):
    provinces = [place.key for place in atlas.gazetteer.of_level(Level.PROVINCE)]
    of_each = totals(index, provinces)
    count, area_ha, flagged = totals(index, [NATION])[0]
    nowhere = [park for park in index.parks.values() if park.place is None]
    assert sum(row[0] for row in of_each) == count - len(nowhere)
    lost_ha = sum(park.area_ha or 0 for park in nowhere)
    assert sum(row[1] for row in of_each) == pytest.approx(area_ha - lost_ha)
    assert sum(row[2] for row in of_each) <= flagged


def test_a_place_without_parks(index):
    assert totals(index, [PlaceKey(Level.PROVINCE, "710000")]) == [(0, 0, 0)]


def test_without_a_users_figures_there_is_no_intensity(index):
    assert index.indicators == ()
    assert not any(park.intensity for park in index.parks.values())
