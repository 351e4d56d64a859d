"""Tables in XLSX and XLS workbooks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from etl.documents.archive import open_archive, unpack_all
from etl.documents.grid import Block, Grid, Row
from etl.documents.limits import MAX_COLUMNS
from etl.documents.rows import Remark, Where
from etl.documents.source import Source, fault_at
from etl.documents.text import tidy
from etl.documents.workbook.scan import SheetScan, scan_sheets
from etl.documents.workbook.sheets import Range, Sheet, Value, new_sheets, old_sheets


def blocks(source: Source) -> Iterator[Block]:
    """Give one table for every visible sheet.

    Raises
    ------
    InvalidInput
        If the workbook cannot be read.
    """
    is_new = source.content.startswith(b"PK")
    scans = _scans(source) if is_new else {}
    for sheet in new_sheets(source) if is_new else old_sheets(source):
        if sheet.visible:
            faults = scans[sheet.name].faults if sheet.name in scans else {}
            yield Grid(tuple(_rows(source, sheet, faults)))
        else:
            where = source.where(1, sheet=sheet.name)
            yield Remark("sheet-hidden", "a hidden sheet, not read", where)


def _scans(source: Source) -> dict[str, SheetScan]:
    """What the sheets of an XLSX file hide."""
    with open_archive(source) as archive:
        unpack_all(source, archive)
        return scan_sheets(source, archive)


def _rows(source: Source, sheet: Sheet, faults: dict[int, dict[int, str]]) -> Iterator[Row]:
    first_column = sheet.first_column
    merged = _Merged(sheet.merged)
    number = 0
    for number, values in enumerate(sheet.rows, 1):
        where = source.where(number, sheet=sheet.name)
        if first_column + len(values) > MAX_COLUMNS and any(values[MAX_COLUMNS - first_column :]):
            raise fault_at(where, f"a value right of column {MAX_COLUMNS}; delete it")
        cells = [*([""] * first_column), *map(_text, values[: MAX_COLUMNS - first_column])]
        if row := merged.row(where, number - 1, cells, faults.get(number - 1, {})):
            yield row
    for below in sorted(row for row in faults if row >= number):
        yield Row(source.where(below + 1, sheet=sheet.name), (), faults=faults[below])


def _text(value: Value) -> str:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return str(value.date())
    return str(value)


class _Merged:
    """The merged ranges of a sheet, met row by row from the top."""

    def __init__(self, ranges: list[Range]) -> None:
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[tuple[Range, str]] = []

    def row(self, where: Where, row: int, cells: list[str], faults: dict[int, str]) -> Row | None:
        """Fill the merged cells of a row (counted from 0); None if the row is blank."""
        while self._waiting and self._waiting[-1][0][0] <= row:
            range_ = self._waiting.pop()
            (top, column), _ = range_
            if column >= MAX_COLUMNS:
                continue
            text = cells[column] if top == row and column < len(cells) else ""
            self._open.append((range_, text))
        self._open = [(range_, text) for range_, text in self._open if range_[1][0] >= row]
        if len(self._open) > MAX_COLUMNS:
            raise fault_at(where, "merged cells that overlap; unmerge them")
        above: set[int] = set()
        left: set[int] = set()
        for ((top, first), (_, last)), text in self._open:
            for column in range(first, min(last + 1, len(cells))):
                cells[column] = text
                if top < row:
                    above.add(column)
                if column > first:
                    left.add(column)
        if not any(cells) and not faults:
            return None
        return Row(where, tuple(cells), frozenset(above), frozenset(left), faults)
