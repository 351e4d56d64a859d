"""The CSV that ``atlas resolve`` writes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from etl.resolve.placement import Placement

HEADER = ("name", "unit", "level", "adcode", "place", "method", "confidence", "industry", "note")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_report(placements: Iterable[Placement], stream: TextIO) -> int:
    """Write placements as CSV, one line each under `HEADER`.

    Cells that a spreadsheet would run as a formula get a leading apostrophe.

    Returns
    -------
    int
        Number of placements written.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    count = 0
    for count, placement in enumerate(placements, start=1):  # noqa: B007
        writer.writerow([neutralised(cell) for cell in report_row(placement)])
    return count


def report_row(placement: Placement) -> tuple[str, ...]:
    """The cells of one placement, in the order of `HEADER`."""
    return (
        placement.name,
        placement.unit,
        placement.level,
        placement.adcodes,
        placement.place,
        placement.method.value,
        f"{placement.confidence:.2f}",
        placement.industry,
        placement.note,
    )


def neutralised(cell: str) -> str:
    """The cell, made harmless to spreadsheets; a bare carriage return would break the line."""
    quoted = "'" + cell if cell.startswith(_FORMULA_STARTS) else cell
    return quoted.replace("\r\n", "\n").replace("\r", "\n")
