"""What the names of entries lack: an industry, the word cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from etl.checks.entries import about, about_source, each
from etl.lists.finding import Finding

_SUFFIX = re.compile(
    r"(?:集群(?:升级)?(?:示范区|示范基地|示范|试点|培育)?|基地|园区|开发区|产业区|产业带"
    r"|名(?:县|市|区|城|镇))(?:[(（\[【〔][^()（）]*[)）\]】〕])*\s*$"
)
_THROUGHOUT = 0.5


def without_industry(entries: pd.DataFrame) -> Iterator[Finding]:
    """Names that are a place and nothing else."""
    lacks = entries["industry"].fillna("").eq("")
    yield from _each_or_all(entries, lacks, "no-industry", "names no industry")


def without_suffix(entries: pd.DataFrame) -> Iterator[Finding]:
    """Official names without 集群 or its like: perhaps cut off.

    Names that a press report gives are short by nature and are not looked at.
    """
    official = entries[entries["name_basis"].eq("official")]
    lacks = ~official["name_zh"].str.contains(_SUFFIX)
    yield from _each_or_all(official, lacks, "no-suffix", "does not end in 集群 or its like")


def _each_or_all(
    entries: pd.DataFrame, lacks: pd.Series, code: str, what: str
) -> Iterator[Finding]:
    """A finding for each; where half a list is so, it is worded like that: one for the list."""
    share = lacks.groupby([entries["source_id"], entries["programme_id"]])
    is_throughout = share.transform("mean") >= _THROUGHOUT
    for (source_id, programme), listed in entries[is_throughout].groupby(
        ["source_id", "programme_id"], sort=False
    ):
        count = int(lacks[listed.index].sum())
        message = f"{programme}: {count} of {len(listed)} names: {what}; the list is worded so"
        yield about_source(str(source_id), f"{code}-throughout", message)
    for entry in each(entries[lacks & ~is_throughout]):
        yield about(entry, code, f"{entry.name_zh}: {what}")
