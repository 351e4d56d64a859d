"""Dates as documents give them: a year, a month or a day."""

from __future__ import annotations

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 1949, 2100
DATE_FORMS = "a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and such a day exists."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return is_year(year)


def is_year(year: int) -> bool:
    """Whether a programme can have a batch in this year."""
    return FIRST_YEAR <= year <= LAST_YEAR
