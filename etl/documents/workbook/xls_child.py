"""Reads an XLS file from the standard input; run by `sheets.py`, in a process with bounds.

Writes one line of JSON for each worksheet: name, whether it is visible, first column, merged
ranges, rows. Takes the largest memory in bytes and the longest time in seconds.
"""

import datetime
import io
import json
import resource
import sys

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def main(memory_bytes: int, seconds: int) -> None:
    """Read and write."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        visible = about.visible == SheetVisibleEnum.Visible
        _, first_column = sheet.start or (0, 0)
        rows = [[_plain(value) for value in row] for row in sheet.iter_rows()]
        merged = sheet.merged_cell_ranges or []
        json.dump([about.name, visible, first_column, merged, rows], sys.stdout)
        sys.stdout.write("\n")


def _plain(value: object) -> str | int | float | bool:
    """A value that JSON knows; a date without time as the date alone."""
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return str(value.date())
    return str(value)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
