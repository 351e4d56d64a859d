"""Land-use intensity in an edition; parks and figures are invented for these tests."""

from pathlib import Path

import pandas as pd
import pytest

from etl.assembly.land import build_land
from etl.land.bulletins import read_bulletins
from etl.land.park_figures import read_park_figures

BULLETINS = Path(__file__).resolve().parents[3] / "data" / "parks" / "land_intensity_bulletins.csv"
PARKS = pd.DataFrame(
    [("p1", "S1", "甲园区"), ("p2", "S2", "乙园区"), ("p3", "S2", "丙园区")],
    columns=["id", "code", "name_zh"],
)
HEADER = "code,name_zh,year,ready_ha,supplied_ha,built_ha,floor_ha,industrial_tax_wan_cny\n"


def built(tmp_path, *lines):
    path = tmp_path / "figures.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return build_land(
        read_bulletins("b", BULLETINS).frame, read_park_figures("f", path).frame, PARKS
    )


def test_a_park_against_the_national_reference(tmp_path):
    frames = built(tmp_path, "S1,,2023,900,800,600,630,")
    row = frames.intensity.set_index("indicator").loc["plot_ratio"]
    # 630 / 600 against the 1.06 of the bulletin of 2024.
    assert (row["park_id"], row["year"]) == ("p1", 2023)
    assert row["value"] == pytest.approx(1.05)
    assert (row["reference"], row["reference_as_of"]) == (1.06, "2024")
    assert set(frames.intensity["indicator"]) == {
        "land_supply_rate",
        "land_built_rate",
        "plot_ratio",
    }


def test_what_cannot_be_true_is_kept_as_refused(tmp_path):
    frames = built(tmp_path, "S1,,2023,900,800,950,630,")
    rows = frames.intensity.set_index("indicator")
    assert rows.loc["land_built_rate", "refused"] == "built > ready"
    assert pd.isna(rows.loc["land_built_rate", "value"])
    assert {finding.code for finding in frames.findings} == {"implausible"}
    assert all(finding.row == 2 for finding in frames.findings)


def test_a_code_that_stands_twice_needs_the_name(tmp_path):
    frames = built(tmp_path, "S2,,2023,900,800,600,630,", "S2,丙园区,2023,900,800,600,630,")
    assert set(frames.intensity["park_id"]) == {"p3"}
    assert [(one.row, one.code) for one in frames.findings] == [(2, "unknown-park")]
    assert "give name_zh" in frames.findings[0].message


def test_an_unknown_code_is_left_out_and_said(tmp_path):
    frames = built(tmp_path, "S9,甲园区,2023,900,800,600,630,")
    assert frames.intensity.empty
    assert "S9 is no park's code" in frames.findings[0].message


def test_two_years_stand_beside_each_other(tmp_path):
    frames = built(tmp_path, "S1,,2022,900,800,500,400,", "S1,,2023,900,800,600,630,")
    values = frames.intensity.set_index(["indicator", "year"])["value"]
    assert values[("plot_ratio", 2022)] == pytest.approx(0.8)
    assert values[("plot_ratio", 2023)] == pytest.approx(1.05)
