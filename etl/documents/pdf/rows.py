"""Which lines of a table without ruled cells make up one row."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.documents.draft import as_number, has_place, is_complete
from etl.documents.pdf.bands import Band, band_of
from etl.documents.pdf.lines import TextLine
from etl.documents.text import join, tidy

_CLEARLY = 1.15
"""How much larger the gap between rows is than that between lines of one row."""
_NEAR = 1.0
"""Gap, in line heights, up to which a line may go on with the last row."""
_FAR = 2.2
"""Gap, in usual gaps, after which a table without running numbers has ended."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line, its number on the page, and whether it is a heading or note."""

    number: int
    line: TextLine
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one row, or of one heading or note."""

    lines: tuple[PlacedLine, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class RowFinder:
    """Puts the lines of each row together.

    A running number marks a row, or a unit if no number does and each row has one. Lines between
    two marks are parted at a ruled line, else at the widest gap, else they all go with the one
    above. Without marks each line is a row, or the rest of the name above.

    `bands` are the columns, `rules` the heights of horizontal lines in points from the top,
    `number`, `name` and `unit` the columns with them, where there are.
    """

    bands: Sequence[Band]
    rules: Sequence[float]
    number: int | None
    name: int
    unit: int | None

    def groups(self, lines: Sequence[PlacedLine], *, continues: bool) -> Iterator[Group]:
        """Give the rows in order; headings and notes part them.

        Parameters
        ----------
        lines : sequence of PlacedLine
            The lines of the table from top to bottom.
        continues : bool
            Whether the first lines may be the rest of a row of the page before.
        """
        stretch: list[PlacedLine] = []
        for one in lines:
            if not one.aside:
                stretch.append(one)
                continue
            yield from self._stretch(stretch, continues=continues)
            yield Group((one,), aside=True)
            stretch, continues = [], False
        yield from self._stretch(stretch, continues=continues)

    def _stretch(self, lines: Sequence[PlacedLine], *, continues: bool) -> Iterator[Group]:
        numbers = [at for at, one in enumerate(lines) if self.has_number(one.line)]
        if numbers:
            yield from self._around(lines, numbers, continues=continues)
            return
        units = [at for at, one in enumerate(lines) if self._in_band(one, self.unit)]
        groups = list(self._around(lines, units, continues=continues)) if units else []
        yield from groups if self._are_rows(groups) else self._line_by_line(lines)

    def _around(
        self, lines: Sequence[PlacedLine], anchors: Sequence[int], *, continues: bool
    ) -> Iterator[Group]:
        """One row around each line that marks one."""
        begin = 0
        if continues and self._is_apart(lines[: anchors[0] + 1]):
            begin = anchors[0]
            yield Group(tuple(lines[:begin]))
        for above, below in pairwise(anchors):
            end = above + 1 + self._split(lines[above : below + 1])
            yield Group(tuple(lines[begin:end]))
            begin = end
        end = self._end_of_last(lines, begin, anchors[-1])
        yield Group(tuple(lines[begin:end]))
        yield from (Group((one,), aside=True) for one in lines[end:])

    def _are_rows(self, groups: Sequence[Group]) -> bool:
        """Whether no group holds more than one name."""
        rows = [group.lines for group in groups if not group.aside]
        names = ([name for one in row if (name := self._name(one))] for row in rows)
        return bool(rows) and not any(is_complete(name) for row in names for name in row[:-1])

    def has_number(self, line: TextLine) -> bool:
        """Whether a running number stands in its column."""
        return any(
            band_of(piece, self.bands) == self.number and as_number(piece.text) is not None
            for piece in line.pieces
        )

    def _line_by_line(self, lines: Sequence[PlacedLine]) -> Iterator[Group]:
        """Every line a row, or the rest of the name above; a wide gap ends the table."""
        gaps = [_gap(above, below) for above, below in pairwise(lines)]
        usual = statistics.median(gaps) if gaps else 0.0
        group: list[PlacedLine] = []
        for at, one in enumerate(lines):
            if at and gaps[at - 1] > _FAR * usual:
                yield Group(tuple(group))
                yield from (Group((rest,), aside=True) for rest in lines[at:])
                return
            if group and not self._completes(group, one):
                yield Group(tuple(group))
                group = []
            group.append(one)
        if group:
            yield Group(tuple(group))

    def _completes(self, group: Sequence[PlacedLine], one: PlacedLine) -> bool:
        """Whether a line holds nothing but the rest of the name above it."""
        name, rest = self._names(group), self._name(one)
        alone = all(band_of(piece, self.bands) == self.name for piece in one.line.pieces)
        if not alone or is_complete(name) or has_place(rest):
            return False
        return is_complete(join(name, rest))

    def _split(self, lines: Sequence[PlacedLine]) -> int:
        """How many of the lines between the first and the last belong to the first."""
        between = len(lines) - 2
        if not between:
            return 0
        if ruled := self._ruled(lines):
            return ruled[0]
        gaps = [_gap(above, below) for above, below in pairwise(lines)]
        widest = max(gaps)
        return gaps.index(widest) if widest > _CLEARLY * min(gaps) else between

    def _ruled(self, lines: Sequence[PlacedLine]) -> list[int]:
        """Gaps between lines through which a horizontal line runs."""
        return [
            at
            for at, (above, below) in enumerate(pairwise(lines))
            if any(above.line.middle < rule < below.line.middle for rule in self.rules)
        ]

    def _is_apart(self, lines: Sequence[PlacedLine]) -> bool:
        """Whether lines at the top of a page belong to a row of the page before."""
        if len(lines) < 2:
            return False
        height = lines[-1].line.bottom - lines[-1].line.top
        return bool(self._ruled(lines[-2:])) or _gap(*lines[-2:]) >= height

    def _end_of_last(self, lines: Sequence[PlacedLine], begin: int, anchor: int) -> int:
        """Where the last row ends: it goes on while lines are near and its name is not complete."""
        name = self._names(lines[begin : anchor + 1])
        end = anchor + 1
        while end < len(lines):
            above, below = lines[end - 1].line, lines[end].line
            more = self._name(lines[end])
            near = below.top - above.bottom <= _NEAR * (below.bottom - below.top)
            if not near or self._ruled(lines[end - 1 : end + 1]) or (more and is_complete(name)):
                break
            name = join(name, more)
            end += 1
        return end

    def _names(self, lines: Sequence[PlacedLine]) -> str:
        return tidy("\n".join(map(self._name, lines)))

    def _name(self, one: PlacedLine) -> str:
        return self._in_band(one, self.name)

    def _in_band(self, one: PlacedLine, column: int | None) -> str:
        pieces = (piece for piece in one.line.pieces if band_of(piece, self.bands) == column)
        return "".join(piece.text for piece in pieces)


def _gap(above: PlacedLine, below: PlacedLine) -> float:
    return below.line.middle - above.line.middle
