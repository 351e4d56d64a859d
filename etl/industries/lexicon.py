"""The dictionary of industry words, and the segmentation of a wording into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from etl.industries.wording import SEPARATORS

_UNREAD = 1000  # dearer than any number of words


class Kind(StrEnum):
    """What a word does in a wording.

    A head (``equipment``, ``material``, ``product``, ``service``) says what is made of or done
    with the industry named before it, as 机械 does in 纺织机械. An ``attribute`` is an industry
    when it stands alone or last (化工环保), and says nothing before another word (环保建材).
    """

    WORD = "word"
    BROAD = "broad"
    ATTRIBUTE = "attribute"
    EQUIPMENT = "equipment"
    MATERIAL = "material"
    PRODUCT = "product"
    SERVICE = "service"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word of the table; `chains` are filled in from the divisions where the table has none."""

    text: str
    kind: Kind
    divisions: tuple[str, ...]
    chains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a wording: a keyword, or characters that none explains."""

    start: int
    end: int
    keyword: Keyword | None


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens between two separators, and the separator before them."""

    opener: str
    tokens: tuple[Token, ...]


class Lexicon:
    """The keywords, found by position in a text."""

    def __init__(self, keywords: Iterable[Keyword]) -> None:
        self._keywords = {keyword.text: keyword for keyword in keywords}
        lengths: dict[str, set[int]] = {}
        for text in self._keywords:
            lengths.setdefault(text[0], set()).add(len(text))
        # By first character, longest first: of two equal splits the one with the longer word wins.
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def runs(self, text: str) -> Iterator[Run]:
        """Split a wording at its separators and segment what lies between."""
        opener = ""
        tokens: list[Token] = []
        for token in self._tokens(text):
            if token.keyword is None and text[token.start] in SEPARATORS:
                yield Run(opener, tuple(_joined(tokens)))
                opener, tokens = text[token.start], []
            else:
                tokens.append(token)
        yield Run(opener, tuple(_joined(tokens)))

    def _tokens(self, text: str) -> Iterator[Token]:
        """The segmentation that leaves the fewest characters unread, with the fewest words."""
        size = len(text)
        cost = [0] * (size + 1)
        choice: list[Keyword | None] = [None] * size
        for start in range(size - 1, -1, -1):
            cost[start] = cost[start + 1] + (0 if text[start] in SEPARATORS else _UNREAD)
            for length in self._lengths.get(text[start], ()):
                keyword = self._keywords.get(text[start : start + length])
                if keyword is None:
                    continue
                value = cost[start + len(keyword.text)] + 1
                if value < cost[start]:
                    cost[start], choice[start] = value, keyword
        start = 0
        while start < size:
            keyword = choice[start]
            end = start + (len(keyword.text) if keyword else 1)
            yield Token(start, end, keyword)
            start = end


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Tokens with unread neighbours made one.

    A word of one character beside unread ones is unread too: 铜 says nothing in 铜陵.
    """
    pending: list[Token] = []
    for token in tokens:
        if token.end - token.start == 1:
            pending.append(token)
            continue
        yield from _one_or_words(pending)
        pending = []
        yield token
    yield from _one_or_words(pending)


def _one_or_words(single: list[Token]) -> Iterator[Token]:
    if any(token.keyword is None for token in single):
        yield Token(single[0].start, single[-1].end, None)
    else:
        yield from single
