"""Cells of a table as values: what does not fit is refused with file and row."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

from etl.lists.dates import DATE_FORMS, is_date, is_year
from etl.lists.table import Table

MAX_NAME_CHARACTERS = 200
_ADCODE = re.compile(r"[1-9]\d{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table; the methods read a column as a kind of value, empty as None."""

    table: Table
    row: int
    cells: dict[str, str]

    def text(self, column: str) -> str | None:
        """The text of a cell."""
        return self.cells.get(column) or None

    def required(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        if value := self.text(column):
            return value
        raise self.table.fault(self.row, f"{column} is empty")

    def name(self, column: str) -> str:
        """A name: required, of bounded length."""
        value = self.required(column)
        if len(value) > MAX_NAME_CHARACTERS:
            raise self._unfit(column, value, f"at most {MAX_NAME_CHARACTERS} characters")
        return value

    def choice(self, column: str, values: Collection[str]) -> str:
        """One of a few words."""
        value = self.required(column)
        if value not in values:
            raise self._unfit(column, value, f"one of {', '.join(sorted(values))}")
        return value

    def whole(self, column: str) -> int | None:
        """A whole number, not negative."""
        value = self.text(column)
        if value is None:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise self._unfit(column, value, "a whole number")
        return int(value)

    def year(self, column: str) -> int | None:
        """A calendar year."""
        year = self.whole(column)
        if year is not None and not is_year(year):
            raise self._unfit(column, str(year), "a year")
        return year

    def date(self, column: str) -> str | None:
        """A date as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
        value = self.text(column)
        if value is not None and not is_date(value):
            raise self._unfit(column, value, DATE_FORMS)
        return value

    def number(self, column: str) -> float | None:
        """A number, not negative, finite."""
        value = self.text(column)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number >= 0):
            raise self._unfit(column, value, "a number, zero or more")
        return number

    def adcode(self, column: str) -> str | None:
        """An administrative code of six digits."""
        value = self.text(column)
        if value is not None and not _ADCODE.fullmatch(value):
            raise self._unfit(column, value, "an adcode of six digits")
        return value

    def _unfit(self, column: str, value: str, wanted: str) -> Exception:
        shown = value if len(value) <= 40 else f"{value[:40]}…"
        return self.table.fault(self.row, f"{column} is {shown!r}; it must be {wanted}")


def cells_of(table: Table) -> list[Cells]:
    """The rows of a table, ready to be read as values."""
    return [Cells(table, row, cells) for row, cells in table.rows]
