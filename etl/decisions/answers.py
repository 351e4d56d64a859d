"""Answers of the steward: the table of questions, with the places or clusters filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from etl.decisions.decision import Decision
from etl.decisions.file import COLUMNS, decisions_of
from etl.lists.table import read_table
from geo.errors import InvalidInput

Row = dict[str, str]

_ANSWERS = ("adcode", "level", "same_as")


def read_answers(path: Path, by: str, on: str, why: str) -> list[Decision]:
    """Read a table with the columns of the file of decisions; rows without an answer are left out.

    Parameters
    ----------
    path : Path
    by, on, why : str
        Who decided, when and why, where the row itself does not say.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.decisions.file.load_decisions`; and if no row has an answer.
    """
    table = read_table(path, COLUMNS)
    usual = {"decided_by": by, "decided_on": on, "why": why}
    answered: dict[tuple[str, ...], tuple[int, Row]] = {}
    for row, cells in table.rows:
        if cells["adcode"] or cells["same_as"]:
            _take(answered, row, {**cells, **{n: cells[n] or v for n, v in usual.items()}})
    if not answered:
        raise InvalidInput(f"{path.name}: no row has an answer; fill in adcode or same_as")
    return decisions_of(replace(table, rows=tuple(answered.values())), path.name)


def _take(answered: dict[tuple[str, ...], tuple[int, Row]], row: int, cells: Row) -> None:
    """Add a row; two questions about one entry, its place and its cluster, make one decision."""
    key = tuple(cells[name] for name in COLUMNS[:4])
    if key not in answered:
        answered[key] = row, cells
        return
    known = answered[key][1]
    if any(known[name] and cells[name] not in ("", known[name]) for name in _ANSWERS):
        key = (*key, str(row))  # two answers to one question: refused with both rows
        answered[key] = row, cells
        return
    known |= {name: cells[name] for name in _ANSWERS if cells[name]}
