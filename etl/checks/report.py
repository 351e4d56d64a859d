"""The report of a checked list as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from etl.checks.file import THIS_FILE, CheckedFile
from etl.documents import ListedRow, Where
from etl.lists.finding import Finding
from etl.lists.severity import NOTE, SEVERITIES, SEVERITY, WARNING
from etl.resolve import Placement

Json = dict[str, Any]


def write_report(checked: CheckedFile, stream: TextIO) -> None:
    """Write the report as JSON, one row and one problem a line.

    `rows` have `name`, `unit`, `where`, `level`, `adcode` (several joined by `;`), `place`,
    `confidence`, `industry`, `method`, `note` and `candidates`; `problems` have `severity`,
    `code`, `message` and `where`. `where` has `file` and, as far as there is one, `page`, `sheet`,
    `table` and `row`.
    """
    rows = zip(checked.listing.rows, checked.placements, strict=True)
    stream.write('{"rows": [\n')
    _write_lines((_row(row, placement) for row, placement in rows), stream)
    stream.write('],\n"problems": [\n')
    _write_lines(problems_of(checked), stream)
    stream.write("]}\n")


def problems_of(checked: CheckedFile) -> list[Json]:
    """What was remarked in reading and found in checking, gravest first."""
    problems = [*_remarks(checked), *(_problem(checked, one) for one in checked.findings)]
    return sorted(problems, key=lambda one: SEVERITIES.index(one["severity"]))


def needs_decision(problems: Iterable[Json]) -> bool:
    """Whether any problem is more than a note."""
    return any(problem["severity"] != NOTE for problem in problems)


def where_json(where: Where) -> Json:
    """File and, as far as there is one, page, sheet, table and row."""
    return {name: value for name, value in where.as_json().items() if value is not None}


def _write_lines(values: Iterable[Json], stream: TextIO) -> None:
    separator = ""
    for value in values:
        stream.write(f"{separator}{json.dumps(value, ensure_ascii=False)}")
        separator = ",\n"
    stream.write("\n")


def _row(row: ListedRow, placement: Placement) -> Json:
    return {
        "name": row.name,
        "unit": row.unit,
        "where": where_json(row.where),
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


def _remarks(checked: CheckedFile) -> Iterator[Json]:
    for remark in checked.listing.remarks:
        severity = SEVERITY.get(remark.code, WARNING)
        yield _told(severity, remark.code, remark.message, where_json(remark.where))


def _problem(checked: CheckedFile, finding: Finding) -> Json:
    listing = checked.listing
    where: Json = {"file": listing.file}
    if finding.row is not None and finding.source_id == THIS_FILE:
        where = where_json(listing.rows[finding.row - 1].where)
    return _told(finding.severity, finding.code, finding.message, where)


def _told(severity: str, code: str, message: str, where: Json) -> Json:
    return {"severity": severity, "code": code, "message": message, "where": where}
