"""Reader of docking events: where industrial transfer was signed, and for how much."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import read_table

COLUMNS = (
    "date",
    "province",
    "event",
    "projects",
    "amount_100m_cny",
    "at_least",
    "amount_basis",
    "source_url",
)
DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "date": "str",
    "province": "str",
    "event": "str",
    "projects": "Int64",
    "amount_100m_cny": "float64",
    "at_least": "str",
    "amount_basis": "str",
    "source_url": "str",
}


def read_events(source_id: str, path: Path) -> ReadList:
    """Read docking events: frame with the columns of `DTYPES`, amounts in 100 million CNY.

    Only the host is known: an event is no flow, for nobody states where the projects come from.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    rows = [_row(source_id, cells) for cells in cells_of(table)]
    return ReadList(source_id, table.sha256, frame_of(rows, DTYPES))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    cells.required("date")
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "date": cells.date("date"),
        "province": cells.name("province"),
        "event": cells.name("event"),
        "projects": cells.whole("projects"),
        "amount_100m_cny": cells.number("amount_100m_cny"),
        "at_least": cells.choice("at_least", ("yes", "no")),
        "amount_basis": cells.text("amount_basis"),
        "source_url": cells.text("source_url"),
    }
