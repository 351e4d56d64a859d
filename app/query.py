"""Reading and writing the query of an address: each parameter by its own parser, each named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from string import ascii_uppercase
from typing import Final
from urllib.parse import parse_qsl, urlencode

from geo.errors import InvalidInput
from geo.place import Level

MAX_QUERY_CHARS: Final = 2000
MAX_WORDS_CHARS: Final = 200
QUOTED_CHARS: Final = 40
"""As much of a wrong value is repeated in a message."""

Parser = Callable[[str, str], object]
"""Takes the name and the value of a parameter; gives what the value means."""


def read_query(
    query: str, parsers: Mapping[str, Parser], most_chars: int = MAX_QUERY_CHARS
) -> dict[str, object]:
    """Read the parameters of an address.

    Parameters
    ----------
    query
        With or without its question mark.
    parsers
        By the name of each parameter that is known.
    most_chars
        A longer query is refused.

    Raises
    ------
    InvalidInput
        A parameter is unknown, stands twice or has a value that is not allowed; the message
        names it.
    """
    if len(query) > most_chars:
        raise InvalidInput(f"the query of the address is longer than {most_chars} characters")
    values: dict[str, object] = {}
    for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        if name not in parsers:
            known = ", ".join(parsers)
            raise InvalidInput(f"unknown parameter {name[:QUOTED_CHARS]!r}; known: {known}")
        if name in values:
            raise InvalidInput(f"parameter {name} stands twice")
        values[name] = parsers[name](name, value)
    return values


def joined(query: str, name: str) -> str:
    """Write a parameter once, with commas, that a form sends once for each thing chosen."""
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    values = [value for other, value in pairs if other == name]
    if len(values) < 2:
        return query
    rest = [(other, value) for other, value in pairs if other != name]
    return urlencode([*rest, (name, ",".join(values))])


def write_query(values: Mapping[str, object], usual: Mapping[str, object]) -> str:
    """Return the query that holds the values that are not the usual ones, in their order."""
    given = [(name, str(value)) for name, value in values.items() if value != usual[name]]
    return f"?{urlencode(given)}" if given else ""


def adcode(name: str, value: str) -> str:
    """Six digits."""
    if not is_adcode(value):
        raise InvalidInput(f"{name} must be an adcode of six digits, not {quoted(value)}")
    return value


def is_adcode(value: str) -> bool:
    """Whether a value is six digits."""
    return len(value) == 6 and value.isascii() and value.isdigit()


def is_year(value: str) -> bool:
    """Whether a value is a year of four digits."""
    return len(value) == 4 and value.isascii() and value.isdigit()


def year_or(word: str) -> Parser:
    """Make the parser of a parameter that is a year, that word, or empty."""

    def parse(name: str, value: str) -> object:
        if value in (word, "") or is_year(value):
            return value
        raise InvalidInput(f"{name} must be a year or {word!r}, not {quoted(value)}")

    return parse


def level_of_units(name: str, value: str) -> object:
    """A level that units can have, or empty."""
    if value in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY):
        return Level(value)
    if value == "":
        return ""
    raise InvalidInput(f"{name} must be one of province, prefecture, county, not {quoted(value)}")


def programme_id(name: str, value: str) -> str:
    """Letters, digits and hyphens, at most 60."""
    if _is_id(value):
        return value
    raise InvalidInput(f"{name} must be the id of a programme, not {quoted(value)}")


def chain_id(name: str, value: str) -> str:
    """Letters, digits and hyphens, at most 60."""
    if _is_id(value):
        return value
    raise InvalidInput(f"{name} must be the id of an industrial chain, not {quoted(value)}")


def activity_code(name: str, value: str) -> str:
    """A division of GB/T 4754 with the letter of its section: C39."""
    letter, digits = value[:1], value[1:]
    if letter in ascii_uppercase and len(digits) == 2 and digits.isascii() and digits.isdigit():
        return value
    raise InvalidInput(
        f"{name} must be a division of GB/T 4754 with the letter of its section, as C39, not "
        f"{quoted(value)}"
    )


def format_id(name: str, value: str) -> str:
    """Letters, digits and hyphens, at most 60."""
    if _is_id(value):
        return value
    raise InvalidInput(f"{name} must be the ending of a format, as geojson, not {quoted(value)}")


def _is_id(value: str) -> bool:
    return 0 < len(value) <= 60 and all(c.isascii() and (c.isalnum() or c == "-") for c in value)


def words(name: str, value: str) -> str:
    """Any text that can be printed, as a user's table may word it, up to a length."""
    if not value.isprintable():
        raise InvalidInput(f"{name} has characters that cannot be printed: {quoted(value)}")
    if len(value) > MAX_WORDS_CHARS:
        raise InvalidInput(f"{name} is longer than {MAX_WORDS_CHARS} characters")
    return value


def whole(least: int, most: int) -> Parser:
    """Make the parser of a parameter that is a whole number within bounds."""

    def parse(name: str, value: str) -> object:
        digits = value.isascii() and value.isdigit() and len(value) <= len(str(most))
        if digits and least <= int(value) <= most:
            return int(value)
        raise InvalidInput(
            f"{name} must be a whole number from {least} to {most}, not {quoted(value)}"
        )

    return parse


def one_of(kind: Iterable[StrEnum]) -> Parser:
    """Make the parser of a parameter that is one of an enumeration's values, or of some of them."""
    known = {str(one): one for one in kind}

    def parse(name: str, value: str) -> object:
        if value not in known:
            raise InvalidInput(f"{name} must be one of {', '.join(known)}, not {quoted(value)}")
        return known[value]

    return parse


def optional(parser: Parser) -> Parser:
    """Let a parameter also be empty."""
    return lambda name, value: parser(name, value) if value else ""


def quoted(value: str) -> str:
    """A wrong value as a message repeats it."""
    return repr(value[:QUOTED_CHARS])
