"""Readers of transfer tables; rows are samples written for these tests, unless named otherwise."""

from pathlib import Path

import pytest

from etl.transfer.activity import (
    CAPITAL,
    EMPLOYMENT,
    OUTPUT,
    read_capital,
    read_employment,
    read_revenue,
    read_value_added,
)
from etl.transfer.events import read_events
from etl.transfer.guidance import read_guidance
from etl.transfer.projects import read_projects
from geo.errors import InvalidInput

DATA = Path(__file__).resolve().parents[3] / "data" / "transfer"
PROJECTS = (
    "origin_level,origin_adcode,destination_level,destination_adcode,project,industry,year,"
    "amount_100m_cny,jobs,source_url\n"
)


def written(tmp_path, text):
    path = tmp_path / "sample.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_guidance_has_its_three_directions():
    frame = read_guidance("g", DATA / "guidance_2018.csv").frame
    assert len(frame) == 50
    assert set(frame["direction"]) == {"receive", "phase_out", "no_longer_receive"}
    assert set(frame["adcode"]) == {"441400", "420900", "360300", "440800"}


def test_an_amount_that_is_not_stated_stays_missing():
    frame = read_events("e", DATA / "docking_events.csv").frame
    chongqing = frame[frame["province"] == "重庆"].iloc[0]
    assert len(frame) == 10
    assert chongqing["date"] == "2023-11-20"
    assert frame.loc[chongqing.name, ["projects", "amount_100m_cny"]].isna().all()


def test_value_added_keeps_its_series_apart():
    frame = read_value_added("v", DATA / "province_secondary_value_added.csv").frame
    beijing = frame[frame["adcode"] == "110000"].set_index("year")
    assert beijing.loc[2013, "value"] == 4352.3
    assert beijing.loc[2013, "series"] == "as_first_published"
    assert beijing.loc[2014, "series"] == "revised"
    assert set(frame["quantity"]) == {OUTPUT}


def test_divisions_are_read_with_their_flags(tmp_path):
    revenue = read_revenue(
        "r",
        written(
            tmp_path,
            "adcode,province,year,code,industry,revenue_100m_cny,industry_as_published,flag\n"
            "500000,重庆,2008,C39,计算机,68.78,计算机,\n500000,重庆,2013,C39,计算机,9999,计算机,spike\n",
        ),
    )
    assert revenue.frame["value"].tolist() == [68.78, 9999.0]
    assert revenue.frame["series"].tolist() == ["to_2012", "from_2013"]
    assert "1 values are flagged spike" in revenue.findings[0].message
    employment = read_employment(
        "e",
        written(
            tmp_path,
            "adcode,province,year,code,industry,urban_unit_employees,flag\n"
            "500000,重庆,2008,C39,计算机,14781.0,\n",
        ),
    )
    assert employment.frame["quantity"].tolist() == [EMPLOYMENT]


def test_a_table_of_ones_own_names_its_series(tmp_path):
    table = "adcode,province,year,code,industry,capital_100m_cny,flag,series\n"
    rows = "500000,重庆,2021,C39,计算机,12.5,,my survey\n500000,重庆,2022,C39,计算机,13,,\n"
    frame = read_capital("k", written(tmp_path, table + rows)).frame
    assert frame["series"].tolist() == ["my survey", "from_2013"]
    assert frame["quantity"].tolist() == [CAPITAL] * 2
    assert frame["value"].tolist() == [12.5, 13]


def test_projects_at_any_level(tmp_path):
    path = written(
        tmp_path, PROJECTS + "province,440000,county,450103,示例项目,电子信息,2024,12.5,,\n"
    )
    row = read_projects("p", path).frame.iloc[0]
    assert (row["origin_level"], row["destination_adcode"], row["amount_100m_cny"]) == (
        "province",
        "450103",
        12.5,
    )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "province,440000,county,450103,示例项目,,2024,,,",
            "amount_100m_cny and jobs are both empty",
        ),
        ("province,440000,province,440000,示例项目,,2024,1,,", "are the same place"),
        ("province,44,county,450103,示例项目,,2024,1,,", "origin_adcode is '44'"),
        ("province,440000,town,450103,示例项目,,2024,1,,", "destination_level is 'town'"),
        ("province,440000,county,450103,示例项目,,,1,,", "year is empty"),
        ("province,440000,county,450103,示例项目,,2024,-1,,", "amount_100m_cny is '-1'"),
        ("province,440000,county,450103,示例项目,,2024,1,一百,", "jobs is '一百'"),
        ("province,440000,county,450103,,,2024,1,,", "project is empty"),
    ],
)
def test_a_project_that_says_too_little_is_refused(tmp_path, line, complaint):
    with pytest.raises(InvalidInput, match=rf"sample.csv, row 2: .*{complaint}"):
        read_projects("p", written(tmp_path, PROJECTS + line + "\n"))


def test_a_project_that_stands_twice_is_reported(tmp_path):
    line = "province,440000,county,450103,示例项目,电子,2024,1,,\n"
    read = read_projects("p", written(tmp_path, PROJECTS + line + line))
    assert [finding.code for finding in read.findings] == ["duplicate-row"]
    assert len(read.frame) == 2
