"""Clusters that are recognised again while an earlier recognition still stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from etl.checks.entries import about, grouped
from etl.lists.finding import Finding

_CLUSTER = ["programme_id", "cluster_id"]


def still_in_force(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries whose cluster is in force by an earlier batch of the same programme.

    Parameters
    ----------
    entries : DataFrame
        With `recognised_year` and `until`, the first and last year of the recognition's term.
    """
    dated = entries[entries["recognised_year"].notna()]
    dated = dated.drop_duplicates([*_CLUSTER, "batch_year"])
    again = dated[dated.duplicated(_CLUSTER, keep=False)].sort_values("recognised_year")
    for recognitions in grouped(again, _CLUSTER):
        for earlier, later in pairwise(recognitions):
            if pd.notna(earlier.until) and earlier.until >= later.recognised_year:
                yield about(
                    later,
                    "still-in-force",
                    f"{later.name_zh}: recognised in batch {earlier.batch_year} already, in "
                    f"force to {earlier.until}",
                )
