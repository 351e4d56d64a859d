"""The words of a formula in plain notation, as `geo.indicator.Indicator.formula` has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    SYMBOL = "symbol"
    FUNCTION = "function"
    PHRASE = "phrase"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `below` is the index of a symbol or of a sum: `ik` of `s_ik`."""

    kind: Kind
    text: str
    below: str = ""


FUNCTIONS: Final = frozenset({"sum", "sqrt", "exp", "ln", "max"})
GREEK: Final = {"pi": "π", "beta": "β"}

_TOKEN: Final = re.compile(
    r"\s*(?:"
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<mark>[-+*/^=<,;()|])"
    r"|(?P<symbol>[A-Za-z]+)_(?P<below>[ijk]+(?:,\d|-1)?|\d)(?![A-Za-z_])"
    r"|(?P<word>[^\W\d]\w*)"
    r")"
)
_SYMBOL: Final = re.compile(r"[A-Za-z]|[A-Z]{2,4}|pi|beta")


def tokens(formula: str) -> list[Token]:
    """Split a formula; words that follow each other are one phrase.

    Raises
    ------
    ValueError
        If a character has no meaning.
    """
    found: list[Token] = []
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None:
            raise ValueError(f"{formula[at:]!r} in {formula!r} is no part of a formula")
        token = _token(match)
        if found and token.kind is found[-1].kind is Kind.PHRASE:
            token = Token(Kind.PHRASE, f"{found.pop().text} {token.text}")
        found.append(token)
        at = match.end()
    return [*found, Token(Kind.END, "")]


def _token(match: re.Match[str]) -> Token:
    if match["number"]:
        return Token(Kind.NUMBER, match["number"])
    if match["mark"]:
        return Token(Kind.MARK, match["mark"])
    name = match["symbol"] or match["word"]
    if name in FUNCTIONS and (name != "sum" or match["below"]):
        return Token(Kind.FUNCTION, name, match["below"] or "")
    if match["below"] or _SYMBOL.fullmatch(name):
        return Token(Kind.SYMBOL, name, match["below"] or "")
    return Token(Kind.PHRASE, name)
