"""Listed entries as the checks see them: one row an entry, with its batch, unit and place."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import pandas as pd

from etl.lists.finding import Finding
from etl.lists.severity import SEVERITY

COLUMNS = (
    "source_id",
    "source_row",
    "source_where",
    "programme_id",
    "batch_year",
    "stage",
    "name_zh",
    "name_basis",
    "unit",
    "unit_key",
    "cluster_id",
    "level",
    "adcodes",
    "industry",
    "confidence",
    "is_decided",
    "recognised_year",
    "until",
)
"""`unit_key` is that of `etl.resolve.Resolver.unit_key`; `level` and `adcodes` (joined by `;`) are
the placement's; `is_decided` where the steward said the place; `until` is the last year of the
recognition's term."""

CORPS = "corps"
_KNOWN_UNIT = re.compile(r"(?:province|prefecture|county)/(\d{6})")
_TAIL = re.compile(r"(?:(?:page \d+|sheet [^,]*|table \d+), )*row \d+$")
_SHOWN = 10


def unit_adcode(unit_key: str) -> str | None:
    """Adcode of a recommending unit that the resolver read; that of Xinjiang for the Corps."""
    if unit_key.startswith(CORPS):
        return "650000"
    found = _KNOWN_UNIT.fullmatch(unit_key)
    return found[1] if found else None


def province_of(adcode: str) -> str:
    """Adcode of the province that holds a unit, by the first two digits (GB/T 2260)."""
    return f"{adcode[:2]}0000"


def adcodes_of(joined: Any) -> list[str]:
    """Adcodes that stand joined by `;`; none if missing."""
    return joined.split(";") if isinstance(joined, str) and joined else []


def each(entries: pd.DataFrame) -> Iterator[Any]:
    """The rows as tuples with the columns' names."""
    return iter(entries.itertuples())


def grouped(entries: pd.DataFrame, keys: Sequence[str]) -> list[list[Any]]:
    """Rows that agree in the keys, missing values too; quicker than a frame for each group."""
    found: dict[Hashable, list[Any]] = {}
    numbers = entries.groupby(list(keys), sort=False, dropna=False).ngroup()
    for number, entry in zip(numbers, each(entries), strict=True):
        found.setdefault(number, []).append(entry)
    return list(found.values())


def by_batch(entries: pd.DataFrame) -> Iterator[tuple[str, int, pd.DataFrame]]:
    """Entries of each programme and batch; those without a batch are left out."""
    dated = entries[entries["batch_year"].notna()]
    for _, batch in dated.groupby(["programme_id", "batch_year"], sort=True):
        yield str(batch["programme_id"].iloc[0]), int(batch["batch_year"].iloc[0]), batch


def undecided(entries: pd.DataFrame) -> pd.DataFrame:
    """Entries whose place nobody has decided: a decided one is no matter for doubt any more."""
    return entries[~entries["is_decided"]]


def once_each(entries: pd.DataFrame) -> pd.DataFrame:
    """One row a cluster: what stands in two sources, or twice in one, counts once."""
    return entries.drop_duplicates(["programme_id", "batch_year", "cluster_id"])


def about(entry: Any, code: str, message: str) -> Finding:
    """A finding about one entry: a row of the frame, as tuple or series."""
    where = entry.source_where
    return Finding(
        str(entry.source_id),
        int(entry.source_row),
        code,
        message,
        SEVERITY[code],
        where if isinstance(where, str) else None,
    )


def about_source(source_id: str, code: str, message: str) -> Finding:
    """A finding about a whole list."""
    return Finding(source_id, None, code, message, SEVERITY[code])


def place_in_list(entry: Any) -> str:
    """Where an entry stands in its list: "row 4", or "page 2, row 4" in a document."""
    if isinstance(entry.source_where, str) and (tail := _TAIL.search(entry.source_where)):
        return tail[0]
    return f"row {entry.source_row}"


def rows_of(entries: Sequence[Any]) -> str:
    """Where entries stand: "row 4; row 9; and 80 more"."""
    return shortened([place_in_list(entry) for entry in entries[:_SHOWN]], len(entries))


def shortened(texts: list[str], count: int | None = None) -> str:
    """The first of many texts, and how many more there are."""
    total = len(texts) if count is None else count
    more = [f"and {total - _SHOWN} more"] if total > _SHOWN else []
    return "; ".join([*texts[:_SHOWN], *more])
