"""Counts that sources state against what is loaded, by place and batch years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.checks.entries import adcodes_of, each, shortened
from etl.lists.finding import Finding
from etl.lists.severity import SEVERITY

COMPARED_KINDS = ("stated", "each", "derived")
"""Kinds of statements that are held against the lists; the others contradict or mean another."""
_DIGITS = {"nation": 0, "province": 2, "prefecture": 4, "county": 6}


def against_totals(entries: pd.DataFrame, totals: pd.DataFrame) -> Iterator[Finding]:
    """Statements that are exceeded, each; those that are not reached, together.

    Parameters
    ----------
    entries : DataFrame
    totals : DataFrame
        As `etl.lists.totals.read_totals` gives them. Statements without an adcode (regions,
        sectors) are not compared.
    """
    comparable = totals[totals["kind"].isin(COMPARED_KINDS) & totals["adcode"].notna()]
    keys = ["source_id", "programme_id"]
    for (source_id, programme), stated in comparable.groupby(keys, sort=False):
        places = _places(entries[entries["programme_id"] == programme])
        below = []
        for total in each(stated):
            loaded = _loaded(places, total)
            if loaded > total.count:
                yield _above(total, loaded)
            elif loaded < total.count:
                below.append(f"{_scope(total)} {loaded} of {total.count}")
        if below:
            yield _below(str(source_id), str(programme), len(stated), below)


def _places(entries: pd.DataFrame) -> pd.DataFrame:
    """One row a cluster, batch and place."""
    dated = entries[entries["batch_year"].notna()].drop_duplicates(["batch_year", "cluster_id"])
    columns = dated[["cluster_id", "batch_year"]]
    return columns.assign(adcode=dated["adcodes"].map(adcodes_of)).explode("adcode")


def _loaded(places: pd.DataFrame, total: Any) -> int:
    within = places["batch_year"].between(total.year_from, total.year_to)
    if digits := _DIGITS[total.level]:
        within &= places["adcode"].str.startswith(total.adcode[:digits]).fillna(value=False)
    return int(places.loc[within, "cluster_id"].nunique())


def _above(total: Any, loaded: int) -> Finding:
    return Finding(
        str(total.source_id),
        int(total.source_row),
        "above-stated-total",
        f"{_scope(total)}: {loaded} entries of {total.programme_id}, {total.count} stated",
        SEVERITY["above-stated-total"],
    )


def _below(source_id: str, programme: str, compared: int, below: list[str]) -> Finding:
    return Finding(
        source_id,
        None,
        "below-stated-total",
        f"{programme}: {len(below)} of {compared} stated counts are not reached: "
        f"{shortened(below)}",
        SEVERITY["below-stated-total"],
    )


def _scope(total: Any) -> str:
    years = {str(total.year_from): None, str(total.year_to): None}
    return f"{total.scope} {'-'.join(years)}"
