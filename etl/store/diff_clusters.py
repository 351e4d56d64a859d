"""What changed of clusters: which one is which, where it stands, and whether it is in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from difflib import SequenceMatcher
from typing import Any

from etl.store.aspects import Aspect, Comparison, Row
from etl.store.changes import Change, Kind, Subject
from etl.store.side import Side
from geo.standing import Standing

ALIKE = 0.5
"""Least similarity of two industries that may be one, corrected: 2 * common / all characters."""


def _class(row: Row) -> str:
    """Leading industry and the chain that it is shown by."""
    return " · ".join(part for part in (row["industry"], row["chain"]) if part)


_COMPARISON = Comparison(
    Subject.CLUSTER,
    group="programme_id",
    tell=lambda row: "; ".join(part for part in (row["place_names"], row["terms"]) if part),
    aspects=(
        Aspect.of_column(Kind.RENAMED, "name"),
        Aspect(Kind.MOVED, lambda row: row["places"], lambda row: str(row["place_names"])),
        Aspect(Kind.RECLASSIFIED, lambda row: (row["industry"], row["chain"]), _class),
        Aspect.of_column(Kind.REDATED, "terms"),
    ),
)


def cluster_changes(older: Side, newer: Side, year: int) -> Iterator[Change]:
    """Tell what changed of clusters; standings are those of a year."""
    with_chains = bool(older.chains and newer.chains)
    before, after = (_clusters(side, year, with_chains) for side in (older, newer))
    same, gone, new = _successors(before, after)
    yield from (_joined(Kind.MERGED, before[a], after[b], before[a]) for a, b in gone.items())
    yield from (_joined(Kind.SPLIT, before[a], after[b], after[b]) for b, a in new.items())
    settled = frozenset((*gone, *new))
    same = {**same, **_corrected(before, after, settled | same.keys() | set(same.values()))}
    yield from _COMPARISON.changes(before, after, same, settled)
    pairs = {**{key: key for key in before.keys() & after.keys()}, **same}
    for a, b in pairs.items():
        if kind := _turn(before[a]["standing"], after[b]["standing"]):
            yield _COMPARISON.change(
                kind, after[b], before[a]["standing"].value, after[b]["standing"].value
            )


def _clusters(side: Side, year: int, with_chains: bool) -> dict[str, Row]:
    chains = side.chains if with_chains else {}
    return {
        row["id"]: {**_described(side, row, year), "chain": chains.get(row["id"])}
        for row in side.rows["clusters"]
    }


def _described(side: Side, row: Row, year: int) -> dict[str, Any]:
    keys = side.places_of.get(row["id"], ())
    recognitions = side.recognitions_of.get(row["id"], [])
    return {
        **row,
        "name": row["name_zh"],
        "places": keys,
        "place_names": "; ".join(map(side.place_name, keys)),
        "terms": "; ".join(sorted(map(_term, recognitions))),
        "batches": tuple(sorted(str(one["batch_year"]) for one in recognitions)),
        "printed": {
            (one["programme_id"], one["batch_year"], one["name_zh"], one["unit"])
            for one in recognitions
        },
        "standing": side.standing(row["id"], year),
    }


def _term(recognition: Row) -> str:
    """Batch and years of one recognition: `2022: 2023-2025, passed to 2028`."""
    batch, start, end, until, result = (
        recognition[name]
        for name in ("batch_year", "recognised_year", "valid_to", "reviewed_to", "review_result")
    )
    years = "undated" if start is None else f"{start}-{end or '?'}"
    prolonged = f" to {until}" if until and result != "closed" else ""
    return f"{batch or 'no batch'}: {years}{f', {result}{prolonged}' if result else ''}"


def _turn(before: Standing, after: Standing) -> Kind | None:
    if before is after:
        return None
    known = {Standing.LAPSED: Kind.LAPSED, Standing.IN_FORCE: Kind.IN_FORCE}
    return known.get(after, Kind.IN_DOUBT)


def _joined(kind: Kind, older: Row, newer: Row, about: Row) -> Change:
    return _COMPARISON.change(kind, about, older["name"], newer["name"])


def _successors(
    before: Mapping[str, Row], after: Mapping[str, Row]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Follow entries of the lists, word for word, to clusters under other ids.

    Returns
    -------
    pairs that are the same cluster under another id; clusters that went into one that was there
    before, with it; clusters that came out of one that is still there, with it.
    """
    same: dict[str, str] = {}
    merged: dict[str, str] = {}
    split: dict[str, str] = {}
    holder_before, holder_after = _holders(before), _holders(after)
    for key in sorted(before.keys() - after.keys()):
        heir = _first(holder_after, before[key]["printed"])
        if heir is not None and heir in before:
            merged[key] = heir
        elif heir is not None and heir not in same.values():
            same[key] = heir
    for key in sorted(after.keys() - before.keys() - set(same.values())):
        origin = _first(holder_before, after[key]["printed"])
        if origin is not None and origin in after:
            split[key] = origin
    return same, merged, split


def _holders(rows: Mapping[str, Row]) -> dict[Any, str]:
    return {printed: key for key, row in rows.items() for printed in row["printed"]}


def _first(holders: Mapping[Any, str], printed: Iterable[Any]) -> str | None:
    return min((holders[one] for one in printed if one in holders), default=None)


def _corrected(
    before: Mapping[str, Row], after: Mapping[str, Row], settled: Set[str]
) -> dict[str, str]:
    """Pairs of a removed and an added cluster that are one whose name was corrected.

    They have programme, recommending unit, batches and places in common and industries that are
    alike, and no other cluster has.
    """
    gone, new = defaultdict(list), defaultdict(list)
    for key in before.keys() - after.keys() - settled:
        gone[_whereabouts(before[key])].append(key)
    for key in after.keys() - before.keys() - settled:
        new[_whereabouts(after[key])].append(key)
    pairs = ((keys, new[where]) for where, keys in gone.items() if where[-1])
    return {
        old[0]: heirs[0]
        for old, heirs in pairs
        if len(old) == len(heirs) == 1 and _alike(before[old[0]], after[heirs[0]])
    }


def _whereabouts(row: Row) -> tuple[Any, ...]:
    return row["programme_id"], row["unit"], row["batches"], row["places"]


def _alike(one: Row, other: Row) -> bool:
    industries = one["industry"] or one["name"], other["industry"] or other["name"]
    return SequenceMatcher(None, *industries, autojunk=False).ratio() >= ALIKE
