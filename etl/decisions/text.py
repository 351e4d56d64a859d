"""What a person writes into a decision, made fit for one cell of a CSV file."""

from __future__ import annotations

import unicodedata

from etl.lists.cells import MAX_NAME_CHARACTERS
from etl.lists.table import MAX_CELL_CHARACTERS
from geo.errors import InvalidInput

_FORMULA_STARTS = ("=", "+", "-", "@")
_INVISIBLE = "Cf"  # zero-width and direction marks: they would falsify what a reader sees
_REFUSED = frozenset({"Cc", "Cs"})


def clean_name(text: str, what: str) -> str:
    """A name on one line.

    Raises
    ------
    InvalidInput
        If it is empty, too long, or holds control characters.
    """
    return _clean(text, what, MAX_NAME_CHARACTERS)


def clean_text(text: str, what: str) -> str:
    """A remark on one line; errors as `clean_name`."""
    return _clean(text, what, MAX_CELL_CHARACTERS - 1)


def _clean(text: str, what: str, limit: int) -> str:
    if len(text) > limit:
        raise InvalidInput(f"{what} has {len(text):,} characters; at most {limit:,} are allowed")
    line = "".join(c for c in " ".join(text.split()) if unicodedata.category(c) != _INVISIBLE)
    if bad := next((c for c in line if unicodedata.category(c) in _REFUSED), None):
        raise InvalidInput(f"{what} holds the control character U+{ord(bad):04X}: leave it out")
    if not line:
        raise InvalidInput(f"{what} is empty")
    return line


def to_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if _is_formula(text) else text


def from_cell(cell: str) -> str:
    """The text of a cell that was made harmless like that."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(text: str) -> bool:
    """Full-width signs count too."""
    return unicodedata.normalize("NFKC", text[:1]).startswith(_FORMULA_STARTS)
