"""A table of a briefing as a table of Word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from app.briefing.column_widths import column_widths
from app.briefing.document import Column, Table
from app.briefing.paper import WIDE_TABLE_COLUMNS
from app.briefing.table_rows import rows_kept
from app.briefing.word.lengths import twips
from app.briefing.word.text import paragraph, run
from app.briefing.word.xml import Node, w


def table_node(table: Table) -> Node:
    """The head repeats on each page; no row stands on two."""
    widths = column_twips(table)
    style = "Wide" if len(table.columns) >= WIDE_TABLE_COLUMNS else "Table"
    head = _row(
        table.columns, [c.heading for c in table.columns], widths, f"{style}Heading", is_head=True
    )
    kept = rows_kept(table)
    rows = (
        _row(table.columns, row, widths, f"{style}Text", keeps_next=number < kept)
        for number, row in enumerate(table.rows, 1)
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", _properties(table.caption, sum(widths)), grid, head, *rows)


def column_twips(table: Table) -> list[int]:
    """Widths whose sum is that of the text block, whatever they round to."""
    ends = [twips(end) for end in accumulate(column_widths(table))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _properties(caption: str, width: int) -> Node:
    return w(
        "tblPr",
        w("tblStyle", val="BriefingTable"),
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1),
        w("tblCaption", val=caption),
    )


def _row(
    columns: Sequence[Column],
    texts: Sequence[str],
    widths: Sequence[int],
    style: str,
    *,
    is_head: bool = False,
    keeps_next: bool = False,
) -> Node:
    keep = [w("keepNext")] if keeps_next else []
    cells = (
        _cell(text, width, style, [*keep, *_align(column)])
        for column, text, width in zip(columns, texts, widths, strict=True)
    )
    repeats = w("tblHeader") if is_head else None
    return w("tr", w("trPr", w("cantSplit"), repeats), *cells)


def _align(column: Column) -> list[Node]:
    return [w("jc", val="right")] if column.is_number else []


def _cell(text: str, width: int, style: str, properties: Sequence[Node]) -> Node:
    of_cell = w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center"))
    return w("tc", of_cell, paragraph(style, run(text), properties=properties))
