"""Characters that the fonts of a PDF have, and lines that fit where Typst would not break them."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont, TTLibError
from pylopdf_fonts_zh_cn import sans_path, serif_path

from app.briefing.plain import plain
from app.image.lettering import GETA, width_px
from geo.errors import DataUnavailable

FOLDER: Final = Path(sans_path()).parent
"""Where the fonts lie."""

_LOG = logging.getLogger(__name__)
_BREAK: Final = "\u200b"
_WORD: Final = re.compile(r"[^\s\u2e80-\uffef]{8,}")
_JOINT: Final = re.compile(r"(?<=[/?&=_.-])")
_ADDRESS: Final = re.compile(r"https?://")
# The serif face is a little wider than the sans, which is the one that is measured.
_WIDER: Final = 1.1


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Code points that both fonts have.

    Raises
    ------
    DataUnavailable
        A font cannot be read.
    """
    try:
        return _characters_of(sans_path()) & _characters_of(serif_path())
    except (OSError, TTLibError) as error:
        raise DataUnavailable(f"the fonts of the PDFs cannot be read: {error}") from None


def _characters_of(font: Path) -> frozenset[int]:
    with TTFont(font, lazy=True) as face:
        return frozenset(face.getBestCmap())


class Lettering:
    """Makes texts settable, and remembers the characters that the fonts lack."""

    def __init__(self) -> None:
        self._missing: set[str] = set()

    def set(self, text: str) -> str:
        """The text in one line, with a geta (〓) for each character that a font lacks."""
        one_line = plain(text)
        lacking = {c for c in one_line if ord(c) not in characters()}
        self._missing |= lacking
        return "".join(GETA if c in lacking else c for c in one_line)

    def set_within(self, text: str, size_pt: float, room_pt: float) -> str:
        """The same; words that are wider than their room may break at each letter."""
        return _WORD.sub(lambda found: _breakable(found.group(), size_pt, room_pt), self.set(text))

    def report(self, what: str) -> None:
        """Log what was replaced."""
        if self._missing:
            lacking = "".join(sorted(self._missing))
            _LOG.warning("%s shows %s for characters that its fonts lack: %s", what, GETA, lacking)


def _breakable(word: str, size_pt: float, room_pt: float) -> str:
    """Break a word after its joints, and at each letter where a part is still too wide.

    Typst knows the joints of an address: it needs no mark there, which copying would take along.
    """

    def fits(text: str) -> bool:
        return width_px(text, size_pt) * _WIDER <= room_pt

    if fits(word):
        return word
    parts = (part if fits(part) else _BREAK.join(part) for part in _JOINT.split(word))
    return ("" if _ADDRESS.match(word) else _BREAK).join(parts)
