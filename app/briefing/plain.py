"""Text of a briefing as one line that can be set: without what is no character on paper."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from app.image.lettering import GETA

# Categories of Unicode that are invisible or would turn the text around: they are left out.
_INVISIBLE: Final = frozenset({"Cc", "Cf"})
# Halves of characters and code points that are none: no file can hold them.
_NONE: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES: Final = re.compile(r"[^\S\u3000]+")


def plain(text: str) -> str:
    """The text in one line that XML and PDF can hold; the wide space of Chinese type stays."""
    one_line = _SPACES.sub(" ", text)
    if one_line.isascii() and one_line.isprintable():
        return one_line
    whole = _NONE.sub(GETA, one_line)
    return "".join(c for c in whole if unicodedata.category(c) not in _INVISIBLE)
