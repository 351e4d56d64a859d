"""A checked list on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from app.cli.output import print_table

if TYPE_CHECKING:
    from etl.checks.file import CheckedFile
    from etl.resolve import Placement

Json = Mapping[str, Any]

SHOWN: Final = 200
"""Rows, and problems, that are shown at most; the report has all of them."""


def print_checked(checked: CheckedFile, problems: Sequence[Json]) -> None:
    """Print what a check came to: counts, problems, rows.

    Parameters
    ----------
    checked
        The list.
    problems
        As `etl.checks.report.problems_of` gives them.
    """
    listing, placements = checked.listing, checked.placements
    print(f"{listing.file}: {listing.kind}, sha256 {listing.sha256}")
    print(f"{_subject(checked)}: {len(placements)} rows; {_levels(placements)}")
    print_problems(problems)
    print()
    _print_rows(checked)


def print_problems(problems: Sequence[Json]) -> None:
    """Print how many problems there are, and each."""
    print(f"problems: {_severities(problems)}")
    _print_some(
        ("severity", "where", "code", "problem"),
        [(one["severity"], place(one["where"]), one["code"], one["message"]) for one in problems],
    )


def place(where: Json) -> str:
    """Where a row stands: page, sheet, table and row, as far as there are any."""
    return ", ".join(f"{name} {value}" for name, value in where.items() if name != "file")


def _subject(checked: CheckedFile) -> str:
    subject = checked.subject
    batch = f", batch {subject.batch}" if subject.batch else ""
    review = f", re-review of {subject.review_year}" if subject.review_year else ""
    return f"{subject.programme}{batch}{review}"


def _levels(placements: Iterable[Placement]) -> str:
    counts = Counter(placement.level for placement in placements)
    return "placed: " + ", ".join(f"{level} {count}" for level, count in counts.most_common())


def _severities(problems: Sequence[Json]) -> str:
    counts = Counter(problem["severity"] for problem in problems)
    return ", ".join(f"{severity} {count}" for severity, count in counts.items()) or "none"


def _print_rows(checked: CheckedFile) -> None:
    """Print all rows of a short list, of a long one those that are not placed surely."""
    from etl.checks.report import where_json
    from etl.resolve import QUESTION_BELOW

    rows = list(zip(checked.listing.rows, checked.placements, strict=True))
    if len(rows) > SHOWN:
        count, rows = len(rows), [row for row in rows if row[1].confidence < QUESTION_BELOW]
        print(f"rows in doubt: {len(rows)} of {count}; --report OUT.json has all rows")
    _print_some(
        ("where", "name", "unit", "place", "adcode", "confidence", "industry"),
        [
            (
                place(where_json(row.where)),
                row.name,
                row.unit,
                placement.place,
                placement.adcodes,
                f"{placement.confidence:.2f}",
                placement.industry,
            )
            for row, placement in rows
        ],
    )


def _print_some(header: Sequence[str], cells: Sequence[Sequence[object]]) -> None:
    if not cells:
        return
    print_table(header, cells[:SHOWN])
    if len(cells) > SHOWN:
        print(f"... and {len(cells) - SHOWN} more; --report OUT.json has all of them")
