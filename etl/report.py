"""The report of a run: what it read, how long it took, what it found and what it changed.

It is JSON in the manifest of the edition (field `report`). It names no machine and no path, and it
is not part of the content hash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from etl.lists.finding import Finding
from etl.steps import Stopwatch
from etl.store.publish import Content, Published
from etl.store.tables import SCHEMA_VERSION

LISTED_AT_MOST = 1_000
"""Findings and unplaced rows that the report names; it has the number of all."""

_MILLISECOND_DIGITS = 3
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run knows of itself when it is about to end.

    `reading_s` has the seconds that each source took to be read, `changes` the summary of the
    difference to the edition before, and `clock_behind` the id of an edition whose publication the
    clock says is still to come.
    """

    started: datetime
    software_version: str
    watch: Stopwatch
    content: Content
    findings: Sequence[Finding]
    reading_s: Mapping[str, float]
    changes: Mapping[str, Any] | None = None
    clock_behind: str | None = None
    dry_run: bool = False


def run_report(facts: RunFacts, published: Published) -> dict[str, Any]:
    """The report as JSON values; fields as in docs/editions.md."""
    tables, elapsed_s = facts.content.tables, facts.watch.elapsed_s
    ended = facts.started + timedelta(seconds=elapsed_s)
    severe_first = sorted(facts.findings, key=lambda one: _SEVERITIES.index(one.severity))
    return {
        "started": facts.started.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "duration_s": _rounded(elapsed_s),
        "software_version": facts.software_version,
        "schema_version": SCHEMA_VERSION,
        "edition_id": published.id,
        "content_hash": published.content_hash,
        "is_new": published.is_new,
        "dry_run": facts.dry_run,
        "clock_behind": facts.clock_behind,
        "steps": [
            {"name": name, "duration_s": _rounded(seconds)}
            for name, seconds in facts.watch.durations_s.items()
        ],
        "counts": facts.content.counts,
        "sources": _sources(facts),
        "findings": {
            "count": len(severe_first),
            "listed": [_finding(one) for one in severe_first[:LISTED_AT_MOST]],
        },
        "unplaced": {
            "count": len(tables["unplaced"]),
            "listed": [_unplaced(row) for row in tables["unplaced"][:LISTED_AT_MOST]],
        },
        "questions": dict(Counter(row["code"] for row in tables["questions"])),
        "decisions": dict(Counter(row["state"] for row in tables["decisions"])),
        "changes": facts.changes,
    }


def _sources(facts: RunFacts) -> list[dict[str, Any]]:
    asked = Counter(row["source_id"] for row in facts.content.tables["questions"])
    kept = ("id", "kind", "title", "date", "rows_read", "rows_placed", "rows_unplaced")
    return [
        {
            **{name: row[name] for name in kept},
            "questions": asked[row["id"]],
            "remarks": dict(Counter(warning["severity"] for warning in row["warnings"])),
            "duration_s": _rounded(facts.reading_s.get(row["id"])),
        }
        for row in facts.content.tables["sources"]
    ]


def _finding(one: Finding) -> dict[str, Any]:
    return {"source_id": one.source_id, **one.as_json()}


def _unplaced(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("source_id", "source_row", "name_zh", "unit", "reason")}


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, _MILLISECOND_DIGITS)
