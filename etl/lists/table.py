"""Tables in CSV files, read with suspicion: every complaint names the file and the row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataUnavailable, InvalidInput

MAX_BYTES = 64 * 2**20
MAX_ROWS = 1_000_000
MAX_CELL_CHARACTERS = 2_000
_SIGNATURES = {
    b"PK\x03\x04": "an XLSX, DOCX or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Office file (XLS, DOC)",
    b"%PDF": "a PDF file",
    b"\xff\xfe": "a UTF-16 text",
    b"\xfe\xff": "a UTF-16 text",
    b"\x1f\x8b": "a gzip file",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file: text cells, stripped, white space collapsed.

    `rows` pairs the row as a spreadsheet counts it (the header is row 1) with the cells by
    column name. Rows that are empty throughout are left out.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    sha256: str

    def fault(self, row: int, message: str) -> InvalidInput:
        """The error to raise about one row."""
        return InvalidInput(f"{self.name}, row {row}: {message}")


def read_table(path: Path, expected: Sequence[str], *, rows_needed: bool = True) -> Table:
    """Read a UTF-8 CSV file that must have certain columns.

    Parameters
    ----------
    path : Path
    expected : sequence of str
        Columns that must be there, in any order; there may be others.
    rows_needed : bool
        Refuse a table that has a header only.

    Raises
    ------
    DataUnavailable
        If the file is missing or cannot be read.
    InvalidInput
        If it is empty, too large, not UTF-8, damaged, ragged, lacks columns, names one twice,
        or has a cell that is too long or holds control characters.
    """
    content = read_bytes(path)
    records = _records(_text(content, path.name), path.name)
    _, header = next(records)
    columns = _header(header, expected, path.name)
    rows = tuple(_rows(records, columns, path.name))
    if rows_needed and not rows:
        raise InvalidInput(f"{path.name} has a header but no rows")
    return Table(path.name, columns, rows, hashlib.sha256(content).hexdigest())


def read_bytes(path: Path) -> bytes:
    """Read a whole file of reasonable size; see `read_table` for the errors."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES and path.is_file() else b""
    except FileNotFoundError:
        raise DataUnavailable(f"{path} is missing") from None
    except OSError as error:
        raise DataUnavailable(f"{path} cannot be read: {error.strerror}") from None
    if not path.is_file():
        raise DataUnavailable(f"{path} is not a file")
    if size > MAX_BYTES:
        raise InvalidInput(f"{path.name} is larger than {MAX_BYTES // 2**20} MB")
    if not content:
        raise InvalidInput(f"{path.name} is empty")
    return content


def _text(content: bytes, name: str) -> str:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise InvalidInput(f"{name} is {kind}, not a CSV file in UTF-8: export it as CSV UTF-8")
    if (position := content.find(b"\0")) >= 0:
        line = content.count(b"\n", 0, position) + 1
        raise InvalidInput(f"{name}, row {line}: NUL byte; the file is damaged or not a text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(_not_utf8(content, error, name)) from None


def _not_utf8(content: bytes, error: UnicodeDecodeError, name: str) -> str:
    if error.reason == "unexpected end of data":
        return f"{name} ends in the middle of a character: it is cut off, fetch it again"
    line = content.count(b"\n", 0, error.start) + 1
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return f"{name}, row {line}: not UTF-8, nor GBK: save it as CSV UTF-8"
    return (
        f"{name}, row {line}: the file is GBK (GB18030), not UTF-8: save it as CSV UTF-8, "
        f"or run: iconv -f GB18030 -t UTF-8 {name}"
    )


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give the records with their row numbers; the first one always exists."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 0
    try:
        for row, record in enumerate(reader, start=1):
            if row > MAX_ROWS + 1:
                raise InvalidInput(f"{name} has more than {MAX_ROWS:,} rows")
            yield row, [_cell(cell, name, row) for cell in record]
    except csv.Error as error:
        raise InvalidInput(f"{name}, row {row + 1}: {error}") from None
    if row == 0:
        raise InvalidInput(f"{name} is empty")


def _cell(cell: str, name: str, row: int) -> str:
    if len(cell) > MAX_CELL_CHARACTERS:
        raise InvalidInput(
            f"{name}, row {row}: a cell of {len(cell):,} characters, more than "
            f"{MAX_CELL_CHARACTERS:,}: {cell[:20]}…"
        )
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    cell = " ".join(cell.split())
    if bad := next((c for c in cell if c < " " or "\x7f" <= c < "\xa0"), None):
        raise InvalidInput(f"{name}, row {row}: control character U+{ord(bad):04X} in a cell")
    return cell


def _header(header: list[str], expected: Sequence[str], name: str) -> tuple[str, ...]:
    if doubled := sorted({column for column in header if header.count(column) > 1}):
        raise InvalidInput(f"{name}, row 1: column named twice: {', '.join(doubled)}")
    if missing := [column for column in expected if column not in header]:
        raise InvalidInput(
            f"{name}, row 1: column missing: {', '.join(missing)}; "
            f"expected {', '.join(expected)}; found {', '.join(header)[:300] or 'nothing'}"
        )
    return tuple(header)


def _rows(
    records: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], name: str
) -> Iterator[tuple[int, dict[str, str]]]:
    for row, record in records:
        if not any(record):
            continue
        if len(record) != len(columns):
            raise InvalidInput(
                f"{name}, row {row}: {len(record)} cells instead of {len(columns)}; "
                "the file may be cut off, or a comma stand outside quotes"
            )
        yield row, dict(zip(columns, record, strict=True))
