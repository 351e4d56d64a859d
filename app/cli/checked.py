"""A checked list on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from app.cli.output import print_table

if TYPE_CHECKING:
    from etl.checks.file import CheckedFile

Json = Mapping[str, Any]

SHOWN: Final = 200
"""Rows, and problems, that are shown at most; the report has all of them."""


def print_checked(checked: CheckedFile, report: Mapping[str, Sequence[Json]]) -> None:
    """Print what a check came to: counts, problems, rows.

    Parameters
    ----------
    checked
        The list.
    report
        Its report, as `etl.checks.report.report_of` gives it.
    """
    rows, problems = report["rows"], report["problems"]
    print(f"{checked.listing.file}: {checked.listing.kind}, sha256 {checked.listing.sha256}")
    print(f"{_subject(checked)}: {len(rows)} rows; {_levels(rows)}")
    print_problems(problems)
    _print_rows(rows)


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


def _levels(rows: Iterable[Json]) -> str:
    counts = Counter(row["level"] for row in rows)
    return "placed: " + ", ".join(f"{level} {count}" for level, count in counts.most_common())


def _severities(problems: Sequence[Json]) -> str:
    counts = Counter(problem["severity"] for problem in problems)
    return ", ".join(f"{severity} {count}" for severity, count in counts.items()) or "none"


def _print_rows(rows: Sequence[Json]) -> None:
    from etl.resolve import QUESTION_BELOW

    names = ("where", "name", "unit", "place", "adcode", "confidence", "industry")
    doubtful = [row for row in rows if row["confidence"] < QUESTION_BELOW]
    shown = rows if len(rows) <= SHOWN else doubtful
    if shown is doubtful:
        print(f"\nrows in doubt: {len(doubtful)} of {len(rows)}; --report OUT.json has all rows")
    else:
        print()
    _print_some(
        names,
        [(place(row["where"]), *(row[name] for name in names[1:])) for row in shown],
    )


def _print_some(header: Sequence[str], cells: Sequence[Sequence[object]]) -> None:
    if not cells:
        return
    print_table(header, cells[:SHOWN])
    if len(cells) > SHOWN:
        print(f"... and {len(cells) - SHOWN} more; --report OUT.json has all of them")
