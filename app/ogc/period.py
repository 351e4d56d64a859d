"""Days and periods: what `datetime` asks for, and dates that are known to a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.query import quoted
from geo.errors import InvalidInput

EARLIEST: Final = "0000-00-00"
LATEST: Final = "9999-99-99"
"""Before and after every day, as text: open ends of a period."""

_DAY_PATTERN: Final = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?"
_END_PATTERN: Final = rf"(\.\.|{_DAY_PATTERN})?"
PERIOD_PATTERN: Final = rf"^({_DAY_PATTERN}|{_END_PATTERN}/{_END_PATTERN})$"
"""What `read_period` takes, but for days that no calendar has."""

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, YYYY-MM-DD, or the open ends."""

    first: str
    last: str

    def meets(self, other: Period) -> bool:
        """Whether it shares a day with another period."""
        return other.first <= self.last and self.first <= other.last


def read_period(name: str, value: str) -> Period:
    """Read an instant or an interval of RFC 3339 as OGC API - Features has it; whole days count.

    Raises
    ------
    InvalidInput
        It is neither, or ends before it begins.
    """
    begin, slash, end = value.partition("/")
    if not slash:
        day = _day(name, value)
        return Period(day, day)
    first = EARLIEST if begin in ("", "..") else _day(name, begin)
    last = LATEST if end in ("", "..") else _day(name, end)
    if first > last:
        raise InvalidInput(f"{name} ends before it begins: {quoted(value)}")
    return Period(first, last)


def _day(name: str, value: str) -> str:
    if is_day(value) or is_time(value):
        return value[:10]
    raise InvalidInput(
        f"{name} must be a day, a time with its zone, or two of them with / between, each or .. "
        f"for open, as 2024-01-01 or 2024-01-01T00:00:00Z/.., not {quoted(value)}"
    )


def is_day(value: str) -> bool:
    """Whether a text is a day of the calendar, YYYY-MM-DD."""
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_time(value: str) -> bool:
    """Whether a text is a time of RFC 3339 with its zone."""
    try:
        return bool(_TIME.fullmatch(value) and datetime.fromisoformat(value))
    except ValueError:
        return False


def first_day(value: object) -> str:
    """First day of a year, month or day, YYYY, YYYY-MM or YYYY-MM-DD; open if it is None."""
    return f"{value}-01-01"[: len("YYYY-MM-DD")] if value else EARLIEST


def last_day(value: object) -> str:
    """Last day of a year, month or day; open if it is None."""
    text = str(value or "")
    match len(text):
        case 0:
            return LATEST
        case 4:
            return f"{text}-12-31"
        case 7:
            return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}"
        case _:
            return text
