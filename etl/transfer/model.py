"""Modelled flows (估算) between provinces, and the local effects that they spread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from etl.transfer.activity import EMPLOYMENT, OUTPUT, SECONDARY
from etl.transfer.gradients import MANUFACTURING, MIN_PROVINCES, SPIKE, TOTAL, wide
from geo.flows import modelled_flows
from geo.gradient import local_effect

PERIODS: Final = {
    "as_first_published": ((2003, 2008), (2008, 2013)),
    "revised": ((2014, 2019),),
    "to_2012": ((2006, 2012),),
    "from_2013": ((2013, 2016),),
}
"""First and last years compared, by series; never across two series. Of another series, or one
that lacks these years, the first and the last year."""

UNITS: Final = {OUTPUT: "100m CNY", EMPLOYMENT: "persons"}
PERIOD_COLUMNS = ("activity", "activity_zh", "quantity", "unit", "year_from", "year_to")
EFFECT_COLUMNS = (*PERIOD_COLUMNS, "adcode", "before", "after", "effect")
FLOW_COLUMNS = (*PERIOD_COLUMNS, "origin", "destination", "value", "low", "high")


@dataclass(frozen=True, slots=True)
class TransferModel:
    """What the model starts from and what it gives: frames of the two column lists above."""

    effects: pd.DataFrame
    flows: pd.DataFrame


def transfer_model(activity: pd.DataFrame, points: pd.DataFrame) -> TransferModel:
    """Spread the losses of provinces over the gains of others, by activity and period.

    Secondary industry as a whole goes by value added at current prices, divisions by persons
    employed.

    Parameters
    ----------
    activity : DataFrame
        Rows of `etl.transfer.activity`.
    points : DataFrame
        Columns `lon`, `lat`, degrees (EPSG:4326), indexed by adcode of the province.
    """
    effects, flows = [], []
    for rows, years in _compared(activity):
        before, after = (wide(rows, year) for year in years)
        shared = _reported(before, after)
        before, after = before[shared], after[shared]
        places = before.index.intersection(after.index)
        effect = local_effect(before.loc[places], after.loc[places])
        head = _head(rows, years)
        effects.append(_effects(head, before.loc[places], after.loc[places], effect))
        flows.append(head.merge(_flows(effect, points), on="activity"))
    return TransferModel(_together(effects, EFFECT_COLUMNS), _together(flows, FLOW_COLUMNS))


def _compared(activity: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, tuple[int, int]]]:
    """The rows of each series that goes into the model, with each pair of its years."""
    whole = (activity["activity"] == SECONDARY) & (activity["quantity"] == OUTPUT)
    by_division = activity["quantity"] == EMPLOYMENT
    usable = activity[(whole | by_division) & activity["flag"].ne(SPIKE)]
    for series, rows in usable.groupby("series", sort=False):
        years = set(rows["year"])
        usual = [pair for pair in PERIODS.get(str(series), ()) if set(pair) <= years]
        ends = [(min(years), max(years))] if len(years) > 1 else []
        for pair in usual or ends:
            yield rows, pair


def _reported(before: pd.DataFrame, after: pd.DataFrame) -> list[str]:
    """Activities that enough provinces report in both years; sums of others are none."""
    both = before.notna() & after.reindex_like(before).notna()
    enough = both.columns[both.sum() >= MIN_PROVINCES]
    return [str(name) for name in enough if name not in (TOTAL, MANUFACTURING)]


def _head(rows: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """One row an activity: what its figures are and which years are compared."""
    named = rows.drop_duplicates("activity", keep="last")[["activity", "activity_zh", "quantity"]]
    units = named["quantity"].map(UNITS)
    return named.assign(unit=units, year_from=years[0], year_to=years[1])


def _effects(
    head: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, effect: pd.DataFrame
) -> pd.DataFrame:
    columns = {"before": before, "after": after, "effect": effect}
    stacked = pd.DataFrame({name: table.stack() for name, table in columns.items()})
    rows = stacked.dropna().rename_axis(["adcode", "activity"]).reset_index()
    return head.merge(rows, on="activity")


def _flows(effect: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    return modelled_flows(effect, points).rename(columns={"industry": "activity"})


def _together(frames: list[pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    if not frames:
        return pd.DataFrame(columns=list(columns))
    return pd.concat(frames, ignore_index=True)[list(columns)]
