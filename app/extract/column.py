"""A column of a dataset: what it means, of which type it is, in which unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
"""`date` is a whole day, YYYY-MM-DD; what may be less exact, as 2024 or 2024-05, is a string."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    meaning
        In one line.
    type
        Of its cells, which are None where the value is not known.
    unit
        Of its numbers, as `km²`; empty where there is none, or where another column says it.
    """

    meaning: str
    type: ColumnType = "string"
    unit: str = ""


Columns = Mapping[str, Column]
"""By name, in their order."""

DTYPES: Final[Mapping[ColumnType, str]] = {
    "string": "string",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "string",
}
"""How pandas holds a column of each type, also where all its cells are missing."""
