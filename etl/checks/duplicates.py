"""Entries that stand twice, also under another wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from etl.assembly.identity import bare
from etl.assembly.likeness import similar
from etl.checks.entries import about, about_source, grouped, place_in_list, rows_of
from etl.lists.finding import Finding

ALIKE = 0.75
"""Share of common characters from which two industries of one list count as nearly the same."""
COMPARED = 200
"""Clusters of one place and programme that are compared with each other."""

_WHERE = ["source_id", "source_row", "source_where"]
_BATCH = ["programme_id", "batch_year"]


def duplicates(entries: pd.DataFrame) -> Iterator[Finding]:
    """One cluster twice in the same list and batch: it would be counted once."""
    keys = ["source_id", *_BATCH, "cluster_id"]
    twice = entries[entries.duplicated(keys, keep=False)]
    for same in grouped(twice[[*_WHERE, *_BATCH, "cluster_id", "name_zh"]], keys):
        wordings = " = ".join(dict.fromkeys(entry.name_zh for entry in same))
        yield about(same[1], "duplicate-entry", f"{wordings}: stands in {rows_of(same)}")


def listed_twice(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries of a batch that another list has too: one finding a pair of lists."""
    once = entries[["source_id", *_BATCH, "cluster_id"]].drop_duplicates()
    pairs = once.merge(once, on=[*_BATCH, "cluster_id"], suffixes=("", "_other"))
    order = {source_id: rank for rank, source_id in enumerate(entries["source_id"].unique())}
    later = pairs["source_id"].map(order) > pairs["source_id_other"].map(order)
    for (source_id, other, programme), both in pairs[later].groupby(
        ["source_id", "source_id_other", "programme_id"], sort=False
    ):
        message = f"{programme}: {len(both)} of its entries stand in {other} too; each counts once"
        yield about_source(str(source_id), "listed-twice", message)


def possible_duplicates(entries: pd.DataFrame) -> Iterator[Finding]:
    """Entries of one batch in the same place with nearly the same industry; one finding each.

    Two lists of a batch name the same clusters in other words, so less likeness will do between
    lists than inside one. A cluster without a batch is compared with those of every batch.
    """
    yield from _possible(entries, ["programme_id", "adcodes"])


def possible_duplicates_in_lists(entries: pd.DataFrame) -> Iterator[Finding]:
    """The same, inside each list: what is alike in two lists a run asks the steward anyway."""
    yield from _possible(entries, ["source_id", *_BATCH, "adcodes"])


def _possible(entries: pd.DataFrame, keys: list[str]) -> Iterator[Finding]:
    placed = entries[entries["adcodes"].notna() & entries["industry"].notna()]
    columns = [*_WHERE, *_BATCH, "cluster_id", "name_zh", "industry", "adcodes"]
    placed = placed[columns].drop_duplicates([*_BATCH, "cluster_id"])
    for same in grouped(placed[placed.duplicated(keys, keep=False)], keys):
        yield from _alike_in_one_place(same)


def _alike_in_one_place(entries: Sequence[Any]) -> Iterator[Finding]:
    compared: list[_Compared] = []
    for entry in entries[:COMPARED]:
        one = _Compared.of(entry)
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
            entries[COMPARED],
            "not-compared",
            f"{len(entries):,} clusters in {entries[0].adcodes}: only the first {COMPARED} were "
            "compared with each other",
        )


@dataclass(frozen=True, slots=True)
class _Compared:
    """An entry with its industry word, the letters of that, and its batch, if it has one."""

    entry: Any
    industry: str
    letters: frozenset[str]
    batch: int | None

    @classmethod
    def of(cls, entry: Any) -> _Compared:
        industry = bare(entry.industry)
        batch = None if pd.isna(entry.batch_year) else int(entry.batch_year)
        return cls(entry, industry, frozenset(industry), batch)

    def may_be(self, other: _Compared) -> bool:
        """Whether it may be the same cluster as an entry before it."""
        if self.letters.isdisjoint(other.letters) or not self._in_one_batch(other):
            return False
        if self.entry.source_id != other.entry.source_id:
            return similar(self.industry, other.industry)
        if self.industry in other.industry or other.industry in self.industry:
            return True
        return self._common(other) >= ALIKE <= self._ratio(other)

    def _in_one_batch(self, other: _Compared) -> bool:
        if self.entry.cluster_id == other.entry.cluster_id:
            return False
        return self.batch == other.batch or None in (self.batch, other.batch)

    def _common(self, other: _Compared) -> float:
        """More than the ratio can be, and quicker to find."""
        at_most = sum(letter in other.letters for letter in self.industry)
        return 2 * at_most / (len(self.industry) + len(other.industry))

    def _ratio(self, other: _Compared) -> float:
        return SequenceMatcher(None, self.industry, other.industry, autojunk=False).ratio()


def _place(one: Any, other: Any) -> str:
    at = place_in_list(one)
    return at if one.source_id == other.source_id else f"{one.source_id}, {at}"
