"""Reader of transfer guidance: which prefecture is asked to receive or to phase out what."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import read_table

DIRECTIONS = ("receive", "phase_out", "no_longer_receive")
COLUMNS = (
    "adcode",
    "name_zh",
    "direction",
    "direction_zh",
    "sector",
    "item",
    "record_complete",
    "source_url",
)
DTYPES = {"source_id": "str", "source_row": "int64", **dict.fromkeys(COLUMNS, "str")}


def read_guidance(source_id: str, path: Path) -> ReadList:
    """Read a guidance directory: frame with the columns of `DTYPES`.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    rows = [_row(source_id, cells) for cells in cells_of(table)]
    return ReadList(source_id, table.sha256, frame_of(rows, DTYPES))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    cells.required("adcode")
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "adcode": cells.adcode("adcode"),
        "name_zh": cells.name("name_zh"),
        "direction": cells.choice("direction", DIRECTIONS),
        "direction_zh": cells.required("direction_zh"),
        "sector": cells.text("sector"),
        "item": cells.required("item"),
        "record_complete": cells.text("record_complete"),
        "source_url": cells.text("source_url"),
    }
