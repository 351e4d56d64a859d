"""Gradient coefficients (估算) of provinces, by division and year, from what they report."""

from __future__ import annotations

import pandas as pd

from etl.transfer.activity import CAPITAL, EMPLOYMENT, OUTPUT
from geo.gradient import GRADIENT, REVISED_GRADIENT, gradient
from geo.matrix import long_table

TOTAL, MANUFACTURING = "TOT", "MFG"
"""Activities of a table that are sums of the others."""

MIN_PROVINCES = 24
"""A division that fewer provinces report is left out: its national sums would be of a few."""

SPIKE = "spike"
"""Flag of a value that its source marks as implausible: taken as missing."""

GRADIENT_COLUMNS = (
    "adcode",
    "activity",
    "activity_zh",
    "year",
    "location_quotient",
    "labour_productivity",
    "gradient_coefficient",
    "capital_productivity",
    "revised_gradient_coefficient",
    "output_100m_cny",
    "place_output_100m_cny",
    "employees",
    "capital_100m_cny",
)


def gradients_of(activity: pd.DataFrame) -> pd.DataFrame:
    """Gradient coefficients of each province and division in each year that has what they need.

    Parameters
    ----------
    activity : DataFrame
        Rows of `etl.transfer.activity`: output and employment by division, and capital where there
        is some. A table without divisions has no employment beside it and gives nothing.

    Returns
    -------
    DataFrame
        `GRADIENT_COLUMNS`, without rows whose coefficient is missing. The location quotient is of
        output, in the province's output of all industry: the total stated, else the sum of its
        divisions. The revised coefficient compares the provinces that report capital as well; it
        is missing elsewhere. The last four columns are the inputs.
    """
    usable = activity[activity["flag"].ne(SPIKE)]
    output, employment, capital = (
        usable[usable["quantity"] == name] for name in (OUTPUT, EMPLOYMENT, CAPITAL)
    )
    years = sorted(set(output["year"]) & set(employment["year"]))
    tables = [_of_year(output, employment, capital, year) for year in years]
    if not tables:
        return pd.DataFrame(columns=list(GRADIENT_COLUMNS))
    found = pd.concat(tables, ignore_index=True).dropna(subset=[GRADIENT.id])
    names = activity.drop_duplicates("activity", keep="last").set_index("activity")["activity_zh"]
    return found.assign(activity_zh=found["activity"].map(names))[list(GRADIENT_COLUMNS)]


def _of_year(
    output: pd.DataFrame, employment: pd.DataFrame, capital: pd.DataFrame, year: int
) -> pd.DataFrame:
    produced, employed, invested = (wide(table, year) for table in (output, employment, capital))
    totals = produced.reindex(columns=[TOTAL])[TOTAL]
    divisions = produced.drop(columns=[TOTAL, MANUFACTURING], errors="ignore")
    totals = totals.fillna(divisions.sum(axis=1))
    places = divisions.index.intersection(employed.index)
    shared = divisions.columns.intersection(employed.columns)
    y, labour = divisions.loc[places, shared], employed.loc[places, shared]
    place_output, k = totals.loc[places], invested.reindex(index=places, columns=shared)
    found = gradient(y, labour, place_output, min_places=MIN_PROVINCES)
    revised = gradient(y, labour, place_output, k, min_places=MIN_PROVINCES)
    inputs = long_table(
        {
            "output_100m_cny": y,
            "place_output_100m_cny": pd.DataFrame(dict.fromkeys(shared, place_output)),
            "employees": labour,
            "capital_100m_cny": k,
        }
    )
    factors = revised[["capital_productivity", REVISED_GRADIENT.id]]
    together = pd.concat([found, factors, inputs.drop(columns=["place", "industry"])], axis=1)
    return together.rename(columns={"place": "adcode", "industry": "activity"}).assign(year=year)


def wide(activity: pd.DataFrame, year: int) -> pd.DataFrame:
    """Values of one year: provinces as rows, activities as columns, missing where not reported."""
    rows = activity[activity["year"] == year]
    return rows.pivot(index="adcode", columns="activity", values="value")
