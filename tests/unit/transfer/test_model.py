"""Effects, flows and gradients from provincial tables; samples are written for these tests."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from etl.transfer.activity import (
    CAPITAL,
    EMPLOYMENT,
    OUTPUT,
    SECONDARY,
    read_employment,
    read_revenue,
    read_value_added,
)
from etl.transfer.gradients import MIN_PROVINCES, gradients_of
from etl.transfer.model import transfer_model

ROOT = Path(__file__).resolve().parents[3]
VALUE_ADDED = ROOT / "data" / "transfer" / "province_secondary_value_added.csv"
TABLES = ROOT.parent / "shared" / "sources" / "transfer"
CODES = [f"{code}0000" for code in range(11, 83)]
POINTS = pd.DataFrame({"lon": [float(i) for i in range(72)], "lat": 30.0}, index=CODES)


@pytest.fixture(scope="module")
def secondary():
    return transfer_model(read_value_added("v", VALUE_ADDED).frame, POINTS)


def published(year):
    with VALUE_ADDED.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == str(year)]
    return {row["adcode"]: float(row["secondary_value_added_100m_cny"]) for row in rows}


def test_the_effect_of_beijing_as_one_works_it_out(secondary):
    before, after = published(2003), published(2008)
    growth = sum(after.values()) / sum(before.values())
    effects = secondary.effects.set_index(["year_from", "adcode"])["effect"]
    assert effects[(2003, "110000")] == pytest.approx(2693.15 - 1311.86 * growth)


def test_periods_never_cross_the_two_series(secondary):
    periods = secondary.flows[["year_from", "year_to"]].drop_duplicates()
    assert sorted(periods.itertuples(index=False, name=None)) == [
        (2003, 2008),
        (2008, 2013),
        (2014, 2019),
    ]


def test_flows_meet_all_losses_and_gains(secondary):
    for year, flows in secondary.flows.groupby("year_from"):
        effects = secondary.effects[secondary.effects["year_from"] == year]
        effect = effects.set_index("adcode")["effect"]
        out = flows.groupby("origin")["value"].sum()
        into = flows.groupby("destination")["value"].sum()
        assert out.to_dict() == pytest.approx((-effect[effect < 0]).to_dict(), rel=1e-6)
        assert into.to_dict() == pytest.approx(effect[effect > 0].to_dict(), rel=1e-6)
        assert (flows["low"] <= flows["value"]).all()
        assert (flows["value"] <= flows["high"]).all()


def test_tibet_is_no_data(secondary):
    assert "540000" not in set(secondary.effects["adcode"])
    assert "540000" not in set(secondary.flows["origin"]) | set(secondary.flows["destination"])
    assert len(secondary.effects[secondary.effects["year_from"] == 2003]) == 30


def sample(quantity, year, values, activity="C39", flag=None):
    return pd.DataFrame(
        {
            "source_id": "sample",
            "source_row": range(2, 2 + len(values)),
            "adcode": CODES[: len(values)],
            "year": year,
            "series": "from_2013",
            "activity": activity,
            "activity_zh": "示例",
            "quantity": quantity,
            "value": values,
            "flag": flag,
        }
    )


def test_a_division_that_few_provinces_report_is_left_out():
    few = MIN_PROVINCES - 1
    rows = [sample(EMPLOYMENT, 2013, [10.0] * few), sample(EMPLOYMENT, 2016, [5.0] * few)]
    assert transfer_model(pd.concat(rows), POINTS).effects.empty
    rows = [
        sample(OUTPUT, 2013, [10.0] * few),
        sample(EMPLOYMENT, 2013, [10.0] * few),
    ]
    assert gradients_of(pd.concat(rows)).empty


def test_equal_provinces_have_a_gradient_of_one():
    rows = [
        sample(OUTPUT, 2013, [10.0] * MIN_PROVINCES),
        sample(OUTPUT, 2013, [30.0] * MIN_PROVINCES, activity="C17"),
        sample(EMPLOYMENT, 2013, [7.0] * MIN_PROVINCES),
    ]
    found = gradients_of(pd.concat(rows))
    assert found["gradient_coefficient"].tolist() == pytest.approx([1.0] * MIN_PROVINCES)
    assert set(found["activity"]) == {"C39"}


def test_capital_gives_the_revised_coefficient_by_hand():
    # One province of 24 has half of all output, jobs and a fifth of all capital of the division,
    # and half of all industry: LQ = (1/2) / (1/2), CP = (1/2) / (1/2), CCOR = (1/2) / (1/5).
    others = MIN_PROVINCES - 1
    rows = [
        sample(OUTPUT, 2013, [float(others)] + [1.0] * others),
        sample(EMPLOYMENT, 2013, [float(others)] + [1.0] * others),
        sample(CAPITAL, 2013, [others / 4] + [1.0] * others),
    ]
    found = gradients_of(pd.concat(rows)).set_index("adcode").loc[CODES[0]]
    assert found["gradient_coefficient"] == pytest.approx(1)
    assert found["capital_productivity"] == pytest.approx(2.5)
    assert found["revised_gradient_coefficient"] == pytest.approx(2.5)
    inputs = ["output_100m_cny", "place_output_100m_cny", "employees", "capital_100m_cny"]
    assert found[inputs].tolist() == [others, others, others, others / 4]


def test_without_capital_there_is_no_revised_coefficient():
    values = [10.0] * MIN_PROVINCES
    found = gradients_of(
        pd.concat([sample(OUTPUT, 2013, values), sample(EMPLOYMENT, 2013, values)])
    )
    assert found["gradient_coefficient"].tolist() == pytest.approx([1.0] * MIN_PROVINCES)
    assert found["revised_gradient_coefficient"].isna().all()


def test_a_series_of_ones_own_compares_its_first_and_last_year():
    last = [20.0] + [10.0] * (MIN_PROVINCES - 2) + [0.0]
    rows = [
        sample(EMPLOYMENT, year, values).assign(series="my survey")
        for year, values in ((2018, [10.0] * MIN_PROVINCES), (2020, last), (2021, last))
    ]
    made = transfer_model(pd.concat(rows), POINTS)
    assert set(zip(made.effects["year_from"], made.effects["year_to"], strict=True)) == {
        (2018, 2021)
    }
    flow = made.flows.iloc[0]
    assert (flow["origin"], flow["destination"]) == (CODES[MIN_PROVINCES - 1], CODES[0])
    assert flow["value"] == pytest.approx(10)
    assert len(made.flows) == 1


def test_a_spike_is_taken_as_missing():
    values = [10.0] * (MIN_PROVINCES + 1)
    rows = [
        sample(OUTPUT, 2013, values),
        sample(EMPLOYMENT, 2013, values),
    ]
    rows[0].loc[0, ["value", "flag"]] = [1e6, "spike"]
    found = gradients_of(pd.concat(rows))
    assert CODES[0] not in set(found["adcode"])
    assert found["gradient_coefficient"].tolist() == pytest.approx([1.0] * MIN_PROVINCES)


def test_secondary_industry_alone_has_no_gradient():
    assert gradients_of(sample(OUTPUT, 2013, [10.0] * 30, activity=SECONDARY)).empty


@pytest.mark.skipif(not TABLES.exists(), reason="needs the optional tables of sources/transfer")
def test_electronics_in_chongqing_from_the_tables():
    # Worked value that came with the tables: 0.09 in 2008, 3.37 in 2016.
    revenue = read_revenue("r", TABLES / "province_industry_revenue_2005_2016.csv").frame
    employment = read_employment(
        "e", TABLES / "province_industry_urban_employment_2005_2016.csv"
    ).frame
    found = gradients_of(pd.concat([revenue, employment])).set_index(["adcode", "activity", "year"])
    coefficient = found["gradient_coefficient"]
    assert round(coefficient[("500000", "C39", 2008)], 2) == 0.09
    assert round(coefficient[("500000", "C39", 2016)], 2) == 3.37
