"""The crosswalk of the census: its form, and that it fits the bundled layer."""

import csv

import pytest

from etl.figures.crosswalk import COLUMNS, FILE_NAME, Relation, is_zone, load_crosswalk
from etl.figures.totals import load_announced
from etl.sources import BUNDLED_DATA
from geo.errors import InvalidInput
from geo.place import Level, PlaceKey

PLACES = BUNDLED_DATA / "places"
CROSSWALK = load_crosswalk(PLACES)


@pytest.fixture
def crosswalk(tmp_path):
    def load(*rows):
        with (tmp_path / FILE_NAME).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
        return load_crosswalk(tmp_path)

    return load


def row(code="330109", name="萧山区", adcode="330109", relation="renamed", residents=""):
    return (code, name, adcode, relation, residents, "", "")


def test_every_target_is_a_county_of_the_layer(gazetteer):
    targets = [part.adcode for link in CROSSWALK.values() for part in link.parts]
    assert all(PlaceKey(Level.COUNTY, adcode) in gazetteer for adcode in targets)


@pytest.mark.parametrize("code", CROSSWALK)
def test_the_relation_is_what_it_says(code, gazetteer):
    link = CROSSWALK[code]
    targets = [part.adcode for part in link.parts]
    match link.relation:
        case Relation.RENAMED:
            assert targets == [code]
            assert gazetteer[PlaceKey(Level.COUNTY, code)].name_zh != link.name
        case Relation.RECODED:
            (target,) = targets
            assert target != code
            assert target[:4] == code[:4]
        case Relation.MERGED:
            others = [other for other in CROSSWALK.values() if targets[0] in _adcodes(other)]
            assert len(others) > 1
        case Relation.SPLIT:
            assert len(set(targets)) > 1
        case Relation.ZONE:
            assert targets == []


def _adcodes(link):
    return [part.adcode for part in link.parts]


def test_parts_with_residents_have_them_all():
    """杭州 2021: the parts of a district add up to it, and so do the districts of today."""
    parts = {code: link.parts for code, link in CROSSWALK.items() if link.parts[1:]}
    known = {code: sum(p.residents for p in found) for code, found in parts.items() if code < "34"}
    assert known == {"330104": 1_487_787, "330109": 2_258_872, "330110": 2_402_514}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(relation="moved")], "relation is 'moved'"),
        ([row(adcode="")], "row 2: renamed with 0 units"),
        ([row(relation="split")], "row 2: split with 1 units"),
        ([row(relation="zone")], "row 2: zone with 1 units"),
        ([row(), row(relation="split")], "row 3: the rows of one code name one unit"),
        ([row(), row(name="别")], "row 3: the rows of one code name one unit"),
        ([row(residents="some")], "row 2: residents is 'some'"),
        ([row(code="")], "row 2: code_2020 is empty"),
    ],
)
def test_a_faulty_crosswalk_is_refused_with_its_row(crosswalk, rows, said):
    with pytest.raises(InvalidInput, match=f"{FILE_NAME}, {said}|{said}"):
        crosswalk(*rows)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("130171", True), ("152971", True), ("232761", True), ("130102", False), ("659007", False)],
)
def test_zones_are_known_by_their_code_or_from_the_crosswalk(code, expected):
    assert is_zone(code, CROSSWALK) is expected


def test_no_unit_of_the_layer_has_the_code_of_a_zone(gazetteer):
    assert not [p for p in gazetteer.of_level(Level.COUNTY) if is_zone(p.adcode, {})]


def test_announced_totals_add_up():
    """The nation without its servicemen is the sum of the 31 provinces."""
    nation, *provinces = load_announced(PLACES)
    assert len(provinces) == 31
    assert nation.residents == 1_411_778_724 - 2_000_000
    assert sum(one.residents for one in provinces) == nation.residents
