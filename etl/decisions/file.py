"""The file of decisions: decisions.csv, under version control, one row a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from etl.decisions.decision import CLUSTER, KINDS, Decision, Decisions
from etl.decisions.text import from_cell
from etl.lists.cells import Cells, cells_of
from etl.lists.table import Table, read_table
from geo.errors import InvalidInput
from geo.place import Level

FILE_NAME = "decisions.csv"
COLUMNS = (
    "kind",
    "name_zh",
    "unit",
    "programme_id",
    "adcode",
    "level",
    "same_as",
    "decided_by",
    "decided_on",
    "why",
)
_SOURCE_IDS = ("decisions", "steward-decisions")


def load_decisions(folders: Sequence[Path]) -> Decisions:
    """Load the decisions of several folders; those of a later folder prevail.

    Parameters
    ----------
    folders : sequence of Path
        The bundled data, then the steward's folder. One without a decisions.csv has none.

    Raises
    ------
    DataUnavailable
        If a file cannot be read.
    InvalidInput
        If a row does not make sense, or two rows of a file are about the same entry.
    """
    found: list[Decision] = []
    for source_id, folder in zip(_SOURCE_IDS, dict.fromkeys(folders), strict=False):
        if (path := folder / FILE_NAME).exists():
            found += read_decisions(path, source_id)
    return Decisions(found)


def read_decisions(path: Path, source_id: str = _SOURCE_IDS[0]) -> list[Decision]:
    """Read one file of decisions, in its order; errors as `load_decisions`."""
    return decisions_of(read_table(path, COLUMNS, rows_needed=False), source_id)


def decisions_of(table: Table, source_id: str) -> list[Decision]:
    """The decisions that a table states."""
    decisions = [_decision(cells, source_id) for cells in cells_of(table)]
    seen: dict[object, int] = {}
    for one in decisions:
        if (before := seen.setdefault(one.key(), one.source_row)) != one.source_row:
            raise table.fault(
                one.source_row, f"{one.name_zh} is decided in row {before} already: keep one row"
            )
    return decisions


def _decision(cells: Cells, source_id: str) -> Decision:
    adcodes = _adcodes(cells)
    same_as = from_cell(cells.text("same_as") or "")
    if not adcodes and not same_as:
        raise cells.table.fault(cells.row, "neither adcode nor same_as is filled in")
    return Decision(
        name_zh=from_cell(cells.name("name_zh")),
        kind=cells.choice("kind", KINDS) if cells.text("kind") else CLUSTER,
        unit=from_cell(cells.text("unit") or ""),
        programme_id=cells.text("programme_id") or "",
        adcodes=adcodes,
        level=cells.choice("level", tuple(Level)) if cells.text("level") else "",
        same_as=same_as,
        decided_by=from_cell(cells.required("decided_by")),
        decided_on=_day(cells),
        why=from_cell(cells.required("why")),
        source_id=source_id,
        source_row=cells.row,
    )


def _adcodes(cells: Cells) -> tuple[str, ...]:
    given = (cells.text("adcode") or "").replace("；", ";").split(";")
    try:
        return checked_adcodes(given)
    except InvalidInput as error:
        raise cells.table.fault(cells.row, str(error)) from None


def checked_adcodes(given: Sequence[str]) -> tuple[str, ...]:
    """Adcodes of six digits, each once, in the order given.

    Raises
    ------
    InvalidInput
        If one is no adcode.
    """
    codes = [code.strip() for code in given if code.strip()]
    for code in codes:
        if not (len(code) == 6 and code.isascii() and code.isdigit()):
            raise InvalidInput(
                f"adcode is {code[:40]!r}; it must be of six digits, several joined by ;"
            )
    return tuple(dict.fromkeys(codes))


def _day(cells: Cells) -> str:
    value = cells.required("decided_on")
    try:
        if len(value) == 10:
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise cells.table.fault(cells.row, f"decided_on is {value[:40]!r}; it must be a day YYYY-MM-DD")
