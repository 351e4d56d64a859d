"""Clusters of a programme or a batch, by what can be said of them in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.standing import Standing, cluster_standings

PUBLICISED = "publicised"


@dataclass(frozen=True, slots=True)
class Counts:
    """Clusters that are loaded, and how they stand in a year.

    The standings add up to `loaded`. `publicised` are those of them that were seen in the
    public-notice stage only.
    """

    loaded: int
    in_force: int
    review_unknown: int
    undated: int
    not_yet: int
    lapsed: int
    publicised: int


def counts_by(recognitions: pd.DataFrame, column: str, year: int) -> dict[Any, Counts]:
    """Count clusters, each once in each group and by its strongest recognition there.

    Parameters
    ----------
    recognitions
        Columns as in an edition.
    column
        Column that makes the groups; a missing value is a group of its own, under None.
    year
        The year asked for.
    """
    values = recognitions[column]
    found: dict[Any, Counts] = {
        value: _counts(recognitions[values == value], year) for value in values.dropna().unique()
    }
    if values.isna().any():
        found[None] = _counts(recognitions[values.isna()], year)
    return found


def _counts(rows: pd.DataFrame, year: int) -> Counts:
    standings = cluster_standings(rows, year).value_counts()
    only_publicised = (rows["stage"] == PUBLICISED).groupby(rows["cluster_id"]).all()
    by_standing = {standing.value: int(standings.get(standing.value, 0)) for standing in Standing}
    return Counts(loaded=len(only_publicised), publicised=int(only_publicised.sum()), **by_standing)
