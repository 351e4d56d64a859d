"""The datasets that tell of the edition itself: its sources, and the rows that stand nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import Atlas
from app.extract.cells import joined, told_apart
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.wanted import Wanted

SOURCE_COLUMNS: Columns = {
    "source_id": Column("id of the source; rows of other datasets name it"),
    "kind": Column("what is read from it"),
    "title": Column("title"),
    "publisher": Column("publisher"),
    "url": Column("address of the whole; where there is none, each row has its own"),
    "date": Column("date of the content, as exactly as it is known"),
    "licence": Column("terms under which it may be used"),
    "sha256": Column("SHA-256 of the bytes that were read"),
    "programme": Column("id of the programme, of a list in a document"),
    "batch_year": Column("batch, of a list in a document", "integer"),
    "rows_read": Column("rows that were read", "integer"),
    "rows_placed": Column("rows that were placed in a unit, of lists", "integer"),
    "rows_unplaced": Column("rows that stand nowhere, of lists", "integer"),
    "remarks": Column("number of remarks of the run that read it", "integer"),
}
UNPLACED_COLUMNS: Columns = {
    "subject": Column("cluster or park"),
    "subject_id": Column("its id, as in the datasets of clusters and parks"),
    "name_zh": Column("name in the list"),
    "unit": Column("recommending unit in the list"),
    "reason": Column("why it stands nowhere"),
    "candidates": Column("codes of the units that it may lie in, joined by ;"),
    "source_id": Column("id of the source, as in the dataset of sources"),
    "source_row": Column("row of the source", "integer"),
}


def _sources(atlas: Atlas, _: Wanted) -> Iterator[Feature]:
    for row in atlas.sources:
        made = {"source_id": row["id"], "programme": row["programme_id"]}
        told = row | made | {"remarks": len(row["warnings"])}
        yield Feature(row["id"], [told[name] for name in SOURCE_COLUMNS], ())


def _unplaced(atlas: Atlas, _: Wanted) -> Iterator[Feature]:
    ids = told_apart(f"{row['kind']}-{row['subject_id']}" for row in atlas.unplaced)
    for its_id, row in zip(ids, atlas.unplaced, strict=True):
        candidates = joined(one["adcode"] for one in row["candidates"])
        told = row | {"subject": row["kind"], "candidates": candidates}
        yield Feature(its_id, [told[name] for name in UNPLACED_COLUMNS], ())


SOURCES = Dataset("sources", SOURCE_COLUMNS, _sources, geometry="none", narrowed_by=())
UNPLACED = Dataset("unplaced", UNPLACED_COLUMNS, _unplaced, geometry="none", narrowed_by=())
