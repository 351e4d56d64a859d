"""The parameters of the API: each is read strictly here before the engine sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.extract.column import Column
from app.ogc.collections import Collection
from app.ogc.cql import MOST_CHARS, FilterLang
from app.ogc.crs import CRS84, CRS_URIS, known_crs
from app.ogc.limits import DEFAULT_LIMIT, MOST_ITEMS
from app.ogc.period import PERIOD_PATTERN, read_period
from app.ogc.queryables import number, queryable
from app.query import Parser, one_of, quoted, read_query
from app.state import Language
from geo.errors import InvalidInput

MOST_QUERY_CHARS: Final = 4000


class Format(StrEnum):
    """What an answer can be; not every resource has all of them."""

    JSON = "json"
    HTML = "html"
    JSONLD = "jsonld"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the query.

    Attributes
    ----------
    parse
        Reads its value strictly.
    schema
        Its values in JSON Schema, for the OpenAPI document.
    """

    name: str
    parse: Parser
    schema: Mapping[str, Any]
    meaning: str


def read_parameters(query: str, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Read a query.

    Raises
    ------
    InvalidInput
        A parameter is unknown, stands twice or has a value that is not allowed; the message
        names it.
    """
    parsers = {one.name: one.parse for one in parameters}
    return read_query(query, parsers, MOST_QUERY_CHARS)


def for_format(*formats: Format) -> Parameter:
    """Format of an answer, of those that the resource has."""
    return Parameter(
        "f",
        one_of(formats),
        {"type": "string", "enum": [str(one) for one in formats]},
        "Format of the answer; without it the header Accept decides, and JSON is the usual one.",
    )


LANG: Final = Parameter(
    "lang",
    one_of(Language),
    {"type": "string", "enum": [str(one) for one in Language]},
    "Language of titles and pages.",
)


def _limit(name: str, value: str) -> object:
    if value.isascii() and value.isdigit() and len(value) <= 12 and int(value) > 0:
        return min(int(value), MOST_ITEMS)
    raise InvalidInput(f"{name} must be a whole number from 1, not {quoted(value)}")


def _offset(name: str, value: str) -> object:
    if value.isascii() and value.isdigit() and len(value) <= 9:
        return int(value)
    raise InvalidInput(f"{name} must be a whole number from 0, not {quoted(value)}")


def _bbox(name: str, value: str) -> object:
    sides = [number(name, part) for part in value.split(",")]
    if len(sides) == 6:  # heights: nothing here has any
        sides = [sides[at] for at in (0, 1, 3, 4)]
    if len(sides) != 4:
        raise InvalidInput(f"{name} must be four numbers, or six with heights, not {quoted(value)}")
    return sides


def _yes_or_no(name: str, value: str) -> object:
    if value in ("true", "false"):
        return value
    raise InvalidInput(f"{name} must be true or false, not {quoted(value)}")


def _period(name: str, value: str) -> object:
    read_period(name, value)
    return value


def _filter(_: str, value: str) -> object:
    return value  # read when the collection is known: app.ogc.cql


_CRS_SCHEMA: Final = {"type": "string", "enum": list(CRS_URIS), "default": CRS84}

CRS: Final = Parameter(
    "crs", known_crs, _CRS_SCHEMA, "CRS of the geometry in the answer, its axes in their order."
)
_ITEMS: Final = (
    Parameter(
        "limit",
        _limit,
        {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": DEFAULT_LIMIT},
        f"Features in one answer; more than {MOST_ITEMS} is read as {MOST_ITEMS}.",
    ),
    Parameter(
        "offset",
        _offset,
        {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0},
        "Features to leave out at the beginning.",
    ),
    Parameter(
        "bbox",
        _bbox,
        {
            "type": "array",
            "items": {"type": "number"},
            "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        },
        "west,south,east,north: features that touch the box; west beyond east: across the "
        "antimeridian. In the order of the axes of bbox-crs; heights are not looked at.",
    ),
    Parameter("bbox-crs", known_crs, _CRS_SCHEMA, "CRS of bbox."),
    CRS,
    Parameter(
        "datetime",
        _period,
        {"type": "string", "pattern": PERIOD_PATTERN},
        "A day, a time or an interval with / and .. for open: features that are valid then. "
        "Features of which no time is known, and collections without time, are not narrowed.",
    ),
    Parameter("skipGeometry", _yes_or_no, {"type": "boolean"}, "Leave out the geometry."),
    Parameter("filter", _filter, {"type": "string", "maxLength": MOST_CHARS}, "A filter in CQL2."),
    Parameter(
        "filter-lang",
        one_of(FilterLang),
        {"type": "string", "enum": [str(one) for one in FilterLang], "default": "cql2-text"},
        "Language of the filter.",
    ),
    Parameter("filter-crs", known_crs, _CRS_SCHEMA, "CRS of geometries in the filter."),
)


def for_items(collection: Collection) -> list[Parameter]:
    """Parameters of the items of a collection, its properties among them."""
    columns = collection.columns
    one = {"type": "string", "enum": list(columns)}
    some = {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}
    signed = {"type": "string", "pattern": f"^[+-]?({'|'.join(map(re.escape, columns))})$"}
    properties = Parameter(
        "properties", _names(columns), some, "Properties to show, with commas between them."
    )
    sortby = Parameter(
        "sortby",
        _sortby(columns),
        {"type": "array", "items": signed, "minItems": 1},
        "Properties to sort by, each with - before it to sort downwards; unknown values come last.",
    )
    return [*_ITEMS, properties, sortby, *(_property(*one) for one in columns.items())]


def _property(name: str, column: Column) -> Parameter:
    schema = {"type": "string" if column.type == "date" else column.type}
    return Parameter(name, queryable(column), schema, f"Equal to this: {column.meaning}.")


def _names(columns: Mapping[str, Column]) -> Parser:
    def parse(name: str, value: str) -> object:
        names = value.split(",")
        for one in names:
            if one not in columns:
                known = ", ".join(columns)
                raise InvalidInput(f"{name}: there is no property {quoted(one)}; there are {known}")
        if len(set(names)) != len(names):
            raise InvalidInput(f"{name} names a property twice")
        return value

    return parse


def _sortby(columns: Mapping[str, Column]) -> Parser:
    named = _names(columns)

    def parse(name: str, value: str) -> object:
        signed = [one.strip() for one in value.split(",")]  # a plus is a space in an address
        named(name, ",".join(one.removeprefix("+").removeprefix("-") for one in signed))
        return ",".join(signed)

    return parse
