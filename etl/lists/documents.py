"""Lists inside documents as rows: recognised clusters, and those that passed a re-review."""

from __future__ import annotations

from typing import Any

from etl.documents import ListedRow, Listing, read_listing
from etl.documents.headers import NUMBER_WORDS
from etl.documents.text import fold
from etl.lists.clusters import DTYPES, REVIEW_DTYPES
from etl.lists.finding import Finding
from etl.lists.frames import ReadList, frame_of
from etl.sources import STAGES, Source

_NUMBERS = frozenset(map(fold, NUMBER_WORDS))


def read_list_document(source: Source) -> ReadList:
    """Read a published list of recognised clusters.

    Returns
    -------
    ReadList
        Frame with the columns of `etl.lists.clusters.DTYPES`. `source_row` is the running number
        in the list, `source_where` says where the row stands in the document.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.documents.read_listing`.
    """
    listing = read_listing(source.file())
    about = {
        "programme_id": source.programme,
        "batch_year": source.batch,
        "stage": source.stage or STAGES[0],
        "name_basis": "official",
        "source_url": source.url,
    }
    rows = [about | row | {"source_note": note} for row, note in _rows(source.id, listing)]
    return ReadList(source.id, listing.sha256, frame_of(rows, DTYPES), _findings(source, listing))


def read_review_list(source: Source) -> ReadList:
    """Read the list of those that passed a re-review: frame with `REVIEW_DTYPES`.

    Errors as `read_list_document`.
    """
    listing = read_listing(source.file())
    about = {
        "programme_id": source.programme,
        "batch_year": source.batch,
        "review_year": source.review_year,
    }
    rows = [about | row for row, _ in _rows(source.id, listing)]
    frame = frame_of(rows, REVIEW_DTYPES)
    return ReadList(source.id, listing.sha256, frame, _findings(source, listing))


def _rows(source_id: str, listing: Listing) -> list[tuple[dict[str, Any], str | None]]:
    """Each row and what its other columns say."""
    return [
        (
            {
                "source_id": source_id,
                "source_row": number,
                "source_where": str(row.where),
                "name_zh": row.name,
                "unit": row.unit or None,
            },
            _note(row),
        )
        for number, row in enumerate(listing.rows, start=1)
    ]


def _note(row: ListedRow) -> str | None:
    said = (
        f"{header}: {text}" for header, text in row.extras.items() if fold(header) not in _NUMBERS
    )
    return "; ".join(said) or None


def _findings(source: Source, listing: Listing) -> tuple[Finding, ...]:
    return tuple(
        Finding(source.id, None, remark.code, remark.message, where=str(remark.where))
        for remark in listing.remarks
    )
