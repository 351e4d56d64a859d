"""Reader of a user's table of transfer projects: recorded moves from one place to another."""

from __future__ import annotations

from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, doubled, frame_of
from etl.lists.table import read_table
from geo.place import Level

COLUMNS = (
    "origin_level",
    "origin_adcode",
    "destination_level",
    "destination_adcode",
    "project",
    "industry",
    "year",
    "amount_100m_cny",
    "jobs",
    "source_url",
)
DTYPES = {
    "source_id": "str",
    "source_row": "int64",
    "origin_level": "str",
    "origin_adcode": "str",
    "destination_level": "str",
    "destination_adcode": "str",
    "project": "str",
    "industry": "str",
    "year": "int64",
    "amount_100m_cny": "float64",
    "jobs": "Int64",
    "source_url": "str",
}


def read_projects(source_id: str, path: Path) -> ReadList:
    """Read transfer projects: frame with the columns of `DTYPES`, amounts in 100 million CNY.

    Each row needs an origin, a destination that is another place, a year, and an amount or jobs.
    Rows that say the same are a finding.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if a cell does not fit its column.
    """
    table = read_table(path, COLUMNS)
    frame = frame_of([_row(source_id, cells) for cells in cells_of(table)], DTYPES)
    findings = doubled(frame, ["project", *COLUMNS[:4], "year"], "duplicate-row", "project")
    return ReadList(source_id, table.sha256, frame, tuple(findings))


def _row(source_id: str, cells: Cells) -> dict[str, object]:
    for column in ("origin_adcode", "destination_adcode", "year"):
        cells.required(column)
    row: dict[str, object] = {
        "source_id": source_id,
        "source_row": cells.row,
        "origin_level": cells.choice("origin_level", tuple(Level)),
        "origin_adcode": cells.adcode("origin_adcode"),
        "destination_level": cells.choice("destination_level", tuple(Level)),
        "destination_adcode": cells.adcode("destination_adcode"),
        "project": cells.name("project"),
        "industry": cells.text("industry"),
        "year": cells.year("year"),
        "amount_100m_cny": cells.number("amount_100m_cny"),
        "jobs": cells.whole("jobs"),
        "source_url": cells.text("source_url"),
    }
    if row["amount_100m_cny"] is None and row["jobs"] is None:
        raise cells.table.fault(cells.row, "amount_100m_cny and jobs are both empty")
    if row["origin_adcode"] == row["destination_adcode"]:
        raise cells.table.fault(cells.row, "origin and destination are the same place")
    return row
