"""The report of a checked list as JSON values."""

from __future__ import annotations

from typing import Any

from etl.checks.file import CheckedFile
from etl.documents import ListedRow, Where
from etl.lists.finding import Finding
from etl.lists.severity import SEVERITIES, SEVERITY, WARNING
from etl.resolve import Placement

Json = dict[str, Any]


def report_of(checked: CheckedFile) -> dict[str, list[Json]]:
    """Rows with their places, and problems, gravest first.

    Returns
    -------
    dict
        `rows`: `name`, `unit`, `where`, `level`, `adcode` (several joined by `;`), `confidence`,
        `industry`, `method`, `place`, `note`, `candidates`. `problems`: `severity`, `code`,
        `message`, `where`. `where` has `file` and, as far as there is one, `page`, `sheet`,
        `table` and `row`.
    """
    rows = zip(checked.listing.rows, checked.placements, strict=True)
    problems = [*_remarks(checked), *(_problem(checked, one) for one in checked.findings)]
    return {
        "rows": [_row(row, placement) for row, placement in rows],
        "problems": sorted(problems, key=lambda one: SEVERITIES.index(one["severity"])),
    }


def needs_decision(report: dict[str, list[Json]]) -> bool:
    """Whether there is any problem that is more than a note."""
    return any(problem["severity"] != SEVERITIES[-1] for problem in report["problems"])


def _row(row: ListedRow, placement: Placement) -> Json:
    return {
        "name": row.name,
        "unit": row.unit,
        "where": _where(row.where),
        "level": placement.level,
        "adcode": placement.adcodes,
        "place": placement.place,
        "confidence": round(placement.confidence, 2),
        "industry": placement.industry,
        "method": placement.method.value,
        "note": placement.note,
        "candidates": [
            {"level": key.level.value, "adcode": key.adcode} for key in placement.candidates
        ],
    }


def _remarks(checked: CheckedFile) -> list[Json]:
    return [
        {
            "severity": SEVERITY.get(remark.code, WARNING),
            "code": remark.code,
            "message": remark.message,
            "where": _where(remark.where),
        }
        for remark in checked.listing.remarks
    ]


def _problem(checked: CheckedFile, finding: Finding) -> Json:
    listing = checked.listing
    whole = {"file": listing.file}
    return {
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "where": whole if finding.row is None else _where(listing.rows[finding.row - 1].where),
    }


def _where(where: Where) -> Json:
    return {name: value for name, value in where.as_json().items() if value is not None}
