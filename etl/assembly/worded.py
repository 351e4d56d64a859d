"""Entries of two lists that differ in how the place is written only: a batch in two wordings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from etl.assembly.identity import bare
from etl.assembly.placing import Placed
from geo.place import Level

Wording = tuple[str, str, str]


def worded_alike(
    listed: pd.DataFrame, wordings: Sequence[Wording], placed: Mapping[Wording, Placed]
) -> Iterator[tuple[Wording, Wording]]:
    """Pairs that are one cluster: the same county, the same industry words, the same batch.

    A list names a cluster once, so entries of one list are never paired. An entry without a batch
    may be of any.

    Parameters
    ----------
    listed : DataFrame
        With `source_id` and `batch_year`.
    wordings : sequence
        Programme, name and unit of each row of `listed`.
    placed : mapping
        How each wording was placed.

    Yields
    ------
    tuple
        The wording that was listed first, and the later one.
    """
    found: dict[tuple[object, ...], dict[tuple[str, int | None], Wording]] = {}
    rows = listed[["source_id", "batch_year"]].itertuples(index=False, name=None)
    for (source_id, year), wording in zip(rows, wordings, strict=True):
        if (key := _key(wording, placed[wording])) is None:
            continue
        batch = None if pd.isna(year) else int(year)
        of_list = found.setdefault(key, {})
        for (other_source, other_batch), other in of_list.items():
            may_be_one = batch == other_batch or None in (batch, other_batch)
            if other_source != source_id and may_be_one:
                yield other, wording
                break
        of_list.setdefault((source_id, batch), wording)


def _key(wording: Wording, placed: Placed) -> tuple[object, ...] | None:
    """Programme, place and industry; None where place or industry is not certain."""
    placement = placed.placement
    industry = bare(placement.industry) if placement.industry else ""
    is_one_county = [place.level for place in placement.places] == [Level.COUNTY]
    if not (industry and is_one_county) or placed.is_doubtful:
        return None
    return wording[0], placement.places, industry
