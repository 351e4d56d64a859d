"""Reader of cluster lists: one row a recognition."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import read_table
from etl.sources import STAGES

COLUMNS = (
    "programme_id",
    "batch_year",
    "stage",
    "name_zh",
    "province",
    "name_basis",
    "review_passed_year",
    "source_url",
    "source_note",
)
NAME_BASES = ("official", "reported")
DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "source_where": "str",
    "programme_id": "str",
    "batch_year": "Int64",
    "stage": "str",
    "name_zh": "str",
    "unit": "str",
    "name_basis": "str",
    "review_passed_year": "Int64",
    "source_url": "str",
    "source_note": "str",
}
REVIEW_DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "source_where": "str",
    "programme_id": "str",
    "batch_year": "int64",
    "review_year": "int64",
    "name_zh": "str",
    "unit": "str",
}


def read_clusters(source_id: str, path: Path) -> ReadList:
    """Read a cluster list.

    Returns
    -------
    ReadList
        Frame with the columns of `DTYPES`; `unit` is the recommending unit (column `province`).

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    frame = frame_of([_row(source_id, cells) for cells in cells_of(table)], DTYPES)
    return ReadList(source_id, table.sha256, frame)


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "source_where": None,
        "programme_id": cells.required("programme_id"),
        "batch_year": cells.year("batch_year"),
        "stage": cells.choice("stage", STAGES),
        "name_zh": cells.name("name_zh"),
        "unit": cells.text("province"),
        "name_basis": cells.choice("name_basis", NAME_BASES),
        "review_passed_year": cells.year("review_passed_year"),
        "source_url": cells.text("source_url"),
        "source_note": cells.text("source_note"),
    }
