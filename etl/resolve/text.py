"""Cleaning of names as sources print them: width, markup, emoji, traditional characters."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from opencc import OpenCC

MAX_LENGTH = 200
"""Characters that are read of a name; the longest real one has about 60."""

RAW_LIMIT = 4000
"""Characters looked at before cleaning, so that a hostile name costs no time."""

_TAG = re.compile(r"<[^<>]{0,200}>")
_SPACE = re.compile(r"\s+")
_SPACE_AT_CJK = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_NUMBERING = re.compile(r"^(?:\(\d{1,4}\)|\d{1,4}[.、)](?!\d))\s*")
_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'「」『』《》〈〉＂`*"), None)
_UNIFIED = str.maketrans(
    {
        "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")", "{": "(", "}": ")",
        "・": "·", "•": "·", "‧": "·", "∙": "·", "⋅": "·", "●": "·",
        "–": "—", "―": "—", "─": "—", "━": "—", "﹣": "-", "−": "-",
    }
)  # fmt: skip
# Look-alikes and leftovers of conversion between the scripts that OpenCC does not touch.
_CONFUSED = str.maketrans("巿渖馀钜锺湽濬锸甯荥榖幷晢", "市沈余巨钟淄浚插宁荥谷并晢")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"})


def simplified_table(kept: set[str]) -> dict[int, str]:
    """Character table from traditional to simplified.

    Parameters
    ----------
    kept
        Characters that the boundary layer itself uses (乾 in 乾县): these stay as they are.
    """
    return {ord(old): new for old, new in _simplified().items() if old not in kept}


@cache
def _simplified() -> dict[str, str]:
    """Characters that differ in the simplified script."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    # One character a line: OpenCC's phrase rules then never join two of them.
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, converted, strict=True)
    return {old: new for old, new in pairs if old != new}


class Cleaner:
    """Brings names to one form, so that the rest need not think about writing."""

    def __init__(self, kept: set[str]) -> None:
        self._table = simplified_table(kept)

    def clean(self, raw: str) -> str:
        """Name without markup, emoji and stray whitespace, half-width, simplified."""
        text = html.unescape(raw[:RAW_LIMIT])
        text = _TAG.sub("", text)
        text = unicodedata.normalize("NFKC", text).translate(_UNIFIED).translate(_QUOTES)
        text = _SPACE.sub(" ", text)
        text = "".join(c for c in text if unicodedata.category(c) not in _DROPPED_CATEGORIES)
        text = text.translate(self._table).translate(_CONFUSED)
        text = _SPACE_AT_CJK.sub("", text).strip()
        return _NUMBERING.sub("", text)[:MAX_LENGTH]
