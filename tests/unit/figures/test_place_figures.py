"""Figures of places from samples of the census: recoded, merged, divided units, zones, sums."""

import pytest

from etl.assembly.figures import build_figures
from etl.sources import BUNDLED_DATA
from geo.place import NATION, Gazetteer, Level, Place, PlaceKey
from tests.unit.figures.sample import Row, write_census

SHARE, PEOPLE = "manufacturing_employment_share", "population"
EMPLOYED = "employed_estimated"


@pytest.fixture
def figures(tmp_path, gazetteer):
    """Figures and findings of a sample on the real tree."""

    def build(*rows, tree=gazetteer, tables=("population", "ages", "employment")):
        sources = write_census(tmp_path, rows, tables)
        return build_figures(sources, tree, BUNDLED_DATA / "places")

    return build


def values(built, level="county", measure=PEOPLE):
    rows = built.frame[(built.frame["level"] == level) & (built.frame["measure"] == measure)]
    return dict(zip(rows["adcode"], rows["value"], strict=True))


def cell(built, level, adcode, measure, column):
    frame = built.frame.set_index(["level", "adcode", "measure"])
    return frame.loc[(level, adcode, measure), column]


def codes(built):
    return [(one.code, one.row) for one in built.findings if one.code != "control-total"]


def test_a_unit_of_the_same_code_and_name(figures):
    built = figures(Row("110101", "东城区", 700))
    assert values(built) == {"110101": 700}
    assert cell(built, "county", "110101", PEOPLE, "basis") == "stated"
    assert cell(built, "county", "110101", SHARE, "basis") == "stated"
    assert cell(built, "county", "110101", EMPLOYED, "basis") == "estimated"
    assert (built.frame["year"] == 2020).all()
    assert set(built.frame["source_id"]) == {"census-population", "census-employment"}


def test_a_municipality_is_its_own_prefecture(figures):
    built = figures(Row("110101", "东城区", 700), Row("110102", "西城区", 300))
    assert values(built, "province") == values(built, "prefecture") == {"110000": 1000}
    assert values(built, "nation") == {"100000": 1000}


def test_a_city_without_districts_stands_at_both_levels(figures):
    built = figures(Row("441900", "市辖区", 900))
    assert values(built) == values(built, "prefecture") == {"441900": 900}
    assert cell(built, "prefecture", "441900", PEOPLE, "basis") == "stated"


@pytest.mark.parametrize(
    ("code", "name", "adcode"),
    [
        ("350427", "沙县", "350405"),
        ("320614", "海门市", "320614"),
        ("540422", "米林县", "540481"),
        ("460302", "南沙群岛", "460303"),
        ("653022", "阿图什市", "653022"),
    ],
)
def test_a_unit_under_another_code_or_name(figures, code, name, adcode):
    assert values(figures(Row(code, name, 500))) == {adcode: 500}


def test_a_known_code_under_an_unknown_name_is_not_taken_for_the_unit(figures):
    built = figures(Row("110101", "某某区", 500))
    assert values(built) == {}
    assert codes(built)[0] == ("unmatched", 2)


def test_merged_units_are_added_up(figures):
    # 崇川 900 residents, all of 15 and more, 600 employed, 60 in manufacturing;
    # 港闸 100 residents, 80 employed, 40 in manufacturing: 100 of 680.
    built = figures(
        Row("320613", "崇川区", 900, (0, 0.9, 0.1), 2 / 3, 0.1),
        Row("320611", "港闸区", 100, (0, 0.9, 0.1), 0.8, 0.5),
    )
    assert values(built) == {"320613": 1000}
    assert values(built, measure=EMPLOYED) == {"320613": 680}
    assert values(built, measure=SHARE) == {"320613": pytest.approx(100 / 680, abs=1e-6)}
    assert cell(built, "county", "320613", PEOPLE, "basis") == "summed"
    assert cell(built, "county", "320613", SHARE, "basis") == "estimated"


def test_a_divided_unit_with_announced_parts(figures):
    built = figures(
        Row("330102", "上城区", 357_657),
        Row("330104", "江干区", 1_487_787),
        Row("330109", "萧山区", 2_258_872),
    )
    # As announced for the districts of today.
    assert values(built) == {"330102": 1_323_467, "330109": 2_011_699, "330114": 769_150}
    # How the employed spread over the parts is not known; the prefecture holds all of them.
    assert values(built, measure=EMPLOYED) == {}
    assert values(built, "prefecture", EMPLOYED) == {"330100": round(4_104_316 * 0.8 * 0.5)}
    assert codes(built) == []


def test_a_divided_unit_with_unknown_parts_has_no_figure(figures):
    built = figures(Row("650502", "伊州区", 500), Row("650522", "伊吾县", 100))
    assert values(built) == {"650522": 100}
    # 新星市 is no part of the prefecture: most of its residents may be elsewhere.
    assert values(built, "prefecture") == {}
    assert values(built, "province") == {"650000": 600}
    assert codes(built) == [("split", 2), ("not-in-counties", None)]


def test_a_zone_counts_in_its_prefecture_and_in_no_county(figures):
    built = figures(Row("130102", "长安区", 900), Row("130171", "石家庄高新技术产业开发区", 100))
    assert values(built) == {"130102": 900}
    assert values(built, "prefecture") == {"130100": 1000}
    assert codes(built) == [("zone", 3), ("not-in-counties", None)]
    assert "130171 石家庄高新技术产业开发区, 100 residents" in built.findings[0].message
    assert "100 of 1,000 residents (10.00%)" in built.findings[1].message


def test_a_sum_that_lacks_a_little_says_how_much(figures):
    broken = Row("130104", "桥西区", 80, (0.1, 0.3, 0.1))  # half of 80 accounted for
    built = figures(Row("130102", "长安区", 960), broken)
    assert values(built) == {"130102": 960}
    assert values(built, "prefecture") == {"130100": 960}
    assert cell(built, "prefecture", "130100", PEOPLE, "coverage") == 0.96


def test_a_sum_that_lacks_much_is_no_figure(figures):
    broken = Row("130104", "桥西区", 120, (0.1, 0.3, 0.1))
    built = figures(Row("130102", "长安区", 960), broken)
    assert values(built, "prefecture") == {}


def test_a_unit_of_nobody_and_a_share_of_nothing(figures):
    built = figures(Row("110101", "东城区", 0, ratio="#DIV/0!"))
    assert built.frame[built.frame["measure"] != SHARE].empty


def test_no_manufacturing_is_a_share_of_zero(figures):
    assert values(figures(Row("110101", "东城区", making=0)), measure=SHARE) == {"110101": 0}


def test_employment_alone_gives_shares_of_single_units(figures):
    rows = (Row("320613", "崇川区"), Row("320611", "港闸区"), Row("110101", "东城区"))
    built = figures(*rows, tables=["employment"])
    assert values(built, measure=SHARE) == {"110101": 0.25}
    assert list(built.frame["measure"].unique()) == [SHARE]


def test_another_layer_keeps_its_own_units(figures):
    """A layer from before a change has the unit of 2020 itself."""
    province, prefecture = PlaceKey(Level.PROVINCE, "330000"), PlaceKey(Level.PREFECTURE, "330100")
    tree = Gazetteer(
        [
            Place(Level.NATION, NATION.adcode, "中国", None),
            Place(Level.PROVINCE, province.adcode, "浙江省", NATION),
            Place(Level.PREFECTURE, prefecture.adcode, "杭州市", province),
            Place(Level.COUNTY, "330109", "萧山区", prefecture),
        ]
    )
    assert values(figures(Row("330109", "萧山区", 500), tree=tree)) == {"330109": 500}


def test_sums_are_held_against_the_announced_totals(figures):
    built = figures(Row("540102", "城关区", 3_648_100))
    found = [one.message for one in built.findings if one.code == "control-total"]
    assert not any(message.startswith("540000") for message in found)
    # Everything else is missing: 30 provinces and the nation, which has no servicemen here.
    assert len(found) == 31
    assert any("fewer than the announced 1,409,778,724" in message for message in found)


def test_nothing_loaded_gives_nothing(gazetteer):
    built = build_figures({}, gazetteer, BUNDLED_DATA / "places")
    assert built.frame.empty
    assert built.findings == ()
