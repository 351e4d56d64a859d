"""Counting clusters in places, at every level, each cluster once in each place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.indicator import Indicator, Unit
from geo.place import Gazetteer, Level, PlaceKey

CLUSTER_DENSITY = Indicator(
    "cluster_density",
    "10,000 * clusters in force / land area in km²",
    Unit.PER_10K_KM2,
    "own; area on the ellipsoid GRS80, Karney (2013), J. Geodesy 87, 43-55",
)
CLUSTERS_PER_MILLION = Indicator(
    "clusters_per_million",
    "1,000,000 * clusters in force / usual residents",
    Unit.PER_MILLION,
    "own; residents of the population census of 2020, National Bureau of Statistics",
)
COUNTIES_HOLDING = Indicator(
    "counties_holding",
    "counties holding clusters in force / counties",
    Unit.PERCENT,
    "own; county-level units of the boundaries",
)
COUNTED_LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)

Amount = TypeVar("Amount", float, NDArray[np.float64])


def ground(gazetteer: Gazetteer, key: PlaceKey) -> dict[Level, str]:
    """Adcodes of the units that hold `key`, one for each level where that is certain.

    Upwards these are its ancestors. Downwards only a unit with the same adcode is the same ground:
    东莞 (441900) is a prefecture and its own county-level unit, 北京 (110000) a province and its
    own prefecture-level unit. A municipality's county has that unit too.
    """
    held = {place.level: place.adcode for place in gazetteer.ancestors(key)}
    held[key.level] = key.adcode
    for finer in COUNTED_LEVELS:
        coarser = list(Level)[finer.depth - 1]
        code = held.get(coarser)
        if finer not in held and code is not None and PlaceKey(finer, code) in gazetteer:
            held[finer] = code
    held.pop(Level.NATION, None)
    return held


def memberships(gazetteer: Gazetteer, placements: Iterable[tuple[str, PlaceKey]]) -> pd.DataFrame:
    """One row for each cluster and place it was put in, with the adcode at each level.

    Parameters
    ----------
    placements
        Pairs of cluster id and place; a cluster that spans places comes once for each.

    Returns
    -------
    DataFrame
        Columns `cluster_id, province, prefecture, county`; None where the level is finer than what
        is known.
    """
    rows = [{"cluster_id": cluster_id, **ground(gazetteer, key)} for cluster_id, key in placements]
    columns = ["cluster_id", *COUNTED_LEVELS]
    return (
        pd.DataFrame(rows, columns=columns).astype(object).where(lambda frame: frame.notna(), None)
    )


def count_clusters(members: pd.DataFrame, level: Level) -> dict[str, int]:
    """Number of different clusters in each place of a level; places without one are left out."""
    pairs = members.loc[members[level].notna(), ["cluster_id", level]].drop_duplicates()
    return {str(code): int(count) for code, count in pairs[level].value_counts().items()}


def count_holding(members: pd.DataFrame, level: Level) -> dict[str, int]:
    """Number of counties with a cluster in each place of a level; places with none are left out."""
    pairs = members.loc[members[Level.COUNTY].notna(), [level, Level.COUNTY]].drop_duplicates()
    return {str(code): int(count) for code, count in pairs[level].value_counts().items()}


def unlocated(members: pd.DataFrame, level: Level) -> int:
    """Number of clusters that have no place at this level: known only more coarsely."""
    located = set(members.loc[members[level].notna(), "cluster_id"])
    return int(members.loc[~members["cluster_id"].isin(located), "cluster_id"].nunique())


def per_10k_km2(count: Amount, area_km2: Amount) -> Amount:
    """Clusters per 10,000 km² of geodesic land area."""
    return count / area_km2 * 10_000


def per_million(count: Amount, residents: Amount) -> Amount:
    """Clusters per million residents; NaN residents give NaN."""
    return count / residents * 1_000_000
