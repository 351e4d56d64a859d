"""Views held against the real edition: what is possible where, and what is refused."""

import numpy as np
import pytest

from app.levels import levels_below
from app.state import Measure, ViewState
from app.view import view_of
from geo.errors import InvalidInput, NotFound
from geo.place import NATION, NATION_ADCODE, Level, PlaceKey

PROVINCE, PREFECTURE, COUNTY = Level.PROVINCE, Level.PREFECTURE, Level.COUNTY
BEIJING, DONGGUAN, ZHEJIANG, JIAXING, HAINING = "110000", "441900", "330000", "330400", "330481"


def view(atlas, **state):
    return view_of(atlas, ViewState(**state))


@pytest.mark.parametrize(
    ("adcode", "levels"),
    [
        (NATION_ADCODE, [PROVINCE, PREFECTURE, COUNTY]),
        (ZHEJIANG, [PREFECTURE, COUNTY]),
        (JIAXING, [COUNTY]),
        (BEIJING, [COUNTY]),
        (DONGGUAN, [COUNTY]),
        (HAINING, [COUNTY]),
    ],
)
def test_levels_below_are_finer_and_divide_the_place(atlas, adcode, levels):
    focus = atlas.unit(atlas.gazetteer.coarsest(adcode).key)
    assert levels_below(atlas, focus) == levels
    assert view(atlas, place=adcode).level is levels[0]


@pytest.mark.parametrize(
    ("state", "units"),
    [
        ({}, 34),
        ({"level": PREFECTURE}, 375),
        ({"level": COUNTY}, 2891),
        ({"place": ZHEJIANG}, 11),
        ({"place": ZHEJIANG, "level": COUNTY}, 90),
        ({"place": BEIJING}, 16),
        ({"place": DONGGUAN}, 1),
        ({"place": JIAXING}, 7),
    ],
)
def test_all_units_of_the_level_are_on_the_map(atlas, state, units):
    assert len(view(atlas, **state).units) == units


@pytest.mark.parametrize(
    ("state", "counties"), [({}, 2891), ({"level": PREFECTURE}, 2891), ({"place": ZHEJIANG}, 90)]
)
def test_each_county_is_of_one_unit_of_a_level(atlas, state, counties):
    shown = view(atlas, **state)
    assert sum(shown.counties_in(unit) for unit in shown.units) == counties


def test_a_share_of_counties_is_not_shown_of_counties(atlas):
    shown = view(atlas, measure=Measure.HOLDING, level=COUNTY, breaks="10,20")
    assert (shown.state.measure, shown.not_shown) == (Measure.COUNT, Measure.HOLDING)
    assert not shown.state.breaks
    assert view(atlas, measure=Measure.HOLDING, level=PREFECTURE).not_shown is None


def test_a_county_is_drawn_among_its_siblings(atlas):
    shown = view(atlas, place=HAINING)
    assert shown.frame.place.adcode == JIAXING
    assert HAINING in {unit.place.adcode for unit in shown.units}
    assert shown.subject.place.adcode == HAINING


def test_the_marked_unit_is_what_the_panel_tells_about(atlas):
    assert view(atlas, place=ZHEJIANG, select=JIAXING).subject.place.adcode == JIAXING


@pytest.mark.parametrize(
    "state",
    [
        {"place": "999999"},
        {"place": ZHEJIANG, "select": "999999"},
        {"place": ZHEJIANG, "select": HAINING},  # a county, but prefectures are shown
        {"year": "1999"},
        {"year": "2099"},
        {"programme": "unheard-of"},
        {"batch": "1999"},
    ],
)
def test_what_the_edition_does_not_have_is_not_found(atlas, state):
    with pytest.raises(NotFound):
        view(atlas, **state)


@pytest.mark.parametrize(
    "state",
    [
        {"place": ZHEJIANG, "level": PROVINCE},
        {"place": JIAXING, "level": PREFECTURE},
        {"place": BEIJING, "level": PREFECTURE},
        {"place": DONGGUAN, "level": PREFECTURE},
        {"place": HAINING, "level": PROVINCE},
    ],
)
def test_a_level_that_is_not_finer_is_refused_with_those_that_are(atlas, state):
    with pytest.raises(InvalidInput, match=r"use (prefecture or )?county"):
        view(atlas, **state)


def test_a_marked_unit_outside_the_place_is_refused(atlas):
    with pytest.raises(NotFound):
        view(atlas, place=ZHEJIANG, select="440600")


def test_years_go_from_the_first_recognition_to_the_year_after_the_last_batch(atlas):
    assert atlas.years == [2023, 2024, 2025, 2026]
    assert view(atlas).year == "2025"


def test_a_year_counts_the_batches_whose_term_covers_it(atlas):
    def batches(year):
        counted = view(atlas, year=year).tally.counted
        rows = [row for c in counted for row in atlas.recognitions_of[c]]
        return {row["batch_year"] for row in rows if row["programme_id"] == "sme-national"}

    # The first two batches are both of 2023; the first ends with 2025 but for those re-reviewed.
    assert batches("2023") == {2022, 2023}
    assert batches("2024") == {2022, 2023, 2024}
    assert batches("2025") == {2022, 2023, 2024, 2025}
    assert {2023, 2024, 2025} <= batches("2026")
    nation = atlas.unit(NATION)
    counts = {year: view(atlas, year=year).count_in(nation) for year in ("2023", "2024", "2025")}
    assert counts["2023"] < counts["2024"] < counts["2025"]


def test_density_is_count_over_geodesic_area(atlas):
    by_count = view(atlas, place=ZHEJIANG)
    by_area = view(atlas, place=ZHEJIANG, measure=Measure.PER_AREA)
    for unit, count, density in zip(by_count.units, by_count.values, by_area.values, strict=True):
        assert density * unit.area_km2 == pytest.approx(count * 10_000)


def test_a_provincial_programme_says_nothing_of_other_provinces(atlas):
    shown = view(atlas, level=COUNTY, programme="sme-provincial-330000", year="all")
    inside = np.array([unit.place.adcode.startswith("33") for unit in shown.units])
    assert np.isnan(shown.values[~inside]).all()
    assert not np.isnan(shown.values[inside]).any()


def test_clusters_of_a_city_without_counties_stand_on_the_county_map(atlas):
    shown = view(atlas, place=DONGGUAN, programme="all", year="all")
    city = shown.count_in(atlas.unit(PlaceKey(PREFECTURE, DONGGUAN)))
    assert city > 0
    assert shown.counts.tolist() == [city]


def test_counts_of_the_units_add_up_with_what_stands_nowhere_finer(atlas):
    shown = view(atlas, programme="all", year="all", level=COUNTY)
    located = set(shown.tally.members.dropna(subset=[COUNTY])["cluster_id"])
    assert len(located) + shown.coarser_only() == shown.count_in(atlas.unit(NATION))
