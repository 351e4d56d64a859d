"""Columns of a table without lines: bands of text with white space between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.documents.headers import is_header_word
from etl.documents.pdf.lines import Piece, TextLine

_MOST_PIECES_OF_A_HEADER = 4
_TOUCH_POINTS = 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """A column: from left to right, in points."""

    left: float
    right: float


def stacked(lines: Sequence[TextLine]) -> TextLine:
    """Lines as one, with the pieces that stand above each other put together."""
    pieces: list[Piece] = []
    for line in lines:
        for piece in line.pieces:
            over = [one for one in pieces if piece.left < one.right and piece.right > one.left]
            pieces = [one for one in pieces if one not in over]
            text = "".join(one.text for one in over) + piece.text
            left = min(one.left for one in (*over, piece))
            pieces.append(Piece(text, left, max(one.right for one in (*over, piece))))
    pieces.sort(key=lambda one: one.left)
    return TextLine(lines[0].top, lines[-1].bottom, tuple(pieces))


def header_cells(line: TextLine) -> list[Piece]:
    """The pieces of a line with spread header words put together: 序 号 名 称 gives two."""
    cells: list[Piece] = []
    pieces = line.pieces
    at = 0
    while at < len(pieces):
        for end in range(min(at + _MOST_PIECES_OF_A_HEADER, len(pieces)), at, -1):
            if end == at + 1 or _is_spread_word(pieces[at:end]):
                text = "".join(piece.text for piece in pieces[at:end])
                cells.append(Piece(text, pieces[at].left, pieces[end - 1].right))
                at = end
                break
    return cells


def _is_spread_word(pieces: Sequence[Piece]) -> bool:
    texts = [piece.text for piece in pieces]
    return is_header_word("".join(texts)) and not all(map(is_header_word, texts))


def find_bands(header: Sequence[Piece], body: Iterable[TextLine]) -> tuple[Band, ...]:
    """Where the columns under a header stand, by the text below it."""
    spans = [(piece.left, piece.right) for piece in header]
    for line in body:
        if len(line.pieces) > 1 and not any(_covers(piece, header) > 1 for piece in line.pieces):
            spans.extend((piece.left, piece.right) for piece in line.pieces)
    merged = _merge(spans)
    if len(merged) == len(header):
        return tuple(merged)
    return _between(header)


def _covers(piece: Piece, header: Sequence[Piece]) -> int:
    return sum(piece.left < one.right and piece.right > one.left for one in header)


def _merge(spans: Iterable[tuple[float, float]]) -> list[Band]:
    bands: list[Band] = []
    for left, right in sorted(spans):
        if bands and left <= bands[-1].right + _TOUCH_POINTS:
            bands[-1] = Band(bands[-1].left, max(right, bands[-1].right))
        else:
            bands.append(Band(left, right))
    return bands


def _between(header: Sequence[Piece]) -> tuple[Band, ...]:
    """Bands that meet half-way between the header words."""
    edges = [(one.right + other.left) / 2 for one, other in pairwise(header)]
    starts = [header[0].left, *edges]
    ends = [*edges, header[-1].right]
    return tuple(Band(left, right) for left, right in zip(starts, ends, strict=True))


def band_of(piece: Piece, bands: Sequence[Band]) -> int:
    """The band that a piece overlaps most, else the nearest."""
    return max(
        range(len(bands)),
        key=lambda at: min(piece.right, bands[at].right) - max(piece.left, bands[at].left),
    )


def is_across(line: TextLine, bands: Sequence[Band]) -> bool:
    """Whether a line has a piece over several columns, as titles and notes do."""
    return any(
        sum(piece.left < band.right and piece.right > band.left for band in bands) > 1
        for piece in line.pieces
    )
