"""A formula set as MathML Core: fractions, roots, sums, indexes; its words in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Final, Self

from app.formula.tokens import GREEK, Kind, Token, tokens

_SEPARATORS: Final = (",", ";")
_GAP: Final = '<mspace width="0.4em"/>'


def mathml(formula: str, word: Callable[[str], str]) -> list[str]:
    """Set a formula in plain notation: its statements and remarks, each for itself.

    A sum reaches over the product of what stands beside it without a sign; `*` and `/` bind from
    the left, so that `a * b / c` is one fraction.

    Parameters
    ----------
    word
        Gives a phrase of the formula in the language of the reader.

    Raises
    ------
    ValueError
        If the formula cannot be read.
    """
    return [
        f'<math displaystyle="true">{one}</math>' for one in _Setter(formula, word).statements()
    ]


class _Closed(str):
    """What stands in round brackets, with them; `inside` is it without."""

    __slots__ = ("inside",)

    inside: str

    def __new__(cls, opening: str, inside: str, closing: str) -> Self:
        """Put the brackets on."""
        made = super().__new__(
            cls,
            f'<mrow><mo form="prefix">{opening}</mo>{inside}'
            f'<mo form="postfix">{closing}</mo></mrow>',
        )
        made.inside = inside
        return made


class _Setter:
    """Reads the tokens once from left to right; each method sets what it has read."""

    def __init__(self, formula: str, word: Callable[[str], str]) -> None:
        self._formula, self._word = formula, word
        self._tokens = tokens(formula)
        self._at = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _sees(self, *marks: str) -> bool:
        return self._next.kind is Kind.MARK and self._next.text in marks

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _expect(self, mark: str) -> None:
        if not self._sees(mark):
            raise ValueError(f"{mark!r} is missing before {self._next.text!r} in {self._formula!r}")
        self._at += 1

    def statements(self) -> Iterator[str]:
        """What stands between commas or semicolons, each with the mark that ends it."""
        parts: list[str] = []
        while self._next.kind is not Kind.END:
            if not self._sees(*_SEPARATORS):
                parts.append(self._relation())
                continue
            yield f'{_GAP.join(parts)}<mo separator="true">{self._take().text}</mo>'
            parts = []
        if not parts:
            raise ValueError(f"nothing stands at the end of {self._formula!r}")
        yield _GAP.join(parts)

    def _relation(self) -> str:
        parts = [self._sum()]
        while self._sees("=", "<"):
            parts += [f"<mo>{escape(self._take().text)}</mo>", self._sum()]
        return "".join(parts)

    def _sum(self) -> str:
        parts = ["<mo>−</mo>"] if self._sees("-") else []
        self._at += len(parts)
        parts.append(self._product())
        while self._sees("+", "-"):
            parts += [f"<mo>{'−' if self._take().text == '-' else '+'}</mo>", self._product()]
        return "".join(parts)

    def _product(self) -> str:
        whole = self._beside()
        while self._sees("*", "/"):
            if self._take().text == "/":
                below = _bare(self._beside())
                whole = f"<mfrac>{_row(_bare(whole))}{_row(below)}</mfrac>"
            else:
                words = "<mtext>" in whole or self._next.kind is Kind.PHRASE
                sign = "×" if words or self._next.kind is Kind.NUMBER else "⋅"
                whole += f"<mo>{sign}</mo>{self._beside()}"
        return whole

    def _beside(self) -> str:
        """Factors without a sign between them; words are never joined to what is beside them."""
        first = self._next.kind
        whole = self._power()
        if first is Kind.PHRASE:
            return whole
        while self._next.kind in (Kind.SYMBOL, Kind.FUNCTION) or self._sees("("):
            whole += self._power()
        return whole

    def _power(self) -> str:
        base = self._factor()
        if not self._sees("^"):
            return base
        self._at += 1
        minus = "<mo>−</mo>" if self._sees("-") else ""
        self._at += bool(minus)
        return f"<msup>{_row(base)}{_row(minus + self._factor())}</msup>"

    def _factor(self) -> str:
        token = self._take()
        match token.kind:
            case Kind.NUMBER:
                return f"<mn>{token.text}</mn>"
            case Kind.SYMBOL:
                return _symbol(token)
            case Kind.PHRASE:
                return f"<mtext>{escape(self._word(token.text))}</mtext>"
            case Kind.FUNCTION:
                return self._function(token)
        if token.text == "(":
            return _Closed("(", *self._until(")"))
        if token.text == "|":
            return str(_Closed("|", *self._until("|")))
        raise ValueError(f"{token.text!r} cannot stand where it does in {self._formula!r}")

    def _until(self, closing: str) -> tuple[str, str]:
        """What stands before a closing bracket, and the bracket."""
        inside = self._sum()
        while self._sees(","):
            self._at += 1
            inside += f'<mo separator="true">,</mo>{self._sum()}'
        self._expect(closing)
        return inside, closing

    def _function(self, token: Token) -> str:
        """A sum or function with what it is of, or the head of it."""
        if token.text == "sqrt":
            return f"<msqrt>{_bare(self._factor())}</msqrt>"
        name = f"<mi>{token.text}</mi>"
        if token.text == "sum":
            name = f"<munder><mo>∑</mo>{_index(token.below)}</munder>"
        return name + self._power() if self._sees("|") else name


def _symbol(token: Token) -> str:
    name = f"<mi>{GREEK.get(token.text, token.text)}</mi>"
    return f"<msub>{name}{_index(token.below)}</msub>" if token.below else name


def _index(below: str) -> str:
    """`ik`, `ik,0` or `i-1` under a symbol."""
    letters = below.rstrip("0123456789,-")
    rest = below[len(letters) :]
    parts = "".join(f"<mi>{letter}</mi>" for letter in letters)
    if rest.startswith("-"):
        parts += f"<mo>−</mo><mn>{rest[1:]}</mn>"
    elif rest.startswith(","):
        parts += f'<mo separator="true">,</mo><mn>{rest[1:]}</mn>'
    elif rest:
        parts += f"<mn>{rest}</mn>"
    return _row(parts)


def _bare(part: str) -> str:
    """Without its round brackets: under a fraction or root it needs none."""
    return part.inside if isinstance(part, _Closed) else part


def _row(part: str) -> str:
    return f"<mrow>{part}</mrow>"
