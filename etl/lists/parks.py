"""Reader of the catalogue of development zones: one row a park."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, doubled, frame_of
from etl.lists.table import read_table

COLUMNS = (
    "code",
    "name_zh",
    "grade",
    "park_type",
    "province",
    "approved",
    "approved_area_ha",
    "leading_industries",
    "address",
    "address_quality",
)
GRADES = ("national", "provincial")
DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "code": "str",
    "name_zh": "str",
    "grade": "str",
    "park_type": "str",
    "unit": "str",
    "approved": "str",
    "approved_area_ha": "float64",
    "leading_industries": "str",
    "address": "str",
    "address_quality": "str",
}


def read_parks(source_id: str, path: Path) -> ReadList:
    """Read a park catalogue.

    Returns
    -------
    ReadList
        Frame with the columns of `DTYPES`; `unit` is the province as printed. Codes and names
        that stand twice are findings.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    rows = [_row(source_id, cells) for cells in cells_of(table)]
    frame = frame_of(rows, DTYPES)
    findings = [
        *doubled(frame, ["code"], "duplicate-code", "code"),
        *doubled(frame, ["name_zh", "unit"], "duplicate-row", "park"),
    ]
    return ReadList(source_id, table.sha256, frame, tuple(findings))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "code": cells.name("code"),
        "name_zh": cells.name("name_zh"),
        "grade": cells.choice("grade", GRADES),
        "park_type": cells.text("park_type"),
        "unit": cells.text("province"),
        "approved": cells.date("approved"),
        "approved_area_ha": cells.number("approved_area_ha"),
        "leading_industries": cells.text("leading_industries"),
        "address": cells.text("address"),
        "address_quality": cells.text("address_quality"),
    }
