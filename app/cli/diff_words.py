"""The difference between two editions, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.cli.output import print_table
from etl.store.changes import Change, EditionDiff, Kind, Subject

SHOWN: Final = 20
"""Changes of one kind that are named; the CSV has all."""

_KINDS: Final = {
    Kind.ADDED: "added",
    Kind.REMOVED: "removed",
    Kind.MERGED: "merged into another",
    Kind.SPLIT: "split from another",
    Kind.LAPSED: "lapsed",
    Kind.IN_FORCE: "now in force",
    Kind.IN_DOUBT: "not known to be in force any more",
    Kind.RENAMED: "renamed",
    Kind.MOVED: "placed elsewhere",
    Kind.RECLASSIFIED: "with another leading industry",
    Kind.REDATED: "with another term",
    Kind.REDRAWN: "with another boundary",
    Kind.CHANGED: "changed",
}
_TOTALS: Final = {
    "in_force": "clusters in force in {year}",
    "review_unknown": "re-review not known in {year}",
    "undated": "clusters without a batch",
    "unplaced": "rows not placed",
    "questions": "open questions",
}


def print_diff(diff: EditionDiff) -> None:
    """Print what changed: totals, changes by kind, provinces whose count changed."""
    if diff.before_id == diff.after_id:
        print(f"{diff.after_id} is one and the same edition")
        return
    print(f"from {diff.before_id} to {diff.after_id}\n")
    print_table(("", "before", "after", "change"), _totals(diff))
    if not diff.changes:
        print("\nno cluster, park, place or source changed")
    for (subject, kind), count in diff.tally().items():
        print(f"\n{subject}s {_KINDS[kind]}: {count}")
        for change in diff.of(subject, kind)[:SHOWN]:
            print(f"  {_words(change)}")
        if count > SHOWN:
            print(f"  and {count - SHOWN} more; --csv names them all")
    if provinces := diff.provinces():
        print(f"\nclusters in force in {diff.year}, by province")
        rows = ((one.name, *_numbers(one.before, one.after)) for one in provinces)
        print_table(("province", "before", "after", "change"), rows)


def _totals(diff: EditionDiff) -> Iterator[tuple[str, int, int, str]]:
    for one in diff.totals:
        name = _TOTALS.get(one.name, one.name).format(year=diff.year)
        yield name, *_numbers(one.before, one.after)


def _numbers(before: int, after: int) -> tuple[int, int, str]:
    return before, after, f"{after - before:+d}" if after != before else ""


def _words(change: Change) -> str:
    group = f" ({change.group})" if change.subject in (Subject.CLUSTER, Subject.PLACE) else ""
    if change.subject is Subject.SOURCE:
        return f"{change.id}: {change.name}"
    if change.kind is Kind.RENAMED:
        return f"{change.before} -> {change.after}{group}"
    told = " -> ".join(part for part in (change.before, change.after) if part)
    return f"{change.name}{group}{f': {told}' if told else ''}"
