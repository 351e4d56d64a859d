"""Reader of stated totals: counts that sources state, for comparison with what is loaded."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import read_table
from geo.place import Level

KINDS = ("stated", "each", "derived", "conflicting", "publicised", "review")
COLUMNS = (
    "programme_id",
    "scope",
    "level",
    "adcode",
    "year_from",
    "year_to",
    "count",
    "kind",
    "note",
    "source_url",
)
DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "programme_id": "str",
    "scope": "str",
    "level": "str",
    "adcode": "str",
    "year_from": "int64",
    "year_to": "int64",
    "count": "int64",
    "kind": "str",
    "note": "str",
    "source_url": "str",
}


def read_totals(source_id: str, path: Path) -> ReadList:
    """Read stated totals: frame with the columns of `DTYPES`.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    rows = [_row(source_id, cells) for cells in cells_of(table)]
    return ReadList(source_id, table.sha256, frame_of(rows, DTYPES))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    for column in ("year_from", "year_to", "count"):
        cells.required(column)
    adcode = cells.adcode("adcode")
    return {
        "source_id": source_id,
        "source_row": cells.row,
        "programme_id": cells.required("programme_id"),
        "scope": cells.name("scope"),
        "level": cells.choice("level", tuple(Level)) if adcode else None,
        "adcode": adcode,
        "year_from": cells.year("year_from"),
        "year_to": cells.year("year_to"),
        "count": cells.whole("count"),
        "kind": cells.choice("kind", KINDS),
        "note": cells.text("note"),
        "source_url": cells.text("source_url"),
    }
