"""Recorded projects at mixed levels, gathered to flows: every sum is worked by hand.

The ten projects are invented: tests/fixtures/app/transfer_projects.csv.
"""

from pathlib import Path

import pytest

from app.transfer.flows import Apart, Balance, FlowSet
from app.transfer.kinds import By
from app.transfer.projects import Projects
from etl.transfer.projects import read_projects
from geo.place import NATION, Level, PlaceKey

SAMPLE = Path(__file__).parents[2] / "fixtures" / "app" / "transfer_projects.csv"
GUANGDONG, GUANGXI = PlaceKey(Level.PROVINCE, "440000"), PlaceKey(Level.PROVINCE, "450000")
NANNING, WUZHOU = PlaceKey(Level.PREFECTURE, "450100"), PlaceKey(Level.PREFECTURE, "450400")


@pytest.fixture(scope="module")
def projects(atlas):
    return Projects(read_projects("sample", SAMPLE).frame, atlas.gazetteer)


def values(flows: FlowSet):
    return {flow.id: flow.value for flow in flows.flows}


def test_years_and_industries_are_those_of_the_table(projects):
    assert len(projects) == 10
    assert projects.years == [2021, 2022]
    assert projects.industries == ["家用电器", "电子信息", "纺织服装", "汽车"]


def test_provinces_gather_what_their_prefectures_and_counties_sent(projects):
    found = projects.flows(Level.PROVINCE, By.AMOUNT)
    assert values(found) == {
        "440000-450000": 12.5 + 3.25 + 5,
        "110000-450000": 20,
        "330000-340000": 6,
        "450000-440000": 4,
    }
    assert [flow.value for flow in found.flows] == [20.75, 20, 6, 4]
    first = found.flows[0]
    assert (first.records, first.unstated, first.at_least) == (4, 1, True)
    assert found.inside == Apart(records=2, value=7.75 + 1.5)
    assert found.coarser == Apart(records=1, value=2)
    assert found.total == 50.75
    assert found.balances[GUANGXI] == Balance(incoming=40.75, outgoing=4)
    assert found.balances[GUANGXI].net == 36.75
    assert found.balances[GUANGDONG].net == -16.75


def test_prefectures_leave_apart_what_only_a_province_is_known_of(projects):
    found = projects.flows(Level.PREFECTURE, By.AMOUNT)
    assert values(found) == {
        "110000-450100": 20,  # 北京 is its own prefecture
        "440300-450100": 12.5,
        "440300-441900": 7.75,
        "450200-440100": 4,
        "440600-450400": 3.25,
        "441900-450800": None,
    }
    assert found.inside == Apart(records=1, value=1.5)
    assert found.coarser == Apart(records=3, value=5 + 2 + 6)


def test_counties_take_in_a_city_without_districts(projects):
    found = projects.flows(Level.COUNTY, By.AMOUNT)
    assert values(found) == {
        "440606-450421": 3.25,
        "440606-440604": 1.5,
        "441900-450881": None,  # 东莞 is its own county-level unit
    }
    assert found.inside == Apart()
    assert found.coarser == Apart(records=7, value=12.5 + 5 + 7.75 + 20 + 2 + 4 + 6)


def test_around_a_province_the_others_are_drawn_whole(projects):
    found = projects.flows(Level.PREFECTURE, By.AMOUNT, GUANGXI)
    assert values(found) == {
        "110000-450100": 20,
        "440000-450100": 12.5,
        "440000-450400": 3.25 + 5,
        "450200-440000": 4,
        "440000-450800": None,
    }
    assert {flow.origin.level for flow in found.flows if flow.origin.adcode == "440000"} == {
        Level.PROVINCE
    }
    assert found.inside == Apart()
    assert found.coarser == Apart(records=1, value=2)  # 全国 to 广西
    assert set(values(found.around(NANNING))) == {"110000-450100", "440000-450100"}


def test_around_a_prefecture_its_neighbours_are_prefectures(projects):
    found = projects.flows(Level.COUNTY, By.AMOUNT, WUZHOU)
    assert values(found) == {"440000-450421": 3.25}
    assert found.coarser == Apart(records=2, value=5 + 2)
    dongguan = projects.flows(Level.COUNTY, By.AMOUNT, PlaceKey(Level.PREFECTURE, "441900"))
    assert values(dongguan) == {"440300-441900": 7.75, "441900-450000": None}


def test_the_same_by_jobs(projects):
    found = projects.flows(Level.PROVINCE, By.JOBS)
    assert values(found) == {
        "440000-450000": 800 + 400 + 1200,
        "450000-440000": 500,
        "110000-450000": None,
        "330000-340000": None,
    }
    assert found.flows[0].unstated == 1
    assert found.unstated == 3
    assert found.inside == Apart(records=2, value=300, unstated=1)


@pytest.mark.parametrize(
    ("chosen", "total"),
    [
        ({"year": "2021"}, 12.5 + 3.25 + 20 + 6),
        ({"year": "2022"}, 5 + 4),
        ({"industry": "电子信息"}, 12.5 + 20),
        ({"year": "2022", "industry": "汽车"}, 4),
        ({"industry": "none such"}, 0),
    ],
)
def test_a_year_and_an_industry_narrow_the_flows(projects, chosen, total):
    assert projects.flows(Level.PROVINCE, By.AMOUNT, NATION, **chosen).total == total


@pytest.mark.parametrize("level", [Level.PROVINCE, Level.PREFECTURE, Level.COUNTY])
@pytest.mark.parametrize("by", By)
def test_no_project_of_the_nation_is_lost(projects, level, by):
    found = projects.flows(level, by)
    records = sum(flow.records for flow in found.flows)
    assert records + found.inside.records + found.coarser.records == 10
    everything = found.total + found.inside.value + found.coarser.value
    assert everything == projects.frame[{"amount": "amount_100m_cny", "jobs": "jobs"}[by]].sum()


def test_the_largest_flows_come_with_their_share(projects):
    found = projects.flows(Level.PROVINCE, By.AMOUNT)
    top, share = found.top(2)
    assert [flow.id for flow in top] == ["440000-450000", "110000-450000"]
    assert share == pytest.approx(40.75 / 50.75)
    assert [flow.id for flow in found.top(200)[0]] == list(values(found))
    assert found.top(0)[0] == ()


def test_without_a_table_there_are_no_flows(atlas):
    none = Projects(atlas.edition.transfer_projects, atlas.gazetteer)
    assert (len(none), none.years, none.industries) == (0, [], [])
    assert none.flows(Level.PROVINCE, By.AMOUNT) == FlowSet(())
