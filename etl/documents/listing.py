"""Finds the list among the tables and lines of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.documents.finishing import finish
from etl.documents.gathering import Gathering
from etl.documents.grid import Block, Grid, Line
from etl.documents.headers import Columns, Header, find_header, same_list
from etl.documents.limits import MAX_ROWS
from etl.documents.rows import Listing, Remark
from etl.documents.source import Source
from etl.documents.table import read_grid
from etl.documents.text import shorten
from geo.errors import InvalidInput


def make_listing(source: Source, kind: str, blocks: Iterable[Block]) -> Listing:
    """Find the list and give its rows.

    Parameters
    ----------
    source : Source
    kind : str
        What the document is, such as "xlsx".
    blocks : iterable of Block
        Its tables, lines and remarks in order.

    Raises
    ------
    InvalidInput
        If no list is found, or the list cannot be used as it is.
    """
    held = _within_limits(source, blocks)
    headers = [find_header(block.rows) if isinstance(block, Grid) else None for block in held]
    columns = _main_columns(headers)
    if columns is None:
        raise _no_list(source, held)
    found = Gathering(columns)
    _read_tables(found, held, headers)
    if not found.drafts:
        raise source.fault("the list has a header but no rows")
    rows = finish(found)
    return Listing(source.name, kind, source.sha256, rows, tuple(found.remarks))


def _within_limits(source: Source, blocks: Iterable[Block]) -> list[Block]:
    held: list[Block] = []
    count = 0
    for block in blocks:
        count += len(block.rows) if isinstance(block, Grid) else 1
        if count > MAX_ROWS:
            raise source.fault(f"more than {MAX_ROWS:,} rows; cut it to the pages with the list")
        held.append(block)
    return held


def _main_columns(headers: Sequence[Header | None]) -> Columns | None:
    """Columns of the list: the first that names clusters, else the first with mere names."""
    columns = [header.columns for header in headers if header]
    specific = (one for one in columns if one.specific)
    return next(specific, columns[0] if columns else None)


def _read_tables(
    found: Gathering, blocks: Sequence[Block], headers: Sequence[Header | None]
) -> None:
    main = found.columns
    for block, header in zip(blocks, headers, strict=True):
        if isinstance(block, Remark):
            found.remarks.append(block)
        elif isinstance(block, Line):
            found.aside(block.text, block.where)
        elif header and same_list(header.columns, main):
            found.part += not block.follows
            read_grid(found, block, header)
        elif block.follows and found.drafts:
            read_grid(found, block, None)
        elif block.rows:
            first = block.rows[0]
            message = f"a table that is not the list: {shorten(first.text())}"
            found.remark("table-skipped", message, first.where)


def _no_list(source: Source, blocks: Sequence[Block]) -> InvalidInput:
    lines = [row.text() for block in blocks if isinstance(block, Grid) for row in block.rows[:5]]
    shown = " / ".join(shorten(line, 40) for line in lines[:5]) or "nothing"
    return source.fault(f"no list found; the first rows are: {shown}")
