"""Industrial gradient: by hand and against a worked value; shift-share by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.errors import InvalidInput
from geo.gradient import GRADIENT, gradient, local_effect

OUTPUT = pd.DataFrame({"C39": [60.0, 40.0], "C17": [40.0, 160.0]}, index=["a", "b"])
LABOUR = pd.DataFrame({"C39": [10.0, 30.0], "C17": [20.0, 20.0]}, index=["a", "b"])
CAPITAL = pd.DataFrame({"C39": [30.0, 30.0], "C17": [80.0, 20.0]}, index=["a", "b"])
TOTAL = pd.Series({"a": 200.0, "b": 300.0})

AMOUNTS = arrays(np.float64, (4, 3), elements=st.floats(1, 1e6))


def coefficients(*tables, **options):
    return gradient(*tables, **options).set_index(["place", "industry"])


def test_gradient_by_hand():
    # C39 in a: LQ = (60/200)/(100/500) = 1.5; CP = 0.6/0.25 = 2.4; 3.6. CCOR = 0.6/0.5 = 1.2; 4.32.
    row = coefficients(OUTPUT, LABOUR, TOTAL, CAPITAL).loc[("a", "C39")]
    assert row["location_quotient"] == pytest.approx(1.5)
    assert row["labour_productivity"] == pytest.approx(2.4)
    assert row["gradient_coefficient"] == pytest.approx(3.6)
    assert row["capital_productivity"] == pytest.approx(1.2)
    assert row["revised_gradient_coefficient"] == pytest.approx(4.32)


def test_without_capital_there_is_no_revised_coefficient():
    assert list(gradient(OUTPUT, LABOUR, TOTAL))[2:] == [
        "location_quotient",
        "labour_productivity",
        "gradient_coefficient",
    ]


def test_grades_change_at_the_breaks():
    assert GRADIENT.grade([0.5, 0.8, 1.19, 1.2, 2.0, np.nan]).tolist() == [0, 1, 1, 2, 3, -1]


# Electronics (C39) in Chongqing and in the other provinces that report it: revenue of C39 and of
# all industry (100 million CNY), urban employees of C39. Sums of NBS figures in the tables
# transfer/province_industry_*.csv, which may not be passed on. Where a province states no total,
# it is the sum of its industries.
SUMS = {
    2008: [[68.7832, 5373.7821, 7439], [42844.57108, 459204.52078, 3021112]],
    2016: [[3971.07214, 23467.0318, 163366], [95539.18563, 1124640.93362, 6900191]],
}
TABLES = Path(__file__).resolve().parents[4] / "shared" / "sources" / "transfer"


def electronics(year):
    """Revenue, total revenue and employees by province where the tables are, else the two sums."""
    if not TABLES.exists():
        places = ["500000", "others"]
        return pd.DataFrame(SUMS[year], index=places, columns=["revenue", "total", "employees"])
    revenue = table(year, "province_industry_revenue_2005_2016.csv", "revenue_100m_cny")
    employees = table(
        year, "province_industry_urban_employment_2005_2016.csv", "urban_unit_employees"
    )
    total = revenue["TOT"].fillna(revenue.drop(columns=["TOT", "MFG"]).sum(axis=1))
    columns = {"revenue": revenue["C39"], "total": total, "employees": employees["C39"]}
    return pd.DataFrame(columns)


def table(year, name, value):
    rows = pd.read_csv(TABLES / name, dtype={"adcode": str})
    return rows[rows["year"] == year].pivot(index="adcode", columns="code", values=value)


@pytest.mark.parametrize(("year", "expected"), [(2008, 0.09), (2016, 3.37)])
def test_electronics_in_chongqing(year, expected):
    # Worked value handed over with the tables: LQ from revenue x comparative labour productivity.
    cells = electronics(year)
    found = coefficients(
        cells[["revenue"]], cells[["employees"]].set_axis(["revenue"], axis=1), cells["total"]
    )
    assert round(found.loc[("500000", "revenue"), "gradient_coefficient"], 2) == expected


def test_what_is_missing_is_missing_and_not_in_the_sums():
    output = pd.concat([OUTPUT, pd.DataFrame({"C39": [900.0], "C17": [np.nan]}, index=["c"])])
    labour = pd.concat([LABOUR, pd.DataFrame({"C39": [np.nan], "C17": [5.0]}, index=["c"])])
    total = pd.concat([TOTAL, pd.Series({"c": 1000.0})])
    found = coefficients(output, labour, total)
    assert found.loc["c"].isna().all(axis=None)
    pd.testing.assert_frame_equal(found.drop("c"), coefficients(OUTPUT, LABOUR, TOTAL))


def test_an_industry_that_few_places_report_has_no_coefficient():
    output = OUTPUT.assign(C39=[60.0, np.nan])
    found = coefficients(output, LABOUR, TOTAL, min_places=2)["gradient_coefficient"].unstack()
    assert found["C39"].isna().all()
    assert found["C17"].notna().all()


def test_output_without_labour_has_no_productivity():
    labour = LABOUR.assign(C39=[0.0, 30.0])
    row = coefficients(OUTPUT, labour, TOTAL).loc[("a", "C39")]
    assert row["location_quotient"] == pytest.approx(1.5)
    assert row[["labour_productivity", "gradient_coefficient"]].isna().all()


def test_nothing_anywhere_has_no_coefficient():
    assert gradient(OUTPUT * 0, LABOUR * 0, TOTAL * 0).iloc[:, 2:].isna().all(axis=None)
    assert gradient(OUTPUT.iloc[:0], LABOUR.iloc[:0], TOTAL.iloc[:0]).empty


def test_tables_of_other_places_or_industries_are_refused():
    with pytest.raises(InvalidInput, match="labour: other places than the first table, as b"):
        gradient(OUTPUT, LABOUR.iloc[:1], TOTAL)
    with pytest.raises(InvalidInput, match="labour: other industries"):
        gradient(OUTPUT, LABOUR.rename(columns={"C17": "C18"}), TOTAL)
    with pytest.raises(InvalidInput, match="a, C39 is -60"):
        gradient(-OUTPUT, LABOUR, TOTAL)


def test_order_of_the_tables_does_not_matter():
    turned = gradient(OUTPUT, LABOUR.iloc[::-1, ::-1], TOTAL[::-1])
    pd.testing.assert_frame_equal(turned, gradient(OUTPUT, LABOUR, TOTAL))


@given(AMOUNTS, AMOUNTS, st.floats(0.01, 100))
def test_the_gradient_does_not_depend_on_units(output, labour, factor):
    y, workers = pd.DataFrame(output), pd.DataFrame(labour)
    once = gradient(y, workers, y.sum(axis=1))
    more = gradient(y * factor, workers / factor, y.sum(axis=1) * factor)
    pd.testing.assert_frame_equal(once, more, rtol=1e-9)


def test_local_effect_by_hand():
    # 100 and 300 become 150 and 290: the industry grows by 10 %. 150 - 110, 290 - 330.
    before, after = pd.DataFrame({"C17": [100, 300]}), pd.DataFrame({"C17": [150, 290]})
    assert local_effect(before, after)["C17"].tolist() == pytest.approx([40, -40])


def test_local_effect_of_missing_and_new():
    before = pd.DataFrame({"C17": [100, 0, 50, np.nan], "C39": [0, 0, 0, 0]})
    after = pd.DataFrame({"C17": [100, 100, np.nan, 70], "C39": [5, 0, 0, 0]})
    found = local_effect(before, after)
    assert found["C17"].iloc[:2].tolist() == [-100, 100]
    assert found["C17"].iloc[2:].isna().all()
    assert found["C39"].isna().all()


@given(AMOUNTS, AMOUNTS)
def test_gains_and_losses_balance(before, after):
    effect = local_effect(pd.DataFrame(before), pd.DataFrame(after))
    assert np.allclose(effect.sum(), 0, atol=1e-9 * after.sum())
