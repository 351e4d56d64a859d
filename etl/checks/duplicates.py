"""Entries that stand twice, also under another wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from etl.assembly.identity import bare
from etl.assembly.likeness import similar
from etl.checks.entries import about, about_source, each, place_in_list, rows_of
from etl.lists.finding import Finding

ALIKE = 0.75
"""Share of common characters from which two industries of one list count as nearly the same."""
COMPARED = 200
"""Clusters of one place and programme that are compared with each other."""

_BATCH = ["programme_id", "batch_year"]


def duplicates(entries: pd.DataFrame) -> Iterator[Finding]:
    """One cluster twice in the same list and batch: it would be counted once."""
    keys = ["source_id", *_BATCH, "cluster_id"]
    twice = entries[entries.duplicated(keys, keep=False)]
    for _, same in twice.groupby(keys, sort=False, dropna=False):
        second = same.iloc[1]
        wordings = " = ".join(dict.fromkeys(same["name_zh"]))
        yield about(second, "duplicate-entry", f"{wordings}: stands in {rows_of(same)}")


def listed_twice(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries of a batch that another list has too: one finding a pair of lists."""
    once = entries.drop_duplicates(["source_id", *_BATCH, "cluster_id"])
    pairs = once.merge(once, on=[*_BATCH, "cluster_id"], suffixes=("", "_other"))
    order = {source_id: rank for rank, source_id in enumerate(entries["source_id"].unique())}
    later = pairs["source_id"].map(order) > pairs["source_id_other"].map(order)
    for (source_id, other, programme), both in pairs[later].groupby(
        ["source_id", "source_id_other", "programme_id"], sort=False
    ):
        message = f"{programme}: {len(both)} entries stand in {other} too; each counts once"
        yield about_source(str(source_id), "listed-twice", message)


def possible_duplicates(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries of one batch in the same place with nearly the same industry; one finding each.

    Two lists of a batch name the same clusters in other words, so less likeness will do between
    lists than inside one. A cluster without a batch is compared with those of every batch.
    """
    placed = entries[entries["adcodes"].notna() & entries["industry"].notna()]
    placed = placed.drop_duplicates([*_BATCH, "cluster_id"])
    crowded = placed[placed.duplicated(["programme_id", "adcodes"], keep=False)]
    for _, same in crowded.groupby(["programme_id", "adcodes"], sort=False):
        yield from _alike_in_one_place(same)


def _alike_in_one_place(entries: pd.DataFrame) -> Iterator[Finding]:
    compared: list[_Compared] = []
    for entry in each(entries.head(COMPARED)):
        one = _Compared(entry, bare(entry.industry), frozenset(bare(entry.industry)))
        if other := next((before for before in compared if one.may_be(before)), None):
            yield about(
                entry,
                "possible-duplicate",
                f"{entry.name_zh}: the same place and nearly the same industry as "
                f"{other.entry.name_zh} ({_place(other.entry, entry)})",
            )
        compared.append(one)
    if len(entries) > COMPARED:
        yield about(
            entries.iloc[COMPARED],
            "not-compared",
            f"{len(entries):,} clusters in {entries['adcodes'].iloc[0]}: only the first "
            f"{COMPARED} were compared with each other",
        )


@dataclass(frozen=True, slots=True)
class _Compared:
    """An entry with its industry word and the characters of that."""

    entry: Any
    industry: str
    letters: frozenset[str]

    def may_be(self, other: _Compared) -> bool:
        """Whether it may be the same cluster as an entry before it."""
        if self.letters.isdisjoint(other.letters) or not self._in_one_batch(other):
            return False
        if self.entry.source_id != other.entry.source_id:
            return similar(self.industry, other.industry)
        if self.industry in other.industry or other.industry in self.industry:
            return True
        matcher = SequenceMatcher(None, self.industry, other.industry, autojunk=False)
        return matcher.real_quick_ratio() >= ALIKE <= matcher.ratio()

    def _in_one_batch(self, other: _Compared) -> bool:
        if self.entry.cluster_id == other.entry.cluster_id:
            return False
        years = self.entry.batch_year, other.entry.batch_year
        return any(map(pd.isna, years)) or bool(years[0] == years[1])


def _place(one: Any, other: Any) -> str:
    at = place_in_list(one)
    return at if one.source_id == other.source_id else f"{one.source_id}, {at}"
