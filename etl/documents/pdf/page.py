"""One page of a PDF: its tables and the lines between them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from pdfplumber.page import Page

from etl.documents.grid import Block, Grid, Line
from etl.documents.limits import MAX_PAGE_CHARACTERS, MAX_PAGE_LINES
from etl.documents.pdf.lines import TextLine, text_lines
from etl.documents.pdf.ruled import RuledTable, ruled_tables
from etl.documents.pdf.unruled import Layout, find_layout, goes_on, unruled_grids
from etl.documents.rows import Where
from etl.documents.source import Source, fault_at

_READABLE = 0.5
"""Share of the characters that must be known for a page to count as text."""


def upright(page: Page) -> Page:
    """The page turned so that most of its text reads from left to right."""
    angles: Counter[int] = Counter()
    for char in page.chars:
        across, up, *_ = char["matrix"]
        angles[round(math.degrees(math.atan2(up, across)) / 90) % 4 * 90] += 1
    angle = max(angles, key=lambda one: angles[one], default=0)
    if angle == 0:
        return page
    rotation = (page.rotation + angle) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate = rotation
    return Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def has_text(page: Page) -> bool:
    """Whether the page has text whose characters are known (a font may hide them)."""
    texts = [char["text"] for char in page.chars if not char["text"].isspace()]
    known = sum(not text.startswith("(cid:") for text in texts)
    return bool(texts) and known >= _READABLE * len(texts)


class PageReader:
    """Reads page after page; a table without ruled cells may go on from one to the next."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._layout: Layout | None = None
        self._ended_in_table = False

    def blocks(self, page: Page) -> Iterator[Block]:
        """Give the tables and lines of a page from top to bottom."""
        self._check(page)
        page = page.dedupe_chars()
        lines = text_lines(page)
        tables = ruled_tables(page, lines)
        if tables:
            found = list(self._ruled(page.page_number, lines, tables))
        else:
            found = list(self._unruled(page, lines))
        self._ended_in_table = any(isinstance(block, Grid) for block in found)
        yield from found

    def _check(self, page: Page) -> None:
        where = self._source.where(1, page=page.page_number)
        if len(page.chars) > MAX_PAGE_CHARACTERS:
            raise fault_at(where, f"more than {MAX_PAGE_CHARACTERS:,} characters on one page")
        if len(page.lines) + len(page.rects) + len(page.curves) > MAX_PAGE_LINES:
            raise fault_at(where, f"more than {MAX_PAGE_LINES:,} drawn lines on one page")

    def _where(self, page: int, row: int, *, table: int | None = None) -> Where:
        return self._source.where(row, page=page, table=table)

    def _ruled(
        self, page: int, lines: Sequence[TextLine], tables: Sequence[RuledTable]
    ) -> Iterator[Block]:
        self._layout = None
        placed: list[tuple[float, Block]] = []
        for number, table in enumerate(tables, 1):
            several = number if len(tables) > 1 else None
            rows = table.rows(partial(self._where, page, table=several))
            placed.append((table.top, Grid(rows, self._ended_in_table and number == 1)))
        for number, line in enumerate(lines, 1):
            if not any(table.covers(line) for table in tables):
                placed.append((line.top, Line(self._where(page, number), line.text)))
        placed.sort(key=lambda one: one[0])
        yield from (block for _, block in placed)

    def _unruled(self, page: Page, lines: Sequence[TextLine]) -> Iterator[Block]:
        number = page.page_number
        found = find_layout(lines, partial(self._where, number))
        begin = 0
        if found:
            header, self._layout = found
            begin = header.stop
            above = lines[: header.start]
            yield from (Line(self._where(number, at), one.text) for at, one in enumerate(above, 1))
        elif self._layout and not goes_on(lines, self._layout):
            self._layout = None
        if self._layout is None:
            yield from (Line(self._where(number, at), one.text) for at, one in enumerate(lines, 1))
            return
        rules = sorted({round(edge["top"], 1) for edge in page.horizontal_edges})
        yield from unruled_grids(
            lines[begin:],
            rules,
            self._layout,
            lambda row: self._where(number, row + begin),
            has_header=found is not None,
        )
