"""Tables in CSV files, and plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from etl.documents.decoding import decode
from etl.documents.grid import Block, Grid, Line, Row
from etl.documents.headers import find_header
from etl.documents.limits import MAX_ROWS
from etl.documents.source import Source, fault_at
from etl.documents.text import tidy

_DELIMITERS = (",", "\t", ";")
_SAMPLE_LINES = 100


def blocks(source: Source) -> Iterator[Block]:
    """Give the table of a CSV file, or the lines of a text without a table.

    Raises
    ------
    InvalidInput
        If it cannot be decoded, or its quotes do not match; with the row.
    """
    text = decode(source)
    delimiter = _delimiter(source, text)
    if delimiter is None:
        yield from _lines(source, text)
    else:
        yield Grid(tuple(_rows(source, text, delimiter)))


def _delimiter(source: Source, text: str) -> str | None:
    """The delimiter under which the first lines hold the header with most columns."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    columns = {}
    for delimiter in _DELIMITERS:
        header = find_header(tuple(_rows(source, sample, delimiter, strict=False)))
        columns[delimiter] = len(header.columns.key) if header else 0
    best = max(columns, key=lambda delimiter: columns[delimiter])
    return best if columns[best] else None


def _rows(source: Source, text: str, delimiter: str, *, strict: bool = True) -> Iterator[Row]:
    stream = io.StringIO(text, newline="")
    row = 0
    try:
        for row, cells in enumerate(csv.reader(stream, delimiter=delimiter, strict=strict), 1):
            if row > MAX_ROWS:
                raise source.fault(f"more than {MAX_ROWS:,} rows")
            yield Row(source.where(row), tuple(map(tidy, cells)))
    except csv.Error as error:
        raise fault_at(source.where(row + 1), str(error)) from None


def _lines(source: Source, text: str) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Line(source.where(number), tidy(line))
