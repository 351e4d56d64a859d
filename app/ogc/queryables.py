"""Properties as parameters: what their values may be in an address."""

from __future__ import annotations

import math
from typing import Final

from app.extract.column import Column
from app.ogc.period import is_day
from app.query import Parser, quoted
from geo.errors import InvalidInput

MOST_CHARS: Final = 200


def cell(column: Column, name: str, value: str) -> object:
    """Read a value of a property.

    Raises
    ------
    InvalidInput
        It cannot stand in this column.
    """
    match column.type:
        case "integer" | "number":
            return number(name, value)
        case "boolean" if value in ("true", "false"):
            return value == "true"
        case "date" if is_day(value):
            return value
        case "string" if len(value) <= MOST_CHARS:
            return value
    expected = {"boolean": "true or false", "date": "a day, YYYY-MM-DD"}
    shorter = f"at most {MOST_CHARS} characters"
    raise InvalidInput(f"{name} must be {expected.get(column.type, shorter)}, not {quoted(value)}")


def number(name: str, value: str) -> float:
    """Read a finite number."""
    try:
        found = float(value) if "_" not in value else math.nan
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise InvalidInput(f"{name} must be a finite number, not {quoted(value)}")
    return found


def queryable(column: Column) -> Parser:
    """Make the parser of a property as a parameter; the text stays as it is."""

    def parse(name: str, value: str) -> object:
        cell(column, name, value)
        return value

    return parse
