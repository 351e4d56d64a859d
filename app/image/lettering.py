"""Lettering: the font of the images, which characters it has, how wide text is, where it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from fontTools.ttLib import TTFont, TTLibError
from pylopdf_fonts_zh_cn import sans_path

from geo.errors import DataUnavailable

GETA: Final = "〓"
"""Stands for a character that the font lacks, as Chinese and Japanese printers set it."""

_NO_LINE_BEGINS: Final = "，。、；：？！）》」』”’〉】％%…·,.;:?!)]}"
_NO_LINE_ENDS: Final = "（《「『“‘〈【([{"
_WORDS: Final = re.compile(r"[^\s⺀-￿]+|\s+|.", re.S)


@lru_cache(maxsize=1)
def _face() -> TTFont:
    try:
        return TTFont(sans_path(), lazy=True)
    except (OSError, TTLibError) as error:
        raise DataUnavailable(f"the font of the images cannot be read: {error}") from None


@lru_cache(maxsize=1)
def _charmap() -> dict[int, str]:
    """Name of the glyph of each character."""
    return dict(_face().getBestCmap())


def missing(texts: Iterable[str]) -> str:
    """Characters of some texts that the font lacks, each once, in their order in Unicode."""
    return "".join(sorted({c for text in texts for c in text if not c.isspace() and not _has(c)}))


def check_lettering(texts: Iterable[str]) -> None:
    """Refuse texts that the font cannot set: they would come out as empty boxes.

    Raises
    ------
    DataUnavailable
        The font is not there or lacks characters.
    """
    if lacking := missing(texts):
        raise DataUnavailable(f"the font of the images lacks the characters {lacking}")


def settable(text: str) -> str:
    """The text in one line, with a geta for each character that the font lacks."""
    return "".join(" " if c.isspace() else c if _has(c) else GETA for c in text)


def _has(character: str) -> bool:
    return ord(character) in _charmap()


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    face = _face()
    glyph = _charmap().get(ord(character), ".notdef")
    return float(face["hmtx"][glyph][0] / face["head"].unitsPerEm)


def width_px(text: str, size_px: float) -> float:
    """Width of a line of text."""
    return sum(map(_em, text)) * size_px


def wrapped(text: str, size_px: float, room_px: float) -> list[str]:
    """Break a text into lines that fit, at spaces or between Chinese characters."""
    lines = [""]
    for piece in _unbroken(settable(text)):
        if lines[-1] and width_px((lines[-1] + piece).rstrip(), size_px) > room_px:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _unbroken(text: str) -> Iterator[str]:
    """Pieces between which a line may break: no line begins with 。 or ends with （."""
    held = ""
    for piece in _WORDS.findall(text):
        if held and piece[0] not in _NO_LINE_BEGINS and held[-1] not in _NO_LINE_ENDS:
            yield held
            held = ""
        held += piece
    if held:
        yield held
