"""CQL2 filters: what they find, worked out by hand, and what is refused."""

import json

import pytest

from app.ogc.cql import FilterLang
from app.ogc.crs import EPSG_3857, EPSG_4326
from geo.errors import InvalidInput
from tests.unit.ogc.small_table import found


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        ("clusters = 3", "a"),
        ("clusters <> 3", "bd"),
        ("clusters >= 3", "ad"),
        ("clusters BETWEEN 0 AND 3", "ab"),
        ("clusters NOT BETWEEN 0 AND 3", "d"),
        ("clusters IN (0, 7)", "bd"),
        ("clusters NOT IN (0, 7)", "a"),
        ("name = '桐乡市'", "a"),
        ("name = 'Ørsted''s'", "b"),
        ("name < 'U'", "c"),
        ("CASEI(name) = CASEI('TONGXIANG')", "c"),
        ("ACCENTI('é') = 'e' AND clusters = 3", "a"),
        ("counted", "ad"),
        ("counted = false", "b"),
        ("NOT counted", "b"),
        ("TRUE", "abcd"),
        ("day > DATE('2024-01-01')", "ac"),
        ("day = DATE('2024-02-29')", "a"),
        ("TIMESTAMP('2024-01-01T00:00:00Z') < TIMESTAMP('2024-01-01T00:00:00-01:00')", "abcd"),
        ("clusters + 1 = 4", "a"),
        ("clusters * 2 - 7 = clusters", "d"),
        ("clusters % 2 = 1 AND clusters div 2 = 3", "d"),
        ("clusters ^ 2 = 49", "d"),
        ("1 / clusters < 1", "ad"),
        ("share < clusters", "ad"),
        ("name IS NULL", "d"),
        ("share IS NOT NULL", "acd"),
        ("geometry IS NULL", "d"),
    ],
)
def test_comparisons(filter_, ids):
    assert found(filter_) == ids


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        ("clusters = 3 OR clusters = 0 AND name = '?'", "a"),  # and binds more tightly
        ("(clusters = 3 OR clusters = 0) AND name = '?'", ""),
        ("NOT clusters = 3 AND clusters = 0", "b"),
        ("NOT (clusters = 3 OR clusters = 0)", "d"),
        # what is not known is neither true nor false: c has no clusters
        ("clusters = 3 OR NOT clusters = 3", "abd"),
        ("clusters = 3 OR share = 0.25", "ac"),
        ("clusters = 3 AND share = 0.25", ""),
        (
            "NOT (clusters = 3 AND share = 0.5)",
            "bcd",
        ),  # c: the second is false, so the first is idle
        ("NOT (clusters = 3 AND share = 0.25)", "abd"),
    ],
)
def test_logic(filter_, ids):
    assert found(filter_) == ids


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("桐%", "a"),
        ("%乡%", "a"),
        ("_乡市", "a"),
        ("_乡", ""),
        ("%", "abc"),
        ("T%x%g", "c"),
        ("T%x%n", ""),
        ("%Tongxiang", "c"),
        ("Tong.iang", ""),
        ("T_ng%", "c"),
        ("\\%", ""),
        ("", ""),
        ("%" + "a%" * 40, ""),
    ],
)
def test_patterns(pattern, ids):
    assert found(f"name LIKE '{pattern}'") == ids


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        ("S_INTERSECTS(geometry, POINT(1.5 1.5))", "ab"),
        ("S_INTERSECTS(POINT(0.5 0.5), geometry)", "a"),
        ("S_DISJOINT(geometry, POINT(1.5 1.5))", "c"),
        ("S_WITHIN(geometry, BBOX(0, 0, 2, 2))", "a"),
        ("S_CONTAINS(BBOX(0, 0, 2, 2), geometry)", "a"),
        ("S_CONTAINS(geometry, POINT(0.5 0.5))", "a"),
        ("S_WITHIN(POINT(0.5 0.5), geometry)", "a"),
        ("S_EQUALS(geometry, POLYGON((0 0, 2 0, 2 2, 0 2, 0 0)))", "a"),
        ("S_TOUCHES(geometry, POLYGON((2 0, 4 0, 4 1, 2 1, 2 0)))", "ab"),
        ("S_OVERLAPS(geometry, BBOX(1, 0, 4, 1.5))", "ab"),
        ("S_CROSSES(geometry, LINESTRING(-1 0.5, 5 0.5))", "a"),
        ("S_INTERSECTS(geometry, BBOX(9, 40, 0.5, 60))", "c"),  # across the antimeridian
        ("NOT S_INTERSECTS(geometry, POINT(1.5 1.5))", "c"),
    ],
)
def test_geometry(filter_, ids):
    assert found(filter_) == ids


def test_geometry_in_another_crs():
    assert found("S_INTERSECTS(geometry, POINT(50 10))", crs=EPSG_4326) == "c"
    # 10 degrees of longitude and 50 of latitude on the sphere of 6378137 m
    at_c = "BBOX(1113194.9, 6446275.8, 1113194.91, 6446275.9)"
    assert found(f"S_INTERSECTS(geometry, {at_c})", crs=EPSG_3857) == "c"


def test_json_means_the_same_as_text():
    tree = {
        "op": "and",
        "args": [
            {"op": ">", "args": [{"property": "clusters"}, 1]},
            {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [0, 0, 1, 1]}]},
        ],
    }
    assert found(json.dumps(tree), FilterLang.JSON) == "a"


@pytest.mark.parametrize(
    ("filter_", "said"),
    [
        ("name =", "at character"),
        ("name = 'x'; DROP TABLE places", "at character"),
        ("<script>", "at character"),
        ("nothing = 1", "no property 'nothing'; there are name, clusters"),
        ("name > 5", "name (string), '5.0' (number)"),
        ("clusters", "neither true nor false"),
        ("5", "neither true nor false"),
        ("name LIKE name", "pattern"),
        ("clusters LIKE 'a'", "different kinds"),
        ("name + 1 = 2", "different kinds"),
        ("name + name = name", "takes numbers"),
        ("CASEI(clusters) = 'a'", "takes a text"),
        ("sleep(5) = 1", "'sleep' is not known"),
        ("DATE('2024-02-30') > day", "no value"),
        ("S_INTERSECTS(geometry, geometry)", "with a geometry"),
        ("S_INTERSECTS(geometry, POINT(1e999 0))", "filter"),
        ("S_INTERSECTS(geometry, POLYGON((0 0)))", "cannot be read"),
        ("S_DWITHIN(geometry, POINT(0 0), 5)", "not known"),
        ("a" * 2001, "too long"),
        ("(" * 200 + "counted" + ")" * 200, "too long"),
        ("NOT " * 200 + "counted", "too long"),
        ("clusters" + "+1" * 200 + "=1", "too long"),
    ],
)
def test_what_is_wrong_is_named(filter_, said):
    with pytest.raises(InvalidInput, match=r"^filter") as refusal:
        found(filter_)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "tree",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        '"name"',
        '{"op":"and","args":[]}',
        '{"op":"and"}',
        '{"op":5,"args":[]}',
        '{"op":"not","args":[true,true]}',
        '{"op":"=","args":[{"property":5},5]}',
        '{"op":"=","args":[null,null]}',
        '{"op":"in","args":[{"property":"name"},5]}',
        '{"op":"s_within","args":[{"property":"geometry"},{"bbox":["a",1,2,3]}]}',
        '{"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[5]}]}',
        '{"op":"s_within","args":[{"property":"geometry"},{"type":"Nothing","coordinates":[]}]}',
        '{"op":"not","args":[' * 300 + "true" + "]}" * 300,
        "[" * 1900,
    ],
)
def test_json_that_is_no_filter_is_refused(tree):
    with pytest.raises(InvalidInput, match=r"^filter"):
        found(tree, FilterLang.JSON)
