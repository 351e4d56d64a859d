"""What a CQL2 filter means for the features of a table.

A filter is worked out with the logic of SQL: a comparison with what is not known is neither true
nor false (None), and only features for which it is true are found.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from app.ogc.period import is_day, is_time
from app.ogc.spatial import SPATIAL, spatial_test
from app.ogc.table import Table
from app.query import quoted
from geo.errors import InvalidInput

Kind = Literal["string", "number", "boolean", "date", "time"]
Predicate = Callable[[int], bool | None]
"""Of a row of the table."""

GEOMETRY: Final = "geometry"
_KINDS: Final[Mapping[str, Kind]] = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}
_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_RECKONED: Final[Mapping[str, Callable[[Any, Any], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "div": operator.floordiv,
    "^": operator.pow,
}
_ARGUMENTS: Final[Mapping[str, tuple[int, int]]] = {
    "and": (2, 1000),
    "or": (2, 1000),
    "not": (1, 1),
    "isNull": (1, 1),
    "between": (3, 3),
    "casei": (1, 1),
    "accenti": (1, 1),
}
"""The least and the most that an operator takes; two unless it stands here."""


@dataclass(frozen=True, slots=True)
class Term:
    """What stands on one side of a comparison: its kind, and its value in a row or None."""

    kind: Kind
    of: Callable[[int], Any]


def predicate_of(table: Table, tree: Any, crs: str) -> Predicate:
    """Work out a filter, given as the JSON of CQL2.

    Raises
    ------
    InvalidInput
        It names what the collection has not, or compares what cannot be compared.
    """
    return _Reader(table, crs).predicate(tree)


class _Reader:
    def __init__(self, table: Table, crs: str) -> None:
        self.table, self.crs = table, crs
        self._predicates: Mapping[str, Callable[[str, Sequence[Any]], Predicate]] = {
            "and": self._and,
            "or": self._or,
            "not": self._not,
            "isNull": self._is_null,
            "between": self._between,
            "in": self._in,
            "like": self._like,
            **dict.fromkeys(_COMPARED, self._comparison),
            **dict.fromkeys(SPATIAL, self._spatial),
        }
        self._terms: Mapping[str, Callable[[str, Sequence[Any]], Term]] = {
            "casei": self._folded,
            "accenti": self._folded,
            **dict.fromkeys(_RECKONED, self._reckoned),
        }

    # ---- what is true or false -------------------------------------------------------------------

    def predicate(self, tree: Any) -> Predicate:
        if isinstance(tree, dict) and "op" in tree:
            called: Predicate = self._call(tree, self._predicates)
            return called
        term = self.term(tree)
        if term.kind != "boolean":
            raise InvalidInput(f"filter: {_said(tree)} is neither true nor false")
        return term.of

    def _call(self, tree: dict[str, Any], known: Mapping[str, Callable[..., Any]]) -> Any:
        name, arguments = tree["op"], tree.get("args")
        if not isinstance(name, str) or name not in known:
            there_are = ", ".join(known)
            raise InvalidInput(f"filter: {_said(name)} is not known here; there are {there_are}")
        if not isinstance(arguments, list):
            raise InvalidInput(f"filter: {name} has no arguments")
        least, most = _ARGUMENTS.get(name, (2, 2))
        if not least <= len(arguments) <= most:
            raise InvalidInput(f"filter: {name} does not take {len(arguments)} arguments")
        return known[name](name, arguments)

    def _and(self, _: str, arguments: Sequence[Any]) -> Predicate:
        parts = [self.predicate(one) for one in arguments]
        return lambda row: _all(part(row) for part in parts)

    def _or(self, _: str, arguments: Sequence[Any]) -> Predicate:
        parts = [self.predicate(one) for one in arguments]
        return lambda row: _not(_all(_not(part(row)) for part in parts))

    def _not(self, _: str, arguments: Sequence[Any]) -> Predicate:
        (part,) = map(self.predicate, arguments)
        return lambda row: _not(part(row))

    def _is_null(self, _: str, arguments: Sequence[Any]) -> Predicate:
        (one,) = arguments
        if _is_geometry(one):
            shapes = self.table.shapes
            return lambda row: shapes[row] is None
        term = self.term(one)
        return lambda row: term.of(row) is None

    def _comparison(self, name: str, arguments: Sequence[Any]) -> Predicate:
        left, right = self._alike(arguments)
        return _known(_COMPARED[name], left, right)

    def _between(self, _: str, arguments: Sequence[Any]) -> Predicate:
        one, least, most = self._alike(arguments)
        return _known(lambda value, low, high: low <= value <= high, one, least, most)

    def _in(self, _: str, arguments: Sequence[Any]) -> Predicate:
        one, listed = arguments
        if not isinstance(listed, list) or not listed:
            raise InvalidInput("filter: in needs a list")
        terms = self._alike([one, *listed])
        return _known(lambda value, *others: value in others, *terms)

    def _like(self, _: str, arguments: Sequence[Any]) -> Predicate:
        text, pattern = self._alike(arguments)
        if text.kind != "string":
            raise InvalidInput("filter: like compares texts")
        if not _is_constant(arguments[1]):
            raise InvalidInput("filter: the pattern of like must be a text, not a property")
        matches = re.compile(_expression(pattern.of(0)), re.DOTALL).fullmatch
        return _known(lambda value: matches(value) is not None, text)

    def _spatial(self, name: str, arguments: Sequence[Any]) -> Predicate:
        left, right = arguments
        if _is_geometry(left) == _is_geometry(right):
            raise InvalidInput(f"filter: {name} compares the property geometry with a geometry")
        flipped = _is_geometry(right)
        return spatial_test(self.table, name, left if flipped else right, self.crs, flipped)

    # ---- what has a value ------------------------------------------------------------------------

    def term(self, tree: Any) -> Term:
        match tree:
            case bool():
                return Term("boolean", lambda _: tree)
            case int() | float():
                return Term("number", lambda _: tree)
            case str():
                return Term("string", lambda _: tree)
            case {"property": str(name)}:
                return self._property(name)
            case {"op": _}:
                called: Term = self._call(tree, self._terms)
                return called
        return _instant(tree)

    def _property(self, name: str) -> Term:
        columns = self.table.collection.columns
        if name not in columns:
            known = ", ".join(columns)
            raise InvalidInput(f"filter: there is no property {quoted(name)}; there are {known}")
        at, features = self.table.at(name), self.table.features
        return Term(_KINDS[columns[name].type], lambda row: features[row].values[at])

    def _alike(self, trees: Sequence[Any]) -> list[Term]:
        terms = [self.term(tree) for tree in trees]
        if len({term.kind for term in terms}) > 1:
            kinds = ", ".join(
                f"{_said(t)} ({one.kind})" for t, one in zip(trees, terms, strict=True)
            )
            raise InvalidInput(f"filter compares different kinds: {kinds}")
        return terms

    def _folded(self, name: str, arguments: Sequence[Any]) -> Term:
        (text,) = self._alike(arguments)
        if text.kind != "string":
            raise InvalidInput(f"filter: {name} takes a text")
        return Term("string", _known(str.casefold if name == "casei" else _plain, text))

    def _reckoned(self, name: str, arguments: Sequence[Any]) -> Term:
        left, right = self._alike(arguments)
        if left.kind != "number":
            raise InvalidInput(f"filter: {name} takes numbers")
        return Term("number", _known(_safely(_RECKONED[name]), left, right))


def _instant(tree: Any) -> Term:
    match tree:
        case {"date": str(day)} if is_day(day):
            return Term("date", lambda _: day)
        case {"timestamp": str(time)} if is_time(time):
            instant = datetime.fromisoformat(time)
            return Term("time", lambda _: instant)
    raise InvalidInput(f"filter: {_said(tree)} is no value that can be compared")


def _known(function: Callable[..., Any], *terms: Term) -> Callable[[int], Any]:
    """Apply a function where every term is known; None elsewhere."""

    def of(row: int) -> Any:
        values = [term.of(row) for term in terms]
        return None if None in values else function(*values)

    return of


def _all(values: Any) -> bool | None:
    """Whether all are true; None where that depends on what is not known."""
    found: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            found = None
    return found


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _safely(function: Callable[[Any, Any], float]) -> Callable[[Any, Any], float | None]:
    def reckoned(left: float, right: float) -> float | None:
        try:
            result = function(float(left), float(right))
        except ArithmeticError:
            return None
        return None if isinstance(result, complex) else result

    return reckoned


def _expression(pattern: str) -> str:
    """Regular expression of a pattern of `like`: % any text, _ any character, \\ before itself.

    Each part is sought once, from the left: no pattern takes long.
    """
    parts = [""]
    for escaped, sign in re.findall(r"\\(.)|(.)", pattern, re.DOTALL):
        if sign == "%":
            parts.append("")
        else:
            parts[-1] += "." if sign == "_" else re.escape(escaped or sign)
    first, *rest = parts
    if not rest:
        return first
    return first + "".join(f"(?>.*?{part})" for part in rest[:-1]) + f".*{rest[-1]}"


def _plain(text: str) -> str:
    """Without accents."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _is_geometry(tree: Any) -> bool:
    return bool(tree == {"property": GEOMETRY})


def _is_constant(tree: Any) -> bool:
    if isinstance(tree, dict):
        return "op" in tree and all(map(_is_constant, tree.get("args") or []))
    return True


def _said(tree: Any) -> str:
    if isinstance(tree, dict) and "property" in tree:
        return str(tree["property"])[:40]
    return quoted(str(tree))
