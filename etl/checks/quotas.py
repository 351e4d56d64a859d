"""How many entries of a batch a unit may recommend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.checks.entries import (
    CORPS,
    about,
    adcodes_of,
    by_batch,
    each,
    once_each,
    province_of,
    rows_of,
    unit_adcode,
)
from etl.lists.finding import Finding
from geo.place import Gazetteer, Level, PlaceKey

SEPARATE_PLAN = frozenset({"210200", "370200", "330200", "350200", "440300"})
"""大连, 青岛, 宁波, 厦门, 深圳: cities that recommend apart from their provinces (计划单列市)."""
_CORPS_NAME = "新疆生产建设兵团"
_QUOTAS = ["quota_province", "quota_city"]


def over_quota(
    entries: pd.DataFrame, programmes: pd.DataFrame, batches: pd.DataFrame, gazetteer: Gazetteer
) -> Iterator[Finding]:
    """Units with more entries in a batch than they could recommend.

    The quota is the batch's, else the programme's. In a national programme `quota_city` is that of
    cities under separate plan and of the Corps; an entry in such a city counts for the city, also
    where the list prints its province. In a provincial one it is that of each prefecture.
    """
    scopes = programmes.set_index("id")["scope"]
    for programme, year, batch in by_batch(once_each(entries)):
        of_province, of_city = _quotas(programme, year, programmes, batches)
        if of_province is None and of_city is None:
            continue
        is_national = scopes[programme] == "national"
        recommender = _recommender if is_national else _prefecture
        units = pd.Series([recommender(entry) for entry in each(batch)], batch.index, dtype="str")
        for unit in units.dropna().unique():
            listed = batch[units == unit]
            is_city = not is_national or unit == CORPS or unit in SEPARATE_PLAN
            quota = of_city if is_city else of_province
            if quota is not None and len(listed) > quota:
                yield about(
                    listed.iloc[quota],
                    "over-quota",
                    f"{_name(unit, gazetteer)}: {len(listed)} entries in batch {year} of "
                    f"{programme}, at most {quota} may be recommended: "
                    f"{rows_of(list(each(listed)))}",
                )


def _quotas(
    programme: str, year: int, programmes: pd.DataFrame, batches: pd.DataFrame
) -> list[int | None]:
    """Quotas of provinces and of cities."""
    of_batch = batches[batches["programme_id"].eq(programme) & batches["batch_year"].eq(year)]
    rules = pd.concat([of_batch[_QUOTAS], programmes.loc[programmes["id"] == programme, _QUOTAS]])
    stated = (rules[name].dropna() for name in _QUOTAS)
    return [None if values.empty else int(values.iloc[0]) for values in stated]


def _recommender(entry: Any) -> str | None:
    """Corps, city under separate plan, or province that put an entry forward, as an adcode."""
    if entry.unit_key.startswith(CORPS) or _CORPS_NAME in entry.name_zh:
        return CORPS
    unit, places = unit_adcode(entry.unit_key), adcodes_of(entry.adcodes)
    for city in (unit, *(f"{code[:4]}00" for code in places[:1])):
        if city in SEPARATE_PLAN:
            return city
    within = unit or next(iter(places), None)
    return None if within is None else province_of(within)


def _prefecture(entry: Any) -> str | None:
    within = [*adcodes_of(entry.adcodes), unit_adcode(entry.unit_key)][0]
    return None if within is None else f"{within[:4]}00"


def _name(unit: str, gazetteer: Gazetteer) -> str:
    keys = (PlaceKey(level, unit) for level in (Level.PROVINCE, Level.PREFECTURE))
    found = next((key for key in keys if key in gazetteer), None)
    if found is None:
        return _CORPS_NAME if unit == CORPS else unit
    return gazetteer[found].name_zh
