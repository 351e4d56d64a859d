"""The sources of an edition: what was read, placed and remarked of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from app.atlas import Atlas

SEVERITIES: Final = ("error", "warning", "note")
"""From the worst; a severity that is none of them comes last."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source; `row` as in the table `sources`, its remarks from the worst."""

    row: dict[str, Any]
    questions: int
    remarks: tuple[dict[str, Any], ...]

    @property
    def severities(self) -> dict[str, int]:
        """Number of remarks of each severity."""
        return by_severity(self.remarks)


def sources_of(atlas: Atlas) -> tuple[SourceRow, ...]:
    """Sources in the order of the edition."""
    asked = Counter(row["source_id"] for row in atlas.questions)
    return tuple(
        SourceRow(row, asked[row["id"]], tuple(sorted(row["warnings"], key=_rank)))
        for row in atlas.sources
    )


def by_severity(remarks: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Number of remarks of each severity, from the worst; only those that occur."""
    counts = Counter(remark["severity"] for remark in sorted(remarks, key=_rank))
    return dict(counts)


def _rank(remark: dict[str, Any]) -> int:
    severity = remark["severity"]
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
