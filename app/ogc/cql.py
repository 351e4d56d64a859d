"""CQL2 filters (OGC 21-065r2): text and JSON are read here, what they mean is in `predicate`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import cql2
import orjson

from app.ogc.predicate import Predicate, predicate_of
from app.ogc.table import Table
from geo.errors import InvalidInput

MOST_CHARS: Final = 2000
MOST_OPERATORS: Final = 100
"""Brackets, signs and `not` in one text, objects in one JSON. The parser of the text calls itself
for each; a stack of 1 MB holds several times as many, and beyond that the process would end."""


class FilterLang(StrEnum):
    """Languages of a filter."""

    TEXT = "cql2-text"
    JSON = "cql2-json"


def read_filter(table: Table, value: str, lang: FilterLang, crs: str) -> Predicate:
    """Read a filter for the features of a collection.

    Parameters
    ----------
    crs
        URI of the CRS of the coordinates in it.

    Raises
    ------
    InvalidInput
        It is not CQL2, names what the collection has not, or compares what cannot be compared.
    """
    if len(value) > MOST_CHARS or _operators(value, lang) > MOST_OPERATORS:
        raise InvalidInput(
            f"filter is too long: at most {MOST_CHARS} characters and {MOST_OPERATORS} brackets, "
            "signs and NOT, or objects of JSON"
        )
    return predicate_of(table, _tree(value, lang), crs)


def _operators(value: str, lang: FilterLang) -> int:
    if lang is FilterLang.JSON:
        return value.count("{")
    return value.upper().count("NOT") + sum(value.count(sign) for sign in "([+-*/%^")


def _tree(value: str, lang: FilterLang) -> Any:
    try:
        if lang is FilterLang.JSON:
            return orjson.loads(value)
        return cql2.parse_text(value).to_json()
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"filter is no JSON: {error}") from None
    except (cql2.ParseError, cql2.ValidationError, ValueError) as error:
        raise InvalidInput(f"filter is no CQL2 text: {_where(str(error))}") from None


def _where(message: str) -> str:
    """Leave of the parser's drawing of the place what can be said in one line."""
    lines = [line.strip(" =|") for line in message.splitlines()]
    said = [line for line in lines if line.startswith(("-->", "expected"))]
    return ", ".join(said).replace("--> 1:", "at character ") or lines[0][:200]
