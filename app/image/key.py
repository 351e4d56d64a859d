"""The key beside the map of a sheet: colours, sizes and widths, with the counts of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.path import Path

from app.figures import palette
from app.image.canvas import Box, Canvas
from app.image.ink import FRAME, INK, MODELLED, PAPER, SECOND
from app.image.lettering import width_px, wrapped
from app.image.signs import LETTER_PX, ON_SCREEN, Signs, draw_letter, eye_px
from app.legend import Heading, Legend, Note, Sizes, Swatches, Tones, Widths
from app.text import Text
from app.transfer.kinds import Nature

_LABEL_PX: Final = 12.5
_HEADING_PX: Final = 14.0
_LEADING: Final = 1.4
_SYMBOL_PX: Final = 24.0
"""Room of a symbol before its label."""
_LINE_PX: Final = 40.0
"""Length of a ribbon in the key."""
_STEP: Final = 0.03
_SMALLEST: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A box or a disc in a colour, a line of a width, an arrow."""

    shape: str
    colour: str
    px: float = 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the key, or a few where its words are long."""

    lines: list[str]
    size_px: float
    ink: str = INK
    above_px: float = 0.0
    symbol: _Symbol | None = None
    count: str = ""

    @property
    def height_px(self) -> float:
        of_words = len(self.lines) * self.size_px * _LEADING
        return self.above_px + max(of_words, self.symbol.px + 2 if self.symbol else 0.0)


def draw_key(
    canvas: Canvas,
    text: Text,
    legend: Legend,
    box: Box,
    metres_per_px: float,
    *,
    signs: Signs = ON_SCREEN,
    smallest: float = _SMALLEST,
) -> None:
    """Draw the key into a box, in smaller type where it is long.

    Parameters
    ----------
    metres_per_px
        Scale of the map, for the widths of its ribbons.
    signs
        Those of the map.
    smallest
        Least size of type, as a part of the usual one.
    """
    left, top, right, bottom = box
    kind = 1.0
    while kind > smallest and key_height_px(text, legend, box, metres_per_px, kind) > bottom - top:
        kind = max(kind - _STEP, smallest)
    for row in _rows(text, legend, right - left, metres_per_px, kind):
        _draw(canvas, row, (left, right), top + row.above_px, signs)
        top += row.height_px


def key_height_px(text: Text, legend: Legend, box: Box, metres_per_px: float, kind: float) -> float:
    """Height that the key takes in a box, in type of a size, as a part of the usual one."""
    rows = _rows(text, legend, box[2] - box[0], metres_per_px, kind)
    return sum(row.height_px for row in rows)


def _rows(
    text: Text, legend: Legend, room_px: float, metres_per_px: float, kind: float
) -> Iterator[_Row]:
    """Rows of the legend in type of a size, as a part of the usual one."""
    size, heading = _LABEL_PX * kind, _HEADING_PX * kind
    beside = room_px - _SYMBOL_PX
    for part in legend:
        match part:
            case Heading(words, nature):
                yield _Row(wrapped(words, heading, room_px), heading, above_px=size)
                if nature is not None:
                    ink = MODELLED if nature is Nature.MODELLED else SECOND
                    yield _Row([text(f"transfer.nature.{nature}")], size, ink)
            case Swatches(items, _, is_round):
                shape = "disc" if is_round else "box"
                if not is_round:
                    yield _Row([""], size, count=text("image.units"))
                for one in items:
                    count = f"{one.count:,}"
                    lines = wrapped(one.label, size, beside - width_px(count, size) - 8)
                    symbol = _Symbol(shape, one.colour, size)
                    yield _Row(lines, size, symbol=symbol, count=count, above_px=3 * kind)
            case Note(words, True):
                yield _Row(wrapped(words, size, room_px), size, above_px=size * 0.7)
            case Sizes() | Widths() | Tones():
                yield from _symbols(part, size, beside, metres_per_px)
            case _:
                continue


def _symbols(
    part: Sizes | Widths | Tones, size_px: float, room_px: float, metres_per_px: float
) -> Iterator[_Row]:
    found: list[tuple[_Symbol, str]] = []
    match part:
        case Sizes(items):
            found = [(_Symbol("disc", palette.UNSTATED, px), label) for px, label in items]
        case Widths(items, widest_m):
            widest = widest_m / metres_per_px
            found = [(_Symbol("line", palette.FLOW, widest * of), label) for of, label in items]
        case Tones(items):
            found = [(_Symbol("arrow", colour, size_px), label) for _, colour, label in items]
    for i, (symbol, label) in enumerate(found):
        lines = wrapped(label, size_px, room_px)
        yield _Row(lines, size_px, symbol=symbol, above_px=size_px * 0.6 if i == 0 else 3)


def _draw(canvas: Canvas, row: _Row, across: tuple[float, float], top: float, signs: Signs) -> None:
    left, right = across
    pitch = row.size_px * _LEADING
    height = row.height_px - row.above_px
    first = top + max(0.0, height - pitch * len(row.lines)) / 2
    x = left
    if row.symbol:
        _draw_symbol(canvas, row.symbol, left, first + pitch / 2, signs)
        x += _LINE_PX + 8 if row.symbol.shape == "line" else _SYMBOL_PX
    for i, line in enumerate(row.lines):
        canvas.text((x, first + i * pitch + row.size_px * 1.06), line, row.size_px, row.ink)
    if row.count:
        at = right, first + row.size_px * 1.06
        canvas.text(at, row.count, row.size_px, SECOND, align="right")


def _draw_symbol(canvas: Canvas, symbol: _Symbol, left: float, middle: float, signs: Signs) -> None:
    centre = left + 8, middle
    match symbol.shape:
        case "box":
            _draw_swatch(canvas, symbol, left, middle, signs)
        case "disc":
            canvas.dots(np.array([centre]), [symbol.px], [symbol.colour])
            if symbol.colour in signs.eyes:
                canvas.dots(np.array([centre]), [eye_px(symbol.px)], [PAPER])
        case "line":
            half = max(symbol.px, 1.0) / 2
            canvas.box((left, middle - half, left + _LINE_PX, middle + half), symbol.colour)
        case _:
            arrow = [(0, -1.2), (10, -1.2), (10, -4), (16, 0), (10, 4), (10, 1.2), (0, 1.2), (0, 0)]
            points = np.asarray(arrow) + np.array([left, middle])
            canvas.shapes([Path(points, closed=True)], fill=symbol.colour)


def _draw_swatch(canvas: Canvas, symbol: _Symbol, left: float, middle: float, signs: Signs) -> None:
    """A box in the colour of units, with the sign that they have."""
    letter = signs.letters.get(symbol.colour)
    half = max(symbol.px, LETTER_PX + 2) / 2 if letter else symbol.px / 2
    box = left, middle - half, left + 16, middle + half
    canvas.box(box, symbol.colour, FRAME, 0.6)
    if hatch := signs.hatches.get(symbol.colour):
        canvas.shapes([_rectangle(box)], hatch=hatch)
    if letter:
        draw_letter(canvas, (left + 8, middle), letter, symbol.colour)


def _rectangle(box: Box) -> Path:
    left, top, right, bottom = box
    return Path([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True)
