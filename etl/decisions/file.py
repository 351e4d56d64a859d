"""The file of decisions: decisions.csv, under version control, one row a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from etl.decisions.decision import CLUSTER, KINDS, Decision, Decisions, DecisionsFile
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
SOURCE_IDS = ("decisions", "steward-decisions")
"""Of the bundled file and of the steward's: under these ids an edition lists them."""


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
    paths = [folder / FILE_NAME for folder in dict.fromkeys(folders)]
    return Decisions(
        read_decisions(path, source_id)
        for source_id, path in zip(SOURCE_IDS, paths, strict=False)
        if path.exists()
    )


def read_decisions(path: Path, source_id: str) -> DecisionsFile:
    """Read one file of decisions, in its order; errors as `load_decisions`."""
    table = read_table(path, COLUMNS, rows_needed=False)
    return DecisionsFile(source_id, path, table.sha256, tuple(decisions_of(table, source_id)))


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
