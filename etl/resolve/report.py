"""Names in, placements out: the two CSV files of ``atlas resolve``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple, TextIO

from etl.resolve.placement import Placement
from geo.errors import DataUnavailable, InvalidInput

HEADER = ("name", "unit", "level", "adcode", "place", "method", "confidence", "industry", "note")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class NamedRow(NamedTuple):
    """A name to place and its recommending unit."""

    name: str
    unit: str


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


def read_names(path: Path) -> list[NamedRow]:
    """Names and recommending units of a CSV file in UTF-8, with or without BOM.

    Parameters
    ----------
    path
        File with the columns ``name`` and ``unit``, in any order and among others.

    Raises
    ------
    DataUnavailable
        If the file cannot be opened.
    InvalidInput
        If it is not UTF-8 (GBK is named as such), or lacks one of the columns.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataUnavailable(f"{path} cannot be read: {error}") from error
    return list(_named_rows(_decoded(content, path), path))


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = error
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        raise InvalidInput(
            f"{path} is not UTF-8 (byte {fault.start}); save it as CSV UTF-8 and try again"
        ) from fault
    raise InvalidInput(
        f"{path} is in GBK, not UTF-8; convert it, for example with "
        f"'iconv -f GB18030 -t UTF-8 {path.name} > {path.stem}-utf8.csv', or save it from the "
        "spreadsheet as 'CSV UTF-8'"
    ) from fault


def _named_rows(text: str, path: Path) -> Iterator[NamedRow]:
    reader = csv.DictReader(StringIO(text, newline=""))
    columns = [column.strip() for column in reader.fieldnames or []]
    missing = [column for column in ("name", "unit") if column not in columns]
    if missing:
        there = ", ".join(columns) or "nothing"
        raise InvalidInput(f"{path} lacks the column(s) {', '.join(missing)}; it has {there}")
    reader.fieldnames = columns
    try:
        for row in reader:
            yield NamedRow(row["name"] or "", row["unit"] or "")
    except csv.Error as error:
        raise InvalidInput(f"{path}, line {reader.line_num}: {error}") from error
