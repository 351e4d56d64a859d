"""The census itself, where it lies beside the project: figures checked by hand against its rows."""

import pytest

from etl.assembly.figures import build_figures
from etl.sources import BUNDLED_DATA, load_sources
from geo.place import NATION_ADCODE, Level
from tests.shared_sources import FOLDER, needs_census

pytestmark = needs_census

POPULATION = "population"
SHARE = "manufacturing_employment_share"
# Residents by county-level unit of the layer: rows of population.csv, added up by hand where the
# unit was made of several, and for 杭州 as announced for the districts of today.
RESIDENTS = {
    "110101": 708_829,  # 东城区, the same unit
    "441900": 10_466_625,  # 东莞市, its own county-level unit: printed 市辖区
    "620200": 312_663,  # 嘉峪关市, likewise
    "350405": 250_503,  # 沙县区: 沙县 350427
    "410307": 545_632,  # 偃师区: 偃师市 410381
    "540481": 26_176,  # 米林市: 米林县 540422
    "653022": 226_005,  # 阿克陶县, printed 阿图什市
    "320614": 991_782,  # 海门区, printed 海门市
    "320613": 780_564 + 403_176,  # 崇川区: 崇川区 and 港闸区
    "340209": 422_620 + 162_255,  # 弋江区: 弋江区 and 三山区
    "350404": 220_115 + 187_936,  # 三元区: 梅列区 and 三元区
    "410308": 69_142 + 416_845,  # 孟津区: 吉利区 and 孟津县
    "460302": 1_549 + 145,  # 西沙区: 西沙群岛 and 中沙群岛
    "460303": 639,  # 南沙区: 南沙群岛, which has the code 460302 in the census
    "330105": 1_120_985,  # 拱墅区, as announced
    "330102": 1_323_467,
    "330109": 2_011_699,
    "330110": 1_226_673,
    "330113": 1_175_841,
    "330114": 769_150,
}
NO_RESIDENTS = {
    "150703",  # 扎赉诺尔区: residents and ages contradict each other
    "350527",  # 金门县: not counted
    "650502", "659011",  # 伊州区 without what became 新星市
    "654201", "659012",  # 塔城市 without what became 白杨市
    "629700", "629800", "629900",  # farm and reserves, no units of the census
}  # fmt: skip


@pytest.fixture(scope="module")
def built(gazetteer):
    return build_figures(load_sources(FOLDER), gazetteer, BUNDLED_DATA / "places")


@pytest.fixture(scope="module")
def figure(built):
    """Value, basis and coverage of a figure, or None."""
    columns = ["value", "basis", "coverage"]
    rows = built.frame.set_index(["level", "adcode", "measure"])[columns]
    known = dict(zip(rows.index, rows.itertuples(index=False, name=None), strict=True))
    return lambda level, adcode, measure: known.get((level, adcode, measure))


@pytest.mark.parametrize("adcode", RESIDENTS)
def test_residents(figure, adcode):
    value, _, coverage = figure("county", adcode, POPULATION)
    assert (value, coverage) == (RESIDENTS[adcode], 1)


def test_units_without_a_figure(built, gazetteer):
    frame = built.frame[(built.frame["level"] == "county")]
    have = set(frame.loc[frame["measure"] == POPULATION, "adcode"])
    inside = {p.adcode for p in gazetteer.of_level(Level.COUNTY) if p.adcode[:2] < "71"}
    assert inside - have == NO_RESIDENTS
    assert have <= inside  # Taiwan, Hong Kong and Macao were not counted


def test_prefectures_hold_their_zones(figure):
    """石家庄 with 高新区 and 循环化工园区, and 杭州, as announced."""
    assert figure("prefecture", "130100", POPULATION) == (11_235_086, "summed", 1)
    assert figure("prefecture", "330100", POPULATION) == (11_936_010, "summed", 1)


def test_prefectures_that_lost_ground_have_no_sum(figure):
    assert figure("prefecture", "650500", POPULATION) is None  # 哈密: 伊州区 is most of it
    assert figure("prefecture", "654200", POPULATION) is None


def test_provinces_are_those_announced_but_one(built, figure):
    totals = [one for one in built.findings if one.code == "control-total"]
    assert [one.message[:6] for one in totals] == [NATION_ADCODE, "150000"]
    assert all("100,000 more than the announced" in one.message for one in totals)
    assert figure("province", "330000", POPULATION) == (64_567_588, "summed", 1)
    # Without 扎赉诺尔区, whose 184,424 residents the shares of age contradict.
    value, _, coverage = figure("province", "150000", POPULATION)
    assert value == 24_149_155 - 184_424
    assert coverage == pytest.approx(0.9965, abs=1e-4)


def test_employment_by_hand(figure):
    """崇川区 0.8749 of 15 and more, 0.5064 employed, 0.1812 of these in manufacturing: 345,828 and
    62,664 persons. 港闸区 0.8697, 0.5625, 0.2785: 197,236 and 54,930."""
    assert figure("county", "320613", "employed_estimated")[0] == 543_065
    assert figure("county", "320613", "manufacturing_employed_estimated")[0] == 117_594
    share, basis, _ = figure("county", "320613", SHARE)
    assert (round(share, 4), basis) == (0.2165, "estimated")
    # 东城区: 708,829 x 0.8613 x 0.488
    assert figure("county", "110101", "employed_estimated")[0] == 297_931
    assert figure("county", "110101", SHARE) == (0.0377, "stated", 1)
    assert figure("county", "441900", SHARE)[0] == 0.5808


def test_shares_of_the_divided_districts_are_not_known(figure):
    for adcode in ("330102", "330109", "330110", "330113", "330114"):
        assert figure("county", adcode, SHARE) is None
    assert figure("county", "330105", SHARE) is not None
    assert figure("prefecture", "330100", SHARE) is not None


def test_every_unmatched_code_is_listed(built):
    rows = [(one.code, one.message[:6]) for one in built.findings if one.row is not None]
    zones = [code for kind, code in rows if kind == "zone"]
    assert len(zones) == len(set(zones)) == 134 + 4
    assert sorted(code for code in zones if code[4] != "7") == [
        "232761", "232762", "232763", "232764",
    ]  # fmt: skip
    assert [code for kind, code in rows if kind == "split"] == ["650502", "654201"]
    assert not [code for kind, code in rows if kind == "unmatched"]


def test_what_the_tables_get_wrong_is_found(built):
    found = {(one.source_id, one.row, one.code) for one in built.findings}
    assert ("census2020-ages", 399, "contradictory") in found  # 扎赉诺尔区
    assert ("census2020-employment", 2847, "implausible") in found  # 甘德县: 4.1 % employed
    assert ("census2020-population", 1126, "no-value") in found  # 金门县
