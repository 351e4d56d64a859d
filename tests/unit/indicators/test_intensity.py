"""Land-use intensity: by hand, the references of the bulletins, and what is refused."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InvalidInput
from geo.intensity import MEASURES, Reference, land_intensity, national_references
from geo.land_quantities import QUANTITIES, land_quantities

BULLETINS = Path(__file__).resolve().parents[3] / "data" / "parks" / "land_intensity_bulletins.csv"

# An invented park, for the arithmetic.
PARK = {
    "developable_ha": 1000.0,
    "ready_ha": 900.0,
    "supplied_ha": 800.0,
    "built_ha": 600.0,
    "built_industrial_ha": 300.0,
    "footprint_ha": 240.0,
    "floor_ha": 720.0,
    "industrial_floor_ha": 270.0,
    "fixed_investment_wan_cny": 3_000_000.0,
    "industrial_tax_wan_cny": 150_000.0,
}


def intensity(references=None, **changed):
    table = pd.DataFrame([{**PARK, **changed}], index=["S000001"])
    return land_intensity(table, references or {}).set_index("indicator")


def test_all_indicators_by_hand():
    assert intensity()["value"].to_dict() == pytest.approx(
        {
            "land_development_rate": 90.0,
            "land_supply_rate": 800 / 9,
            "land_built_rate": 75.0,
            "industrial_land_rate": 50.0,
            "plot_ratio": 1.2,
            "building_density": 40.0,
            "industrial_plot_ratio": 0.9,
            "investment_intensity": 10_000.0,
            "tax_per_hectare": 500.0,
        }
    )
    assert intensity()["refused"].isna().all()


def test_the_bulletins_give_the_references_of_the_design():
    found = national_references(pd.read_csv(BULLETINS, dtype=str))
    assert {name: (one.value, one.as_of[:4]) for name, one in found.items()} == {
        "land_development_rate": (89.66, "2021"),
        "land_supply_rate": (92.84, "2021"),
        "land_built_rate": (92.47, "2021"),
        "industrial_land_rate": (47.78, "2021"),
        "plot_ratio": (1.06, "2024"),
        "building_density": (33.87, "2024"),
        "industrial_plot_ratio": (0.93, "2019"),
        "investment_intensity": (8984.3, "2019"),
        "tax_per_hectare": (678.99, "2019"),
    }
    assert all(one.source_url.startswith("http") for one in found.values())


def test_a_reference_in_another_unit_is_refused():
    bulletins = pd.read_csv(BULLETINS, dtype=str).replace({"unit": {"%": "ratio"}})
    with pytest.raises(InvalidInput, match="土地开发率: unit ratio does not fit"):
        national_references(bulletins)


@pytest.mark.parametrize(
    ("value", "grade"), [(0.4, 0), (0.5, 1), (0.9, 2), (1.19, 2), (1.2, 3), (2.0, 4)]
)
def test_ratio_and_grade(value, grade):
    references = {"plot_ratio": Reference(1.0, "2024", "https://example.org")}
    found = intensity(references, floor_ha=value * 600, industrial_floor_ha=0.0)
    assert found.loc["plot_ratio", "ratio"] == pytest.approx(value)
    assert found.loc["plot_ratio", "grade"] == grade
    assert found.loc["plot_ratio", "reference_as_of"] == "2024"
    assert found.loc["building_density", ["reference", "ratio"]].isna().all()
    assert found.loc["building_density", "grade"] == -1


OF_BUILT = {"land_built_rate", "industrial_land_rate", "plot_ratio", "building_density"}
OF_BUILT_INDUSTRIAL = {"industrial_plot_ratio", "investment_intensity", "tax_per_hectare"}


@pytest.mark.parametrize(
    ("changed", "reason", "indicators"),
    [
        # Two figures contradict each other: nothing is derived from either.
        ({"built_ha": 850.0}, "built > supplied", OF_BUILT | {"land_supply_rate"}),
        ({"footprint_ha": 601.0}, "footprint > built", OF_BUILT),
        (
            {"industrial_floor_ha": 730.0},
            "industrial_floor > floor",
            {"plot_ratio", "industrial_plot_ratio"},
        ),
        ({"industrial_tax_wan_cny": -1.0}, "industrial_tax < 0", {"tax_per_hectare"}),
        ({"floor_ha": 6001.0}, "plot_ratio > 10", {"plot_ratio"}),
        # 3,000,000 万元 given in yuan.
        (
            {"fixed_investment_wan_cny": 3e10},
            "investment_intensity > 1,000,000",
            {"investment_intensity"},
        ),
        ({"built_industrial_ha": 0.0}, "built_industrial = 0", OF_BUILT_INDUSTRIAL),
    ],
)
def test_what_cannot_be_true_is_refused_with_the_reason(changed, reason, indicators):
    found = intensity(**changed)
    refused = found["refused"].dropna()
    assert set(refused) == {reason}
    assert set(refused.index) == indicators
    assert found.loc[refused.index, "value"].isna().all()
    assert found["value"].notna().sum() == len(MEASURES) - len(refused)


def test_a_contradiction_is_found_across_a_missing_figure():
    found = intensity(supplied_ha=np.nan, built_ha=950.0)
    assert found.loc["plot_ratio", "refused"] == "built > ready"


def test_what_is_missing_is_missing_without_a_reason():
    found = intensity(floor_ha=np.nan)
    assert found.loc["plot_ratio", ["value", "refused"]].isna().all()
    assert found["value"].notna().sum() == 8


def test_units_are_converted():
    table = pd.DataFrame(
        {
            "built_km2": [2.0],
            "ready_mu": [1500.0],
            "floor_m2": [30_000.0],
            "fixed_investment_100m_cny": [1.5],
            "industrial_tax_cny": [20_000.0],
            "name": ["开发区"],
            "approved_area_ha": [5.0],
        }
    )
    found = land_quantities(table).iloc[0].dropna()
    assert found.to_dict() == pytest.approx(
        {
            "built": 200,
            "ready": 100,
            "floor": 3,
            "fixed_investment": 15_000,
            "industrial_tax": 2,
        }
    )


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"built": [1.0]}, "column built names no unit that fits; use one of built_ha"),
        ({"built_industrial_wan_cny": [1.0]}, "built_industrial_wan_cny names no unit"),
        ({"built_ha": [1.0], "built_km2": [1.0]}, "two columns give built"),
        ({"built_ha": ["=1+1"]}, r"park 0, column built_ha: =1\+1 is no number"),
        ({"built_ha": [np.inf]}, "inf is no number"),
    ],
)
def test_columns_that_cannot_be_read_are_refused(columns, message):
    with pytest.raises(InvalidInput, match=message):
        land_quantities(pd.DataFrame(columns))


def test_a_park_that_stands_twice_is_refused():
    with pytest.raises(InvalidInput, match="park S377018 stands twice"):
        land_quantities(pd.DataFrame({"built_ha": [1.0, 2.0]}, index=["S377018"] * 2))


def test_nothing_loaded_gives_nothing():
    assert land_intensity(pd.DataFrame(), {}).empty
    nothing_known = land_intensity(pd.DataFrame(index=["S000001"]), {})
    assert len(nothing_known) == len(MEASURES)
    assert nothing_known[["value", "refused"]].isna().all(axis=None)


@given(st.fixed_dictionaries({name: st.floats(-1e5, 1e7) | st.just(np.nan) for name in PARK}))
def test_no_value_is_out_of_bounds(figures):
    found = intensity(**figures)
    most = pd.Series({measure.indicator.id: measure.most for measure in MEASURES})
    values = found["value"].dropna()
    assert (values >= 0).all()
    assert (values <= most[values.index] * (1 + 1e-9)).all()


def test_every_quantity_is_used():
    used = {name for measure in MEASURES for name in (measure.numerator, measure.denominator)}
    assert used == set(QUANTITIES)
