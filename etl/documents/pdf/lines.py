"""Lines of text on a PDF page, and the pieces of a line that stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdfplumber.page import Page

from etl.documents.text import close_up, tidy

WORD_GAP = 0.4
"""Gap that parts words, in character widths; Latin letters among Chinese stand a quarter off."""
_SAME_PIECE = 0.7
"""Gap up to which words belong together, in character heights."""
_SAME_LINE = 0.5
"""Distance of the middles up to which words stand on one line, in character heights."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together; positions in points from the left edge of the page."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; positions in points from the top edge of the page."""

    top: float
    bottom: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return tidy(" ".join(piece.text for piece in self.pieces))

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float


def text_lines(page: Page) -> list[TextLine]:
    """The lines of a page from top to bottom."""
    words = [
        _Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in page.extract_words(x_tolerance_ratio=WORD_GAP)
    ]
    words.sort(key=lambda word: (word.top + word.bottom, word.left))
    lines: list[list[_Word]] = []
    for word in words:
        if lines and _on_line(word, lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(line) for line in lines]


def _on_line(word: _Word, line: Sequence[_Word]) -> bool:
    first = line[0]
    height = min(word.bottom - word.top, first.bottom - first.top)
    apart = abs(word.top + word.bottom - first.top - first.bottom) / 2
    return apart <= _SAME_LINE * height


def _line(words: list[_Word]) -> TextLine:
    words.sort(key=lambda word: word.left)
    pieces: list[list[_Word]] = []
    for word in words:
        height = word.bottom - word.top
        if pieces and word.left - pieces[-1][-1].right <= _SAME_PIECE * height:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return TextLine(
        min(word.top for word in words),
        max(word.bottom for word in words),
        tuple(
            Piece(
                close_up(tidy(" ".join(word.text for word in piece))),
                piece[0].left,
                max(word.right for word in piece),
            )
            for piece in pieces
        ),
    )
