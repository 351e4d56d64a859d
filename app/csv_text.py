"""Rows as CSV text that spreadsheets and programs read: UTF-8 with a mark, no formulas."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

ROWS_AT_ONCE: Final = 200
BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine and garbles Chinese."""

_FORMULA_STARTS: Final = frozenset("=+-@\t\r\n")
_UNSEEN: Final = ("Cf", "Zs", "Zl", "Zp")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Write a table piece by piece: RFC 4180, CRLF, UTF-8 with byte order mark.

    Parameters
    ----------
    columns
        Names for the first line.
    rows
        As many cells as there are columns; None is an empty cell, lists and mappings are JSON.
    """
    buffer = io.StringIO(newline="")
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def neutralised(text: str) -> str:
    """Text that no spreadsheet runs as a formula: an apostrophe goes before what looks like one.

    Full-width signs count, and so do signs after spaces and marks that nobody sees.
    """
    seen = text.lstrip("".join({char for char in text if unicodedata.category(char) in _UNSEEN}))
    first = unicodedata.normalize("NFKC", seen[:1])[:1]
    return f"'{text}" if first in _FORMULA_STARTS else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return str(value)
    return neutralised(value).replace("\r\n", "\n").replace("\r", "\n")


def _taken(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written
