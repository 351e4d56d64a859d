"""Recommending units, and entries outside their provinces."""

from etl.checks.units import outside_programme, outside_unit, unknown_units
from tests.unit.checks.listed import codes, entries, programmes

HEBEI = programmes({"id": "hebei", "scope": "provincial", "province_adcode": "130000"})
OUTSIDE = {"name_zh": "桐乡市针织产业集群", "adcodes": "330483"}


def test_a_unit_that_is_no_place_is_told_once_a_wording():
    mars = {"unit": "火星省", "unit_key": "火星省"}
    found = list(unknown_units(entries(mars, {}, mars, {"unit": "某厅", "unit_key": "某厅"})))
    assert codes(found) == [("unit-unknown", "warning", 2), ("unit-unknown", "warning", 5)]
    assert found[0].message == "the recommending unit 火星省 is not recognised: row 2; row 4"


def test_a_unit_that_is_not_given_is_not_unknown():
    assert not list(unknown_units(entries({"unit": None, "unit_key": ""})))


def test_the_corps_is_known():
    corps = {"unit": "新疆生产建设兵团", "unit_key": "corps", "adcodes": "659002"}
    assert not list(unknown_units(entries(corps)))
    assert not list(outside_unit(entries(corps)))
    (found,) = outside_unit(entries({**corps, "adcodes": "130534"}))
    assert "outside the province of 新疆生产建设兵团" in found.message


def test_an_entry_outside_the_province_of_its_unit():
    found = list(outside_unit(entries({}, OUTSIDE)))
    assert codes(found) == [("outside-unit", "error", 3)]
    assert found[0].message == (
        "桐乡市针织产业集群: placed in 330483, outside the province of 河北省"
    )


def test_a_city_speaks_for_its_province():
    ningbo = {"unit": "宁波市", "unit_key": "prefecture/330200", "adcodes": "330483"}
    assert not list(outside_unit(entries(ningbo)))


def test_one_of_several_places_may_lie_outside():
    (found,) = outside_unit(entries({"adcodes": "130534;330483;110108"}))
    assert "placed in 330483, 110108, outside" in found.message


def test_without_place_or_unit_nothing_lies_outside():
    assert not list(outside_unit(entries({"adcodes": None}, {**OUTSIDE, "unit_key": "某厅"})))


def test_a_place_that_was_decided_is_not_doubted():
    assert not list(outside_unit(entries({**OUTSIDE, "is_decided": True})))


def test_an_entry_outside_the_province_of_its_programme():
    no_unit = {**OUTSIDE, "programme_id": "hebei", "unit": None, "unit_key": ""}
    found = list(outside_programme(entries(no_unit, {"programme_id": "hebei"}), HEBEI))
    assert codes(found) == [("outside-programme", "error", 2)]
    assert "outside 130000, the province of hebei" in found[0].message


def test_what_its_unit_says_is_not_said_again():
    assert not list(outside_programme(entries({**OUTSIDE, "programme_id": "hebei"}), HEBEI))


def test_a_national_programme_has_no_province():
    assert not list(outside_programme(entries(OUTSIDE), programmes()))
