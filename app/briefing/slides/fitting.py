"""How text fits into the boxes of slides: lines are counted by the widths of their characters.

Presentation programs break lines themselves, in fonts that we do not have. So a line is counted
wider than our own font has it, and the distance of lines is fixed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.briefing.document import Heading, Paragraph
from app.briefing.plain import plain
from app.image.lettering import width_px, wrapped

LEADING: Final = 1.4
"""Distance of two lines, in sizes of type."""
_HAN_WIDER, _LATIN_WIDER = 1.04, 1.17
"""Reserve of width: Han characters are alike in all fonts, letters are not."""
_FIRST_HAN: Final = "⺀"
_BETWEEN: Final = 0.5
"""White after a paragraph, in sizes of type."""
_CUT: Final = "…"

Text = Paragraph | Heading


def lines_of(text: str, size_pt: float, room_pt: float) -> int:
    """Lines that a text takes; a word longer than a line is broken anywhere."""
    letters = sum(character < _FIRST_HAN for character in text) / max(len(text), 1)
    wide_pt = size_pt * (_HAN_WIDER + letters * (_LATIN_WIDER - _HAN_WIDER))
    lines = wrapped(text, wide_pt, room_pt)
    return sum(max(1, math.ceil(width_px(one, wide_pt) / room_pt)) for one in lines)


def shortened(text: str, size_pt: float, room_pt: float, most_lines: int) -> str:
    """The text, or as much of it as so many lines hold, with an ellipsis."""
    if lines_of(text, size_pt, room_pt) <= most_lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines_of(text[:middle] + _CUT, size_pt, room_pt) <= most_lines
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + _CUT


def largest(text: str, sizes_pt: Sequence[float], room_pt: float, most_lines: int) -> float:
    """The largest size in which a text takes so many lines at most; the last one if none does."""
    fitting = (size for size in sizes_pt if lines_of(text, size, room_pt) <= most_lines)
    return next(fitting, sizes_pt[-1])


@dataclass(frozen=True, slots=True)
class Room:
    """Width and height of a box in points."""

    width_pt: float
    height_pt: float

    def holds(self, texts: Iterable[Text], size_pt: float) -> bool:
        """Whether the texts fit in type of a size."""
        return sum(_height(one, size_pt, self) for one in texts) <= self.height_pt

    def size_for(self, texts: Sequence[Text], sizes_pt: Sequence[float]) -> float:
        """The largest size in which texts fit; the last one if none does."""
        return next((size for size in sizes_pt if self.holds(texts, size)), sizes_pt[-1])

    def pages(self, texts: Sequence[Text], size_pt: float) -> list[list[Text]]:
        """Texts by page; one that is longer than a page goes on on the next."""
        pages: list[list[Text]] = [[]]
        waiting = list(reversed(texts))
        while waiting:
            one = waiting.pop()
            if self.holds([*pages[-1], one], size_pt):
                pages[-1].append(one)
            elif pages[-1]:
                _leave_no_heading(pages, waiting, one)
            else:
                head, rest = self._split(one, size_pt)
                pages[-1].append(head)
                waiting.append(rest)
                pages.append([])
        return [page for page in pages if page]

    def _split(self, one: Text, size_pt: float) -> tuple[Text, Text]:
        most = max(1, math.floor(self.height_pt / (size_pt * LEADING)) - 1)
        kept = len(shortened(one.text, size_pt, self.width_pt, most)) - len(_CUT)
        kept = max(kept, 1)
        return replace(one, text=one.text[:kept]), replace(one, text=one.text[kept:])


def _leave_no_heading(pages: list[list[Text]], waiting: list[Text], one: Text) -> None:
    """Begin a page with a text; a heading right before it goes with it."""
    waiting.append(one)
    if len(pages[-1]) > 1 and isinstance(pages[-1][-1], Heading):
        waiting.append(pages[-1].pop())
    pages.append([])


def _height(one: Text, size_pt: float, room: Room) -> float:
    lines = lines_of(plain(one.text), size_pt, room.width_pt)
    return (lines * LEADING + _BETWEEN) * size_pt


def after_pt(size_pt: float) -> float:
    """White after a paragraph in type of a size."""
    return _BETWEEN * size_pt
