"""Sheets of a workbook as calamine reads them; those of the old format in a process apart."""

from __future__ import annotations

import datetime
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.documents.limits import MAX_XLS_MEMORY_BYTES, MAX_XLS_SECONDS
from etl.documents.source import Source

Value = int | float | str | bool | datetime.date | datetime.time | datetime.timedelta
Range = tuple[tuple[int, int], tuple[int, int]]

_CHILD = Path(__file__).with_name("xls_child.py")
_PANIC = "PanicException"
"""Class of a panic in Rust code; it cannot be imported."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet. Rows begin at the top of the sheet, columns at `first_column`."""

    name: str
    visible: bool
    first_column: int
    merged: list[Range]
    rows: Iterable[list[Value]]


def new_sheets(source: Source) -> Iterator[Sheet]:
    """The worksheets of an XLSX file.

    Raises
    ------
    InvalidInput
        If the workbook is damaged.
    """
    stream = io.BytesIO(source.content)
    with _told_faults(source), CalamineWorkbook.from_filelike(stream) as book:
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            visible = about.visible == SheetVisibleEnum.Visible
            _, first_column = sheet.start or (0, 0)
            merged = sheet.merged_cell_ranges or []
            yield Sheet(about.name, visible, first_column, merged, sheet.iter_rows())


@contextmanager
def _told_faults(source: Source) -> Iterator[None]:
    """Turn what calamine raises into our errors."""
    try:
        yield
    except PasswordError:
        raise source.fault("locked with a password: open it and save it without one") from None
    except CalamineError as error:
        raise source.fault(f"the workbook is damaged ({error}): save it anew") from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise source.fault("the workbook is damaged: save it anew") from None


def old_sheets(source: Source) -> Iterator[Sheet]:
    """The worksheets of an XLS file.

    A damaged one can make the library ask for any amount of memory, which ends its process: so it
    runs in one of its own, with bounds.

    Raises
    ------
    InvalidInput
        If the workbook is damaged, or needs more memory or time than is reasonable.
    """
    command = [sys.executable, "-I", str(_CHILD), str(MAX_XLS_MEMORY_BYTES), str(MAX_XLS_SECONDS)]
    done = subprocess.run(command, input=source.content, capture_output=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise source.fault("the workbook is damaged: open it and save it as XLSX")
    for line in done.stdout.splitlines():
        name, visible, first_column, merged, rows = json.loads(line)
        ranges = [((top, left), (bottom, right)) for (top, left), (bottom, right) in merged]
        yield Sheet(name, visible, first_column, ranges, rows)
