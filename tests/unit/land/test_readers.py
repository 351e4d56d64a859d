"""Readers of land use; the parks' figures are invented for these tests."""

from pathlib import Path

import pytest

from etl.land.bulletins import read_bulletins
from etl.land.park_figures import read_park_figures
from geo.errors import InvalidInput

BULLETINS = Path(__file__).resolve().parents[3] / "data" / "parks" / "land_intensity_bulletins.csv"


def figures(tmp_path, text):
    path = tmp_path / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return read_park_figures("f", path).frame


def test_the_bulletins_as_bundled():
    frame = read_bulletins("b", BULLETINS).frame
    row = frame[(frame["as_of"] == "2019-12-31") & (frame["indicator"] == "综合容积率")].iloc[0]
    assert (row["value"], row["unit"], row["scope"]) == (0.98, "ratio", "national-level")
    assert len(frame) == 48


def test_units_are_those_that_the_columns_name(tmp_path):
    row = figures(
        tmp_path,
        "code,name_zh,year,built_km2,floor_m2,industrial_tax_100m_cny,remark\n"
        "S330001,示例园区,2023,6,7200000,1.5,示例\n",
    ).iloc[0]
    assert row["built_ha"] == 600.0
    assert row["floor_ha"] == 720.0
    assert row["industrial_tax_wan_cny"] == 15_000.0
    assert row[["supplied_ha", "footprint_ha"]].isna().all()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("code,year,remark\nS1,2023,x\n", "row 1: no column is a figure of land use"),
        ("code,year,built\nS1,2023,6\n", "row 1: column built names no unit that fits"),
        ("code,year,built_ha,built_km2\nS1,2023,6,6\n", "row 1: two columns give built"),
        ("code,year,built_ha\nS1,2023,六\n", "row 2: built_ha is '六'"),
        ("code,year,built_ha\nS1,2023,-6\n", "row 2: built_ha is '-6'"),
        ("code,year,built_ha\nS1,,6\n", "row 2: year is empty"),
        ("code,year,built_ha\nS1,2023,6\nS1,2023,7\n", "row 3: park S1 stands twice in 2023"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(tmp_path, text, complaint):
    with pytest.raises(InvalidInput, match=complaint):
        figures(tmp_path, text)
