"""Writing decisions into their file: one writer at a time, the whole file or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from etl.decisions.decision import Decision, name_key
from etl.decisions.file import COLUMNS, FILE_NAME, decisions_of
from etl.decisions.text import to_cell
from etl.folder import replace_file, writing_in
from etl.lists.table import read_table
from geo.errors import NotFound

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Content:
    """The file as it stands: its columns (a steward may have more) and its decisions."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    decisions: tuple[Decision, ...]


def record(folder: Path, decided: Sequence[Decision]) -> list[Decision]:
    """Write decisions into the folder's file; make both if they are not there.

    A decision about an entry that was decided before takes the place of that row; others are
    appended in their order.

    Returns
    -------
    list of Decision
        Those that were replaced.

    Raises
    ------
    Conflict
        If somebody else keeps on writing to the file.
    InvalidInput, DataUnavailable
        If the file is there and cannot be used.
    """
    path = folder / FILE_NAME
    with writing_in(folder):
        content = _read(path)
        rows, replaced = list(content.rows), []
        row_of = {one.key(): number for number, one in enumerate(content.decisions)}
        for decision in decided:
            number = row_of.setdefault(decision.key(), len(rows))
            if number == len(rows):
                rows.append({})
            elif number < len(content.decisions):
                replaced.append(content.decisions[number])
            rows[number] = {**rows[number], **_row(decision)}
        _write(path, content.columns, rows)
    return replaced


def undo(folder: Path, about: Decision) -> Decision:
    """Take a decision out of the folder's file.

    Parameters
    ----------
    folder : Path
    about : Decision
        Its kind (empty: any), name, unit and programme say which.

    Returns
    -------
    Decision
        What was taken out.

    Raises
    ------
    NotFound
        If it is not there; the message names decisions about the same name.
    Conflict, InvalidInput, DataUnavailable
        As `record`.
    """
    if not folder.is_dir():
        raise NotFound(f"there are no decisions in {folder}")
    path = folder / FILE_NAME
    with writing_in(folder):
        content = _read(path)
        found = next(
            (number for number, one in enumerate(content.decisions) if _same(one, about)), None
        )
        if found is None:
            raise NotFound(_not_decided(about, content.decisions, path))
        _write(path, content.columns, [*content.rows[:found], *content.rows[found + 1 :]])
    return content.decisions[found]


def _same(one: Decision, about: Decision) -> bool:
    return about.kind in ("", one.kind) and replace(about, kind=one.kind).key() == one.key()


def _not_decided(about: Decision, known: Sequence[Decision], path: Path) -> str:
    alike = [
        one for one in known if name_key(one.kind, one.name_zh) == name_key(one.kind, about.name_zh)
    ]
    hint = f"; it is decided with {' or '.join(map(_options, alike))}" if alike else ""
    return f"{path.name} has no such decision about {about.name_zh}{hint}"


def _options(decision: Decision) -> str:
    unit = f"--unit {decision.unit}" if decision.unit else ""
    programme = f"--programme {decision.programme_id}" if decision.programme_id else ""
    return " ".join(filter(None, [unit, programme])) or "neither --unit nor --programme"


def _read(path: Path) -> _Content:
    if not path.exists():
        return _Content(COLUMNS, (), ())
    table = read_table(path, COLUMNS, rows_needed=False)
    rows = tuple(cells for _, cells in table.rows)
    return _Content(table.columns, rows, tuple(decisions_of(table, path.name)))


def _row(decision: Decision) -> Row:
    return {
        "kind": decision.kind,
        "name_zh": to_cell(decision.name_zh),
        "unit": to_cell(decision.unit),
        "programme_id": decision.programme_id,
        "adcode": ";".join(decision.adcodes),
        "level": decision.level,
        "same_as": to_cell(decision.same_as),
        "decided_by": to_cell(decision.decided_by),
        "decided_on": decision.decided_on,
        "why": to_cell(decision.why),
    }


def _write(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    replace_file(path, text.getvalue().encode())
