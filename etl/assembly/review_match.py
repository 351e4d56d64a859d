"""Re-review lists: which cluster of the batch each of their rows is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from etl.assembly.entries import Entries, place_met, placed_at, same_met
from etl.assembly.families import Answer, Families
from etl.assembly.likeness import Features, features_of, is_worded_alike, may_be_under_review
from etl.assembly.placing import Placed, Placer
from etl.decisions.ledger import Met, State

RowKey = tuple[str, int]

ALIKE_NAMES = 0.75
"""Share of common characters from which two names may be one, wherever they are placed."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of a re-review list: one that passed."""

    source_id: str
    source_row: int
    source_where: str | None
    programme_id: str
    batch_year: int
    review_year: int
    name: str
    unit: str
    placed: Placed
    features: Features

    @property
    def key(self) -> RowKey:
        """Source and row."""
        return self.source_id, self.source_row


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognition of the batch under review, as its list prints it."""

    source_id: str
    source_row: int
    source_where: str | None
    cluster_id: str
    name: str
    features: Features


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row of a re-review list that is no cluster of the batch, as far as can be told.

    `candidates` are clusters of the batch that it may be: they are neither prolonged nor closed.
    """

    row: ReviewRow
    candidates: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Matching:
    """What a batch's re-review rows are.

    `passed` gives the first row that names each cluster, `cluster_of` the cluster of each row.
    """

    passed: Mapping[str, ReviewRow]
    cluster_of: Mapping[RowKey, str]
    by_wording: Sequence[tuple[ReviewRow, Recognised]]
    unmatched: Sequence[Unmatched]
    met: Sequence[Met]

    @property
    def in_doubt(self) -> frozenset[str]:
        """Clusters that a row without a match may be."""
        return frozenset(one for row in self.unmatched for one in row.candidates)


def review_rows(reviews: pd.DataFrame, placer: Placer) -> list[ReviewRow]:
    """The rows of all re-review lists, placed.

    Parameters
    ----------
    reviews : DataFrame
        Columns of `etl.lists.clusters.REVIEW_DTYPES`.
    placer : Placer
    """
    plain = reviews.astype(object).where(reviews.notna(), None)
    return [_review_row(row, placer) for row in plain.to_dict("records")]


def _review_row(row: Mapping[Hashable, Any], placer: Placer) -> ReviewRow:
    name, unit = row["name_zh"], row["unit"] or ""
    placed = placed_at((row["programme_id"], name, unit), placer)
    return ReviewRow(
        source_id=row["source_id"],
        source_row=int(row["source_row"]),
        source_where=row["source_where"],
        programme_id=row["programme_id"],
        batch_year=int(row["batch_year"]),
        review_year=int(row["review_year"]),
        name=name,
        unit=unit,
        placed=placed,
        features=features_of(name, unit, placed, placer),
    )


def match(rows: Sequence[ReviewRow], batch: Sequence[Recognised], entries: Entries) -> Matching:
    """Find which cluster of a batch each row is: by decision, by identity, by wording.

    Parameters
    ----------
    rows : sequence of ReviewRow
        Of the batch's re-review lists.
    batch : sequence of Recognised
        Every recognition of the batch.
    entries : Entries
        Of all lists.
    """
    of_batch = frozenset(one.cluster_id for one in batch)
    identified = [_identified(row, entries.families, of_batch) for row in rows]
    cluster_of = {one.row.key: one.cluster_id for one in identified if one.cluster_id}
    by_wording = _by_wording([one.row for one in identified if one.is_open], batch)
    cluster_of |= {row.key: one.cluster_id for row, one in by_wording}
    passed = {cluster_of[row.key]: row for row in reversed(rows) if row.key in cluster_of}
    missed = [one for one in batch if one.cluster_id not in passed]
    left = [one for one in identified if one.is_open and one.row.key not in cluster_of]
    return Matching(
        passed=passed,
        cluster_of=cluster_of,
        by_wording=by_wording,
        unmatched=[_unmatched(one, missed) for one in left],
        met=[met for one in identified for met in one.met],
    )


@dataclass(frozen=True, slots=True)
class _Identified:
    """A row whose cluster was looked for; `is_open` if it is still to be found.

    `elsewhere` is the cluster that it is by its wording, if that is not in the batch.
    """

    row: ReviewRow
    cluster_id: str | None = None
    is_open: bool = False
    elsewhere: str | None = None
    remark: str = ""
    met: tuple[Met, ...] = ()


def _identified(row: ReviewRow, families: Families, of_batch: frozenset[str]) -> _Identified:
    """By the wording that the lists have, else by the steward's decision."""
    own = families.find(row.programme_id, row.name, row.unit)
    met = tuple(filter(None, [place_met(row.placed)]))
    if own in of_batch:
        return _Identified(row, own, met=met)
    remark = "" if own is None else "the lists have this cluster, but not in this batch"
    still_open = _Identified(row, None, True, own, remark, met)
    decision = row.placed.decision
    if decision is None or not decision.same_as:
        return still_open
    said, other = families.meant(row.programme_id, row.name, row.unit, decision.same_as)
    if said is Answer.DISTINCT or other in of_batch:
        found = other if other in of_batch else None
        return _Identified(row, found, met=(*met, Met(decision, State.APPLIED)))
    if other is None:
        return replace(still_open, met=(*met, *filter(None, [same_met(decision, said)])))
    remark = f"{decision.same_as} is not in the batch of {row.batch_year}"
    return replace(still_open, remark=remark, met=(*met, Met(decision, State.STALE, remark)))


def _by_wording(
    rows: Sequence[ReviewRow], batch: Sequence[Recognised]
) -> list[tuple[ReviewRow, Recognised]]:
    """Rows that differ from one cluster in how the place is written only; one of a list each."""
    pairs = {
        (row.key, one.cluster_id): (row, one)
        for row in rows
        for one in batch
        if is_worded_alike(row.features, one.features)
    }
    clusters = Counter(key for key, _ in pairs)
    rows_of = Counter((source_id, cluster_id) for (source_id, _), cluster_id in pairs)
    return [
        (row, one)
        for row, one in pairs.values()
        if clusters[row.key] == 1 and rows_of[row.source_id, one.cluster_id] == 1
    ]


def _unmatched(one: _Identified, missed: Sequence[Recognised]) -> Unmatched:
    row = one.row
    near = {
        other.cluster_id: other.name
        for other in missed
        if may_be_under_review(row.features, other.features) or _alike_names(row, other)
    }
    parts = [f"passed the re-review of {row.review_year}, but is no cluster of the batch"]
    if one.remark:
        parts.append(one.remark)
    parts.append(
        f"it may be {' or '.join(near.values())}, which stays undecided until then"
        if near
        else "no name of the batch is near"
    )
    candidates = dict.fromkeys([*filter(None, [one.elsewhere]), *near])
    return Unmatched(row, tuple(candidates), "; ".join(parts))


def _alike_names(row: ReviewRow, other: Recognised) -> bool:
    names = row.features.name, other.features.name
    matcher = SequenceMatcher(None, *names, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE_NAMES <= matcher.ratio()
