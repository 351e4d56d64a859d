"""Tables without ruled cells on a PDF page: columns and rows by where the text stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from etl.documents.draft import is_note
from etl.documents.grid import Grid, Row
from etl.documents.headers import Columns, header_at
from etl.documents.pdf.bands import Band, band_of, find_bands, header_cells, is_across, stacked
from etl.documents.pdf.lines import Piece, TextLine
from etl.documents.pdf.rows import Group, PlacedLine, RowFinder
from etl.documents.rows import Where
from etl.documents.text import tidy
from etl.documents.units import unit_heading

_HEADER_LINES = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and where they stand on the page."""

    columns: Columns
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """A header: its lines, from `begin` up to `end`, its cells and what they say."""

    begin: int
    end: int
    cells: tuple[Piece, ...]
    columns: Columns


def find_layout(
    lines: Sequence[TextLine], where: Callable[[int], Where]
) -> tuple[range, Layout] | None:
    """The lines with a header of two or more columns, and the layout of the table below.

    Words of a header may be wrapped over two or three lines. Of the readings that begin near the
    first one, that which knows most columns from fewest lines is taken.
    """
    for at in range(len(lines)):
        if not any(_heads(lines, at, where)):
            continue
        heads = [
            head for begin in range(at, at + _HEADER_LINES) for head in _heads(lines, begin, where)
        ]
        best = max(heads, key=lambda head: (head.columns.known, head.begin - head.end))
        body = [line for line in lines[best.end :] if len(line.pieces) > 1]
        return range(best.begin, best.end), Layout(best.columns, find_bands(best.cells, body))
    return None


def _heads(lines: Sequence[TextLine], begin: int, where: Callable[[int], Where]) -> Iterator[_Head]:
    for end in range(begin + 1, min(begin + _HEADER_LINES, len(lines)) + 1):
        if head := _head(lines, begin, end, where):
            yield head


def _head(
    lines: Sequence[TextLine], begin: int, end: int, where: Callable[[int], Where]
) -> _Head | None:
    cells = header_cells(stacked(lines[begin:end]))
    if len(cells) < 2:
        return None
    header = header_at((Row(where(begin + 1), tuple(cell.text for cell in cells)),), 0)
    return _Head(begin, end, tuple(cells), header.columns) if header else None


def goes_on(lines: Sequence[TextLine], layout: Layout) -> bool:
    """Whether a page without a header goes on with the table of the page before."""
    columns, bands = layout.columns, layout.bands
    block = columns.blocks[0]
    if columns.number is None:
        rows = [line for line in lines if len(line.pieces) > 1 and not is_across(line, bands)]
        return 2 * len(rows) > len(lines)
    finder = _row_finder(columns, [bands[at] for at in block], ())
    inside = (line for line in lines if not is_across(line, bands) and len(line.pieces) > 1)
    return any(finder.has_number(line) for line in inside)


def unruled_grids(
    lines: Sequence[TextLine],
    rules: Sequence[float],
    layout: Layout,
    where: Callable[[int], Where],
    *,
    has_header: bool,
) -> Iterator[Grid]:
    """Give a table as a grid, or as one for each list that stands side by side.

    Parameters
    ----------
    lines : sequence of TextLine
        The lines below the header.
    rules : sequence of float
        Heights of the horizontal lines on the page, in points from the top.
    layout : Layout
    where : callable
        Place of a line by its number on the page.
    has_header : bool
        Whether the header stands on this page, or on one before.
    """
    placed = [PlacedLine(number, line) for number, line in enumerate(lines, 1)]
    for at, block in enumerate(layout.columns.blocks):
        bands = [layout.bands[column] for column in block]
        body = _of_block(placed, layout, block, with_asides=at == 0)
        finder = _row_finder(layout.columns, bands, rules)
        groups = finder.groups(body, continues=not has_header)
        rows = [_row(group, bands, where) for group in groups]
        if has_header:
            labels = tuple(layout.columns.labels[column] for column in block)
            rows.insert(0, Row(where(0), labels))
        yield Grid(tuple(rows), follows=not has_header)


def _row_finder(columns: Columns, bands: Sequence[Band], rules: Sequence[float]) -> RowFinder:
    return RowFinder(bands, rules, columns.number, columns.name, columns.unit)


def _of_block(
    placed: Sequence[PlacedLine], layout: Layout, block: tuple[int, ...], *, with_asides: bool
) -> list[PlacedLine]:
    """The parts of the lines that stand in some of the columns, and headings and notes whole."""
    found = []
    for one in placed:
        if _is_aside(one.line, layout) or is_across(one.line, layout.bands):
            if with_asides:
                found.append(PlacedLine(one.number, one.line, aside=True))
            continue
        pieces = tuple(p for p in one.line.pieces if band_of(p, layout.bands) in block)
        if pieces:
            line = TextLine(one.line.top, one.line.bottom, pieces)
            found.append(PlacedLine(one.number, line))
    return found


def _is_aside(line: TextLine, layout: Layout) -> bool:
    """Whether a line is a heading or note; a lone number, or unit in its column, is a cell."""
    if len(line.pieces) > 1 or line.text.isdigit():
        return False
    heading = unit_heading(line.text)
    if heading is None or heading.count is not None:
        return heading is not None or is_note(line.text)
    unit, column = layout.columns.unit, band_of(line.pieces[0], layout.bands)
    return unit is None or all(column != block[unit] for block in layout.columns.blocks)


def _row(group: Group, bands: Sequence[Band], where: Callable[[int], Where]) -> Row:
    place = where(group.lines[0].number)
    if group.aside:
        text = " ".join(one.line.text for one in group.lines)
        return Row(place, (text,) * len(bands), left=frozenset(range(1, len(bands))))
    cells = [""] * len(bands)
    for one in group.lines:
        for piece in one.line.pieces:
            column = band_of(piece, bands)
            cells[column] = tidy(f"{cells[column]}\n{piece.text}")
    return Row(place, tuple(cells))
