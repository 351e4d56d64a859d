"""The number of entries of a batch against the number that was announced."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl.checks.entries import about, about_source, by_batch, once_each, shortened
from etl.lists.finding import Finding

NEARLY = 0.9
"""From this share on a batch that is not complete has probably lost rows in reading."""


def batch_sizes(
    entries: pd.DataFrame, programmes: pd.DataFrame, batches: pd.DataFrame
) -> Iterator[Finding]:
    """Batches that are larger or smaller than announced; the much smaller ones together.

    The number is the batch's, else that of every batch of the programme.
    """
    in_part: dict[str, list[str]] = {}
    for programme, year, batch in by_batch(once_each(entries)):
        announced = announced_size(programme, year, programmes, batches)
        if announced is None or len(batch) == announced:
            continue
        size = f"{programme} {year}: {len(batch)} of {announced}"
        if len(batch) > announced:
            message = f"batch {year} of {programme}: {len(batch)} entries, {announced} announced"
            yield about(batch.iloc[announced], "batch-too-large", message)
        elif len(batch) >= NEARLY * announced:
            message = f"batch {size} announced entries: the others may be lost in reading"
            yield about(batch.iloc[-1], "batch-nearly-complete", message)
        else:
            in_part.setdefault(str(batch["source_id"].iloc[-1]), []).append(size)
    for source_id, sizes in in_part.items():
        message = f"batches loaded in part: {shortened(sizes)}"
        yield about_source(source_id, "batch-in-part", message)


def announced_size(
    programme: str, year: int, programmes: pd.DataFrame, batches: pd.DataFrame
) -> int | None:
    """Announced number of entries of a batch; None if nothing is known."""
    of_batch = batches[batches["programme_id"].eq(programme) & batches["batch_year"].eq(year)]
    of_each = programmes.loc[programmes["id"].eq(programme), "size_per_batch"]
    stated = pd.concat([of_batch["stated_total"], of_each]).dropna()
    return None if stated.empty else int(stated.iloc[0])
