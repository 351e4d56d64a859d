"""Reads the rows of a table under its header: headings, notes, sums, broken and repeated rows."""

from __future__ import annotations

from collections.abc import Sequence

from etl.documents.draft import (
    Draft,
    as_number,
    has_place,
    is_complete,
    is_footnote,
    is_note,
    is_total,
)
from etl.documents.gathering import Gathering
from etl.documents.grid import Grid, Row
from etl.documents.headers import Columns, Header, header_at, is_name_header, same_list
from etl.documents.record import Record, records
from etl.documents.text import join, shorten
from etl.documents.units import unit_heading


def read_grid(found: Gathering, grid: Grid, columns: Columns, header: Header | None) -> Columns:
    """Read one table of the list.

    Parameters
    ----------
    found : Gathering
        Takes the rows and remarks.
    grid : Grid
    columns : Columns
        What the columns of the list are so far.
    header : Header or None
        The header of this table; without one it goes on with the columns as they are.

    Returns
    -------
    Columns
        What the columns are at the end of the table.

    Raises
    ------
    InvalidInput
        If a name or unit has no usable value, or a header names a column twice.
    """
    at, continues = 0, grid.follows
    heads = _heads(grid.rows)
    while at < len(grid.rows):
        row = grid.rows[at]
        if header is not None and at < header.first:
            found.aside(row.text(), row.where)
            at += 1
        elif here := _header_here(grid.rows, heads, at):
            columns, at = _meet_header(found, columns, grid.rows, here)
            if not same_list(here.columns, columns):
                at = _next_list(columns, grid.rows, heads, at)
        elif _is_aside(row, columns):
            found.aside(row.text(), row.where)
            at += 1
        else:
            end = _end_of_rows(grid.rows, heads, at, columns)
            _read_rows(found, grid.rows[at:end], columns, continues=continues)
            at, continues = end, False
    return columns


def _heads(rows: Sequence[Row]) -> set[int]:
    """Rows in which a word stands that heads the column of names."""
    return {at for at, row in enumerate(rows) if any(map(is_name_header, row.cells))}


def _header_here(rows: Sequence[Row], heads: set[int], at: int) -> Header | None:
    """The header that begins in a row; it may have the name in its second row."""
    return header_at(rows, at) if at in heads or at + 1 in heads else None


def _meet_header(
    found: Gathering, before: Columns, rows: Sequence[Row], header: Header
) -> tuple[Columns, int]:
    """Take a header; gives the columns and the row to go on with."""
    where, columns = rows[header.first].where, header.columns
    after = header.first + header.depth
    if columns.key == before.key:
        if found.drafts:
            found.remark("header-repeated", "the header stands again", where)
    elif not same_list(columns, before):
        found.remark("table-skipped", f"another table: {shorten(rows[header.first].text())}", where)
        return before, after
    elif found.drafts:
        labels = ", ".join(label for label in columns.labels if label)
        found.part += 1
        found.remark("header-changed", f"from here on the columns are {labels}", where)
    return columns, after


def _next_list(columns: Columns, rows: Sequence[Row], heads: set[int], at: int) -> int:
    """Where the list goes on behind another table; the end if it does not."""
    for later in range(at, len(rows)):
        header = _header_here(rows, heads, later)
        if header and same_list(header.columns, columns):
            return later
    return len(rows)


def _is_aside(row: Row, columns: Columns) -> bool:
    """Whether a row is a heading, note or sum; a lone name is a row, be it that of a city."""
    own = row.own()
    if not own:
        return False
    first = row.cells[own[0]]
    if is_total(first) or is_footnote(first):
        return True
    if len(own) > 1:
        return False
    if own[0] + 1 in row.left or is_note(first):
        return True
    heading = unit_heading(first)
    is_name = own[0] in (block[columns.name] for block in columns.blocks)
    return heading is not None and (heading.is_plain or not is_name)


def _end_of_rows(rows: Sequence[Row], heads: set[int], begin: int, columns: Columns) -> int:
    for at in range(begin + 1, len(rows)):
        if _is_aside(rows[at], columns) or _header_here(rows, heads, at):
            return at
    return len(rows)


def _read_rows(found: Gathering, rows: Sequence[Row], columns: Columns, *, continues: bool) -> None:
    batch = [record for record in records(rows, columns) if not record.is_blank]
    named = [record for record in batch if record.name]
    if len(named) > 1 or not found.drafts:
        found.numbered = 2 * sum(bool(record.number) for record in named) >= max(len(named), 1)
    for record in batch:
        _read_record(found, record, first_on_page=continues)
        continues = False


def _read_record(found: Gathering, record: Record, *, first_on_page: bool) -> None:
    last = found.last()
    if last and _continues(found, last, record, first_on_page=first_on_page):
        _continue(found, last, record)
    elif not any(character.isalpha() for character in record.name):
        found.remark("skipped-row", f"a row without a name: {shorten(record.text())}", record.where)
    elif found.numbered and record.number and not _fits(last, record):
        message = f"{shorten(record.number, 20)} is no running number: {shorten(record.name)}"
        found.remark("skipped-row", message, record.where)
    else:
        if found.numbered and not record.number and not record.number_above:
            message = f"no number before {shorten(record.name)}"
            found.remark("number-missing", message, record.where)
        found.add(record.where, record.name, record.unit, record.number, record.extras)


def _fits(last: Draft | None, record: Record) -> bool:
    """Whether the number is one, where the row before had one."""
    if last is None or as_number(last.number) is None:
        return True
    return as_number(record.number) is not None


def _continues(found: Gathering, last: Draft, record: Record, *, first_on_page: bool) -> bool:
    """Whether a row is the rest of the one before: cut by a page, or wrapped by hand."""
    if record.name_above or record.number_above:
        return record.name_above
    if record.number:
        unnumbered = found.numbered and not last.number
        return first_on_page and unnumbered and not is_complete(last.name)
    if found.numbered and first_on_page:
        return True
    if not record.name:
        return first_on_page or found.numbered
    if is_complete(last.name) or not is_complete(join(last.name, record.name)):
        return False
    return first_on_page or (found.numbered and not record.unit and not has_place(record.name))


def _continue(found: Gathering, last: Draft, record: Record) -> None:
    extras = {label: text for label, text in record.extras.items() if text}
    if record.name_above:
        last.add_beside(record.unit, extras)
    else:
        last.extend(record.name, record.unit, extras)
    last.number = last.number or record.number
    message = f"joined with the row before: {shorten(last.name)}"
    found.remark("joined-row", message, record.where)
