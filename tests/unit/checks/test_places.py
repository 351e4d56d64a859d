"""Levels of places against the programme's, and placements that are not sure."""

import pytest

from etl.checks.places import in_doubt, other_level
from etl.resolve import Method, Placement
from geo.place import Level, PlaceKey
from tests.unit.checks.listed import GAZETTEER, codes, entries, programmes

CITY = {"level": "prefecture", "adcodes": "350200"}
PREFECTURAL = programmes({"level": "prefecture"})


def test_a_prefecture_under_a_programme_for_counties():
    found = list(other_level(entries({}, CITY), programmes(), GAZETTEER))
    assert codes(found) == [("coarser-than-programme", "warning", 3)]
    assert "placed at a prefecture (350200); national recognises at county level" in (
        found[0].message
    )


def test_a_county_under_a_programme_for_prefectures():
    found = other_level(entries({}, CITY), PREFECTURAL, GAZETTEER)
    assert codes(found) == [("finer-than-programme", "note", 2)]


@pytest.mark.parametrize(
    "change",
    [
        {"level": "prefecture", "adcodes": "441900"},
        {"level": "several", "adcodes": "130534;350200"},
        {"level": "none", "adcodes": None},
        {**CITY, "is_decided": True},
        {**CITY, "confidence": 0.5},
    ],
    ids=["both levels", "several", "nowhere", "decided", "asked anyway"],
)
def test_what_is_not_looked_at(change):
    assert not list(other_level(entries(change), programmes(), GAZETTEER))


def placement(places=(), confidence=0.0, note="", candidates=()):
    return Placement(
        name="x",
        unit="",
        level="county" if places else "none",
        places=places,
        place="河北省/邢台市/清河县" if places else "",
        method=Method.FUZZY if places else Method.NONE,
        confidence=confidence,
        note=note,
        candidates=candidates,
    )


QINGHE, XIAMEN = PlaceKey(Level.COUNTY, "130534"), PlaceKey(Level.PREFECTURE, "350200")


def test_placements_in_doubt():
    placements = [
        placement((QINGHE,), 0.95),
        placement((QINGHE,), 0.4, "one wrong character", (QINGHE, XIAMEN)),
        placement((), 0, "several readings", (XIAMEN,)),
        placement(),
    ]
    found = list(in_doubt(entries({}, {}, {}, {}), placements))
    assert codes(found) == [
        ("placed-in-doubt", "warning", 3),
        ("not-placed", "warning", 4),
        ("not-placed", "warning", 5),
    ]
    assert [one.message.partition(": ")[2] for one in found] == [
        "河北省/邢台市/清河县, confidence 0.40 (one wrong character); candidates: 350200",
        "several readings; candidates: 350200",
        "the name says no place",
    ]
