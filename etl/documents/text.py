"""White space in printed text: Chinese is joined, other words keep one space."""

from __future__ import annotations

import re
import unicodedata

_WIDE = (
    "\u2018-\u201d\u2026\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
_BREAK_AT_WIDE = re.compile(rf"(?<=[{_WIDE}])\s*\n\s*|\s*\n\s*(?=[{_WIDE}])")
_SPACE_IN_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_SPREAD = re.compile(rf"[{_WIDE}](?:\s+[{_WIDE}])+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def tidy(text: str) -> str:
    """Collapse white space; a line break next to a Chinese character leaves no space.

    Text that is spread for looks ("山 东 省") is closed up.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    if "\n" in text or "\r" in text:
        text = _BREAK_AT_WIDE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    text = " ".join(text.split())
    return close_up(text) if _SPREAD.fullmatch(text) else text


def close_up(text: str) -> str:
    """Take the spaces between Chinese characters out."""
    return _SPACE_IN_WIDE.sub("", text)


def join(first: str, second: str) -> str:
    """Put two halves of a broken text together."""
    return tidy(f"{first}\n{second}")


def fold(text: str) -> str:
    """Form for comparison only: compatibility forms unified, no white space, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def without_controls(text: str) -> tuple[str, str]:
    """Take control and invisible characters out.

    Returns
    -------
    tuple of str
        The text, and the names of what was taken out ("U+0007, U+200B"), empty if nothing.
    """
    if text.isprintable():
        return text, ""
    found = sorted({c for c in text if unicodedata.category(c) == "Cc" or _INVISIBLE.match(c)})
    kept = "".join(c for c in text if c not in found)
    return kept, ", ".join(f"U+{ord(c):04X}" for c in found)


def shorten(text: str, width: int = 60) -> str:
    """The beginning of a text, for messages."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
