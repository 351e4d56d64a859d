"""Reader of the bulletins on land use intensity in development zones."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import read_table

DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "as_of": "str",
    "as_of_basis": "str",
    "scope": "str",
    "zones": "Int64",
    "indicator": "str",
    "value": "float64",
    "unit": "str",
    "derived": "str",
    "source_url": "str",
    "source_note": "str",
}
COLUMNS = tuple(name for name in DTYPES if name not in ("source_id", "source_row"))


def read_bulletins(source_id: str, path: Path) -> ReadList:
    """Read the bulletins: frame with the columns of `DTYPES`, one row a figure in its own unit.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    rows = [_row(source_id, cells) for cells in cells_of(table)]
    return ReadList(source_id, table.sha256, frame_of(rows, DTYPES))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    for column in ("as_of", "value"):
        cells.required(column)
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "as_of": cells.date("as_of"),
        "as_of_basis": cells.text("as_of_basis"),
        "scope": cells.name("scope"),
        "zones": cells.whole("zones"),
        "indicator": cells.name("indicator"),
        "value": cells.number("value"),
        "unit": cells.required("unit"),
        "derived": cells.choice("derived", ("yes", "no")),
        "source_url": cells.text("source_url"),
        "source_note": cells.text("source_note"),
    }
