"""Lists inside documents as rows: recognised clusters, and those that passed a re-review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from etl.documents import ListedRow, Listing, Remark, read_listing
from etl.documents.headers import NUMBER_WORDS
from etl.documents.text import fold
from etl.lists.clusters import DTYPES, REVIEW_DTYPES
from etl.lists.finding import Finding
from etl.lists.frames import ReadList, frame_of
from etl.lists.severity import NOTE, SEVERITY, WARNING
from etl.sources import STAGES, Source

_NOTES_EACH = 3
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
    return recognised(source, read_listing(source.file()))


def recognised(source: Source, listing: Listing) -> ReadList:
    """The rows of a document that was read already; see `read_list_document`."""
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
    return reviewed(source, read_listing(source.file()))


def reviewed(source: Source, listing: Listing) -> ReadList:
    """The rows of a document that was read already; see `read_review_list`."""
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
    """What the reader remarked; many notes of one kind are told together."""
    by_code: dict[str, list[Remark]] = {}
    for remark in listing.remarks:
        by_code.setdefault(remark.code, []).append(remark)
    return tuple(
        finding for code, remarks in by_code.items() for finding in _told(source.id, code, remarks)
    )


def _told(source_id: str, code: str, remarks: list[Remark]) -> Iterator[Finding]:
    severity = SEVERITY.get(code, WARNING)
    is_together = severity == NOTE and len(remarks) > _NOTES_EACH
    for remark in remarks[:1] if is_together else remarks:
        more = f" (and {len(remarks) - 1} more)" if is_together else ""
        where = str(remark.where)
        yield Finding(source_id, None, code, remark.message + more, severity, where)
