"""How much was officially stated, worked by hand from data/batches.csv and stated_totals.csv."""

import pytest

from app.coverage import Choice, choice_of, loaded_of_stated, stated_in, stated_of
from app.state import ViewState
from app.view import view_of
from geo.place import NATION, Level, PlaceKey


def stated(atlas, key, **state):
    return stated_in(atlas, choice_of(view_of(atlas, ViewState(**state))), key)


def province(adcode):
    return PlaceKey(Level.PROVINCE, adcode)


@pytest.mark.parametrize(
    ("year", "total"),
    [
        ("2023", 200),  # two batches of 100 were recognised in 2023
        ("2024", 300),
        ("2025", 400),
        ("2026", 397),  # of the first hundred, 97 passed the re-review
        ("all", 400),
    ],
)
def test_the_nation_has_the_sum_of_its_batches(atlas, year, total):
    assert stated(atlas, NATION, year=year) == total


@pytest.mark.parametrize(
    ("year", "batch", "total"),
    [
        ("2025", "2022", 100),
        ("2026", "2022", 97),
        ("2024", "2024", 100),
        ("2023", "2024", None),  # not recognised yet
    ],
)
def test_one_batch_alone(atlas, year, batch, total):
    assert stated(atlas, NATION, year=year, batch=batch) == total


@pytest.mark.parametrize(
    ("adcode", "year", "total"),
    [
        ("330000", "2024", 23),  # 2022-2024: 23
        ("330000", "2023", 14),  # 2022-2023: 14
        ("330000", "2025", None),  # nothing states 2022-2025
        ("370000", "2023", 15),
        ("360000", "2025", 16),  # 2022-2025: 16
        ("460000", "2024", None),
    ],
)
def test_a_province_needs_a_total_for_exactly_these_batches(atlas, adcode, year, total):
    assert stated(atlas, province(adcode), year=year, place=adcode) == total


def test_where_sources_differ_the_highest_stated_total_counts(atlas):
    # Henan 2022-2024: 9 stated; 7 in a conflicting reprint, which is not taken.
    assert stated(atlas, province("410000"), year="2024", place="410000") == 9


def test_a_total_that_was_derived_or_is_an_upper_bound_is_not_taken_as_stated(atlas):
    assert stated(atlas, province("370000"), year="2024", batch="2024", place="370000") is None
    assert stated(atlas, province("110000"), year="2024", batch="2023", place="110000") is None


def test_a_prefecture_has_its_own_totals(atlas):
    chengdu = PlaceKey(Level.PREFECTURE, "510100")
    assert stated(atlas, chengdu, year="2025", place="510100") == 8


def test_after_a_review_a_total_of_the_whole_batches_no_longer_holds(atlas):
    assert stated(atlas, province("360000"), year="2026", place="360000") is None


@pytest.mark.parametrize("state", [{"programme": "all"}, {"batch": "undated"}])
def test_what_nobody_states_is_unknown(atlas, state):
    assert stated(atlas, NATION, **state) is None


@pytest.mark.parametrize(
    ("programme", "year", "total"),
    [
        ("sme-provincial-330000", "all", 18),
        ("sme-provincial-330000", "2024", 18),
        ("sme-provincial-330000", "2025", None),  # no document states its term
        ("sme-provincial-370000", "all", 101),  # 30, 35 and 36
        ("advanced-national", "all", None),  # of its two batches one states no number
        ("advanced-national", "2024", 35),
        ("upgrading-provincial-440000", "all", None),  # no batch is dated
    ],
)
def test_other_programmes_too(atlas, programme, year, total):
    assert stated_in(atlas, Choice(programme, "", year), NATION) == total


def test_the_province_of_a_provincial_programme_is_all_its_ground(atlas):
    choice = Choice("sme-provincial-370000")
    assert stated_in(atlas, choice, province("370000")) == 101
    assert stated_in(atlas, choice, province("330000")) is None


BATCH = {"recognised_year": 2023, "valid_to": 2025, "stated_total": 100}


@pytest.mark.parametrize(
    ("review", "by_year"),
    [
        (
            (97, 2028),
            {"2022": None, "2023": 100, "2025": 100, "2026": 97, "2028": 97, "2029": None},
        ),
        ((None, 2028), {"2025": 100, "2026": None}),
        ((None, None), {"2025": 100, "2026": None, "all": 100}),
    ],
)
def test_a_batch_counts_whole_in_its_term_and_then_as_many_as_passed(review, by_year):
    batch = BATCH | {"review_passed_total": review[0], "reviewed_to": review[1]}
    assert {year: stated_of(batch, year) for year in by_year} == by_year


def test_both_are_said_in_words(atlas):
    view = view_of(atlas, ViewState(year="2024"))
    assert "12" in loaded_of_stated(view, NATION, 12)
    assert "300" in loaded_of_stated(view, NATION, 12)
    assert "1,200" in loaded_of_stated(view, province("460000"), 1200)
