"""How the leading industries of a cluster or park are read, as an edition holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from geo.industry import Breadth
from geo.mix import Mix, Status

_JOINT = ";"
_COLUMNS = [
    "subject_id",
    "item",
    "wording",
    "main_chain",
    "chains",
    "divisions",
    "breadth",
    "keywords",
    "correction",
]


class Subject(StrEnum):
    """What is counted by its leading industries; the values are those of the column `kind`."""

    CLUSTER = "cluster"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the table `industries`: a wording and what it was read as.

    `item` counts those of one cluster or park from 1; `main_chain` is None where no single chain
    leads; `keywords` are the words that were known; `correction` says why a person's correction
    stands here.
    """

    item: int
    wording: str
    main_chain: str | None
    chains: tuple[str, ...]
    divisions: tuple[str, ...]
    breadth: Breadth
    keywords: tuple[str, ...]
    correction: str | None

    @property
    def counted(self) -> tuple[str, ...]:
        """Chains that it counts in: those that it names, if one of them leads."""
        return self.chains if self.main_chain else ()


def readings_of(industries: pd.DataFrame, subject: Subject) -> dict[str, tuple[Reading, ...]]:
    """Readings of each cluster or park by its id, in the order of its list."""
    mine = industries.loc[industries["kind"] == subject, _COLUMNS].sort_values("item")
    plain = mine.astype(object).where(mine.notna(), None)
    found: dict[str, list[Reading]] = {}
    for values in plain.itertuples(index=False, name=None):
        row = dict(zip(_COLUMNS, values, strict=True))
        found.setdefault(row["subject_id"], []).append(_reading(row))
    return {one: tuple(readings) for one, readings in found.items()}


def mix_of_each(
    ids: Sequence[str], readings: Mapping[str, tuple[Reading, ...]], chains: Sequence[str]
) -> Mix:
    """Mix with a row for each cluster or park; one without any reading is unmapped."""
    held = [readings.get(one, ()) for one in ids]
    counts = [(i, chain) for i, rows in enumerate(held) for chain in _counted(rows)]
    leads = [(i, row.main_chain) for i, rows in enumerate(held) for row in rows if row.main_chain]
    sure = [
        (i, chain) for i, rows in enumerate(held) for chain in _counted(rows, but=Breadth.BROAD)
    ]
    status = [(i, _status(rows)) for i, rows in enumerate(held)]
    breadths = [(i, row.breadth) for i, rows in enumerate(held) for row in rows]
    index = pd.Index(ids)
    counted = _table(index, chains, counts).clip(upper=1)
    return Mix(
        counts=counted,
        leads=_table(index, chains, leads).clip(upper=1),
        broad=counted - _table(index, chains, sure).clip(upper=1),
        status=_table(index, list(Status), status),
        breadths=_table(index, list(Breadth), breadths),
    )


def _table(
    index: pd.Index[str], columns: Sequence[str], pairs: Sequence[tuple[int, str]]
) -> pd.DataFrame:
    """Number of pairs of each row and column."""
    position = {str(column): i for i, column in enumerate(columns)}
    table = np.zeros((len(index), len(position)), dtype=np.int64)
    for row, column in pairs:
        table[row, position[column]] += 1
    return pd.DataFrame(table, index, list(position))


def _reading(row: Mapping[str, Any]) -> Reading:
    return Reading(
        item=int(row["item"]),
        wording=row["wording"] or "",
        main_chain=row["main_chain"],
        chains=_parts(row["chains"]),
        divisions=_parts(row["divisions"]),
        breadth=Breadth(row["breadth"]),
        keywords=_parts(row["keywords"]),
        correction=row["correction"],
    )


def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(_JOINT)) if joined else ()


def _counted(readings: tuple[Reading, ...], but: Breadth | None = None) -> set[str]:
    """Chains that some reading counts in, leaving out readings of one breadth."""
    return {chain for row in readings if row.breadth is not but for chain in row.counted}


def _status(readings: tuple[Reading, ...]) -> Status:
    if any(reading.counted for reading in readings):
        return Status.MAPPED
    if any(reading.chains or reading.divisions for reading in readings):
        return Status.NO_SINGLE
    return Status.UNMAPPED
