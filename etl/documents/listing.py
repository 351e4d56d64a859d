"""Finds the list among the tables and lines of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from etl.documents.draft import as_number
from etl.documents.finishing import finish
from etl.documents.gathering import Gathering
from etl.documents.grid import Block, Grid, Line
from etl.documents.headers import Columns, Header, find_header, same_list
from etl.documents.limits import MAX_ROWS
from etl.documents.numbered import read_lines
from etl.documents.record import record
from etl.documents.rows import Listing, Remark
from etl.documents.source import Source
from etl.documents.table import read_grid
from etl.documents.text import shorten
from geo.errors import InvalidInput

_SHOWN_LINES = 5
_SHOWN_REMARKS = 3


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
    found = Gathering()
    columns = _main_columns(headers)
    if columns:
        _read_tables(found, held, headers, columns)
    elif not read_lines(found, list(_as_lines(found, held))):
        raise _no_list(source, held)
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
            raise source.fault(f"more than {MAX_ROWS:,} rows; cut it to the part with the list")
        held.append(block)
    return held


def _main_columns(headers: Sequence[Header | None]) -> Columns | None:
    """Columns of the list: the first that names clusters, else the first with mere names."""
    columns = [header.columns for header in headers if header]
    specific = (one for one in columns if one.specific)
    return next(specific, columns[0] if columns else None)


def _read_tables(
    found: Gathering,
    blocks: Sequence[Block],
    headers: Sequence[Header | None],
    columns: Columns,
) -> None:
    for block, header in zip(blocks, headers, strict=True):
        if isinstance(block, Remark):
            found.remarks.append(block)
        elif isinstance(block, Line):
            found.aside(f"{block.label}{block.text}", block.where)
        elif header and same_list(header.columns, columns):
            found.part += not block.follows
            columns = read_grid(found, block, columns, header)
        elif header is None and _goes_on(found, block, columns):
            columns = read_grid(found, block, columns, None)
        elif block.rows:
            first = block.rows[0]
            message = f"a table that is not the list: {shorten(first.text())}"
            found.remark("table-skipped", message, first.where)


def _goes_on(found: Gathering, grid: Grid, columns: Columns) -> bool:
    """Whether a table without a header goes on with the list: same width, next number."""
    last = found.last()
    if last is None or not grid.rows or len(grid.rows[0].cells) != len(columns.labels):
        return False
    before = as_number(last.number)
    if before is None or columns.number is None:
        return grid.follows
    numbers = (as_number(record(row, columns, columns.blocks[0]).number) for row in grid.rows)
    first = next((number for number in numbers if number is not None), None)
    return first == before + 1 or (first is None and grid.follows and len(grid.rows) == 1)


def _as_lines(found: Gathering, blocks: Sequence[Block]) -> Iterator[Line]:
    """Everything as lines, where no table has a header; remarks go to what was found."""
    for block in blocks:
        if isinstance(block, Remark):
            found.remarks.append(block)
        elif isinstance(block, Line):
            yield block
        else:
            yield from (Line(row.where, text) for row in block.rows if (text := row.text()))


def _no_list(source: Source, blocks: Sequence[Block]) -> InvalidInput:
    found = Gathering()
    lines = list(_as_lines(found, blocks))
    left_out = [f" {remark.where}: {remark.message}." for remark in found.remarks[:_SHOWN_REMARKS]]
    shown = [shorten(line.text, 40) for line in lines[:_SHOWN_LINES]]
    return source.fault(
        f"no list found. It begins: {' / '.join(shown) or 'nothing'}. "
        "A table needs a header: 集群名称 or 名称, as it has them 序号, 推荐单位, 省份 or 地区 "
        "(Cluster name, No., Recommending unit, Province); a list without a table needs numbered "
        f"lines, or names that all end as names do (集群, 基地, 园区).{''.join(left_out)}"
    )
