"""The downloads of the page: each a table, as CSV or JSON, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.csv_text import csv_text
from app.quality import rows
from app.quality.report import QualityReport
from app.quality.state import FILTERS, QualityState
from geo.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Extract:
    """One table for download.

    Attributes
    ----------
    columns
        Names of the columns, the same in every language.
    rows
        Gives the rows for a view of the page.
    narrowed_by
        Parameters of the address that it follows.
    """

    columns: tuple[str, ...]
    rows: Callable[[QualityReport, QualityState], Iterable[rows.Row]]
    narrowed_by: tuple[str, ...] = ()

    def check(self, state: QualityState) -> None:
        """Refuse a parameter that would change nothing here.

        Raises
        ------
        InvalidInput
            The message names it.
        """
        for name in (*FILTERS, "year", "sort", "page"):
            if name not in self.narrowed_by and getattr(state, name) != state.usual[name]:
                allowed = ", ".join((*self.narrowed_by, "lang"))
                raise InvalidInput(f"{name} does not narrow this file; it takes {allowed}")


def as_csv(extract: Extract, report: QualityReport, state: QualityState) -> Iterator[bytes]:
    """The extract as CSV."""
    return csv_text(extract.columns, extract.rows(report, state))


def as_json(extract: Extract, report: QualityReport, state: QualityState) -> Iterator[bytes]:
    """The extract as one JSON object: edition, filters and the rows, each with its columns."""
    edition = report.atlas.edition
    head = {
        "edition": edition.id,
        "content_hash": edition.content_hash,
        "filters": {name: getattr(state, name) for name in extract.narrowed_by},
    }
    yield _json(head)[:-1].encode() + b', "rows": ['
    before = b"\n"
    for row in extract.rows(report, state):
        yield before + _json(dict(zip(extract.columns, row, strict=True))).encode()
        before = b",\n"
    yield b"\n]}\n"


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


EXTRACTS: Final[Mapping[str, Extract]] = {
    "coverage": Extract(rows.COVERAGE, rows.coverage, ("programme", "year")),
    "totals": Extract(rows.TOTALS, rows.totals, ("programme",)),
    "methods": Extract(rows.METHODS, rows.methods, ("programme",)),
    "placements": Extract(rows.PLACEMENTS, rows.placements, ("programme",)),
    "questions": Extract(rows.QUESTIONS, rows.questions, (*FILTERS, "sort")),
    "decisions": Extract(rows.DECISIONS, rows.decisions),
    "unplaced": Extract(rows.UNPLACED, rows.unplaced),
    "sources": Extract(rows.SOURCES, rows.sources),
    "warnings": Extract(rows.WARNINGS, rows.warnings),
}
"""By the name that stands in the address, in the order of the page."""
