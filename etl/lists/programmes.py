"""Readers of the registry of programmes and of their batches.

The registry may stand in several sources: `etl.lists.registry` merges them.
"""

from __future__ import annotations

import re
from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.frames import ReadList, frame_of
from etl.lists.table import Table, read_table
from geo.place import Level

SCOPES = ("national", "provincial")
_ID = re.compile(r"[a-z][a-z0-9-]{1,63}")
PROGRAMME_DTYPES = {
    "id": "str",
    "name_zh": "str",
    "name_en": "str",
    "scope": "str",
    "province_adcode": "str",
    "level": "str",
    "issuing_body": "str",
    "validity_years": "Int64",
    "size_per_batch": "Int64",
    "quota_province": "Int64",
    "quota_city": "Int64",
    "document": "str",
    "source_url": "str",
    "note": "str",
}
BATCH_DTYPES = {
    "programme_id": "str",
    "batch_year": "int64",
    "recognised_year": "Int64",
    "recognised_on": "str",
    "valid_to": "Int64",
    "review_year": "Int64",
    "review_passed_total": "Int64",
    "reviewed_to": "Int64",
    "stated_total": "Int64",
    "quota_province": "Int64",
    "quota_city": "Int64",
    "document": "str",
    "source_url": "str",
    "note": "str",
}
_ORIGIN_DTYPES = {"source_id": "str", "source_row": "int64"}
_PROGRAMME_NUMBERS = ("validity_years", "size_per_batch", "quota_province", "quota_city")
_BATCH_YEARS = ("recognised_year", "valid_to", "review_year", "reviewed_to")
_BATCH_COUNTS = ("review_passed_total", "stated_total", "quota_province", "quota_city")


def read_programmes(source_id: str, path: Path) -> ReadList:
    """Read programmes: frame with `source_id`, `source_row` and the columns of `PROGRAMME_DTYPES`.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; if a cell does not fit or an id stands twice.
    """
    table = read_table(path, tuple(PROGRAMME_DTYPES))
    rows = [_from(source_id, cells) | _programme(cells) for cells in cells_of(table)]
    _refuse_doubles(table, [str(row["id"]) for row in rows])
    return ReadList(source_id, table.sha256, frame_of(rows, _ORIGIN_DTYPES | PROGRAMME_DTYPES))


def read_batches(source_id: str, path: Path) -> ReadList:
    """Read batches: as `read_programmes`, with the columns of `BATCH_DTYPES`."""
    table = read_table(path, tuple(BATCH_DTYPES))
    rows = [_from(source_id, cells) | _batch(cells) for cells in cells_of(table)]
    _refuse_doubles(table, [f"{row['programme_id']} {row['batch_year']}" for row in rows])
    return ReadList(source_id, table.sha256, frame_of(rows, _ORIGIN_DTYPES | BATCH_DTYPES))


def _from(source_id: str, cells: Cells) -> dict[str, object]:
    return {"source_id": source_id, "source_row": cells.row}


def _programme(cells: Cells) -> dict[str, object]:
    programme_id = cells.required("id")
    if not _ID.fullmatch(programme_id):
        raise cells.table.fault(
            cells.row, f"id is {programme_id[:40]!r}; use lower-case letters, digits and hyphens"
        )
    return {
        "id": programme_id,
        "name_zh": cells.name("name_zh"),
        "name_en": cells.name("name_en"),
        "scope": cells.choice("scope", SCOPES),
        "province_adcode": cells.adcode("province_adcode"),
        "level": cells.choice("level", tuple(Level)),
        **{name: cells.whole(name) for name in _PROGRAMME_NUMBERS},
        **{name: cells.text(name) for name in ("issuing_body", "document", "source_url", "note")},
    }


def _batch(cells: Cells) -> dict[str, object]:
    cells.required("batch_year")
    years = {name: cells.year(name) for name in _BATCH_YEARS}
    first, last = years["recognised_year"], years["valid_to"]
    if last is not None and (first is None or last < first):
        raise cells.table.fault(cells.row, "valid_to needs a recognised_year not after it")
    return {
        "programme_id": cells.required("programme_id"),
        "batch_year": cells.year("batch_year"),
        "recognised_on": cells.date("recognised_on"),
        **years,
        **{name: cells.whole(name) for name in _BATCH_COUNTS},
        **{name: cells.text(name) for name in ("document", "source_url", "note")},
    }


def _refuse_doubles(table: Table, keys: list[str]) -> None:
    seen: set[str] = set()
    for (row, _), key in zip(table.rows, keys, strict=True):
        if key in seen:
            raise table.fault(row, f"{key} stands twice")
        seen.add(key)
