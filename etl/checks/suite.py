"""All checks on the entries of cluster lists."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl.checks.again import still_in_force
from etl.checks.duplicates import (
    duplicates,
    listed_twice,
    possible_duplicates,
    possible_duplicates_in_lists,
)
from etl.checks.names import without_industry, without_suffix
from etl.checks.places import other_level
from etl.checks.quotas import over_quota
from etl.checks.sizes import batch_sizes
from etl.checks.totals import against_totals
from etl.checks.units import outside_programme, outside_unit, unknown_units
from etl.lists.finding import Finding
from geo.place import Gazetteer


def check_lists(
    entries: pd.DataFrame,
    programmes: pd.DataFrame,
    batches: pd.DataFrame,
    totals: pd.DataFrame,
    gazetteer: Gazetteer,
) -> list[Finding]:
    """Check all lists of a run together.

    Parameters
    ----------
    entries : DataFrame
        As `etl.checks.frame.checked_frame` gives it.
    programmes, batches, totals : DataFrame
        Those of `etl.assembly.lists.Lists`.
    gazetteer : Gazetteer
    """
    return [
        *check_entries(entries, programmes, gazetteer),
        *check_counts(entries, programmes, batches, totals, gazetteer),
        *possible_duplicates_in_lists(entries),
        *listed_twice(entries),
        *still_in_force(entries),
    ]


def check_entries(
    entries: pd.DataFrame, programmes: pd.DataFrame, gazetteer: Gazetteer
) -> Iterator[Finding]:
    """What can be said of an entry, or of one list, alone."""
    yield from duplicates(entries)
    yield from outside_unit(entries)
    yield from outside_programme(entries, programmes)
    yield from unknown_units(entries)
    yield from without_industry(entries)
    yield from without_suffix(entries)
    yield from other_level(entries, programmes, gazetteer)


def check_counts(
    entries: pd.DataFrame,
    programmes: pd.DataFrame,
    batches: pd.DataFrame,
    totals: pd.DataFrame,
    gazetteer: Gazetteer,
) -> Iterator[Finding]:
    """Numbers of entries against quotas, announced sizes and stated totals."""
    yield from over_quota(entries, programmes, batches, gazetteer)
    yield from batch_sizes(entries, programmes, batches)
    yield from against_totals(entries, totals)


def check_against_others(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries of a list against each other and against those of the lists that are loaded."""
    yield from possible_duplicates(entries)
    yield from listed_twice(entries)
    yield from still_in_force(entries)
