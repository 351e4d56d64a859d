"""Batches that only the lists name: their term follows from the list's date and the programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.lists.finding import Finding
from etl.lists.programmes import BATCH_DTYPES
from etl.sources import LIST_DOCUMENT, Source

_KEYS = ["programme_id", "batch_year"]


def with_missing_batches(
    batches: pd.DataFrame,
    programmes: pd.DataFrame,
    listed: pd.DataFrame,
    sources: Mapping[str, Source],
) -> tuple[pd.DataFrame, list[Finding]]:
    """Add the batches that no batches file names.

    A list in a document gives the year of recognition by its date, and the programme's validity
    gives the term. Without a date the batch has no years, so that nothing of it is counted.

    Parameters
    ----------
    batches, programmes : DataFrame
        As `etl.lists.programmes` reads them.
    listed : DataFrame
        Rows of all lists, with `source_id`, `source_row`, `programme_id` and `batch_year`.
    sources : mapping of id to Source

    Returns
    -------
    DataFrame
        Batches, those added last.
    list of Finding
        One for each batch added.
    """
    named = listed.dropna(subset=["batch_year"]).astype({"batch_year": "int64"})
    known = pd.MultiIndex.from_frame(batches[_KEYS].astype({"batch_year": "int64"}))
    missing = named[~pd.MultiIndex.from_frame(named[_KEYS]).isin(known)]
    if missing.empty:
        return batches, []
    validity = programmes.set_index("id")["validity_years"]
    rows, findings = [], []
    for _, entries in missing.groupby(_KEYS, sort=False):
        programme, year = str(entries["programme_id"].iloc[0]), int(entries["batch_year"].iloc[0])
        source = _dated(entries, sources) or sources[str(entries["source_id"].iloc[0])]
        row = _batch(programme, year, source, validity.get(programme))
        first = entries[entries["source_id"] == source.id].iloc[0]
        rows.append(row)
        findings.append(_finding(row, source.id, int(first["source_row"])))
    added = pd.DataFrame(rows).reindex(columns=list(BATCH_DTYPES)).astype(BATCH_DTYPES)
    return pd.concat([batches, added], ignore_index=True), findings


def _dated(entries: pd.DataFrame, sources: Mapping[str, Source]) -> Source | None:
    """The first document with a date among those that list a batch."""
    listing = (sources[source_id] for source_id in dict.fromkeys(entries["source_id"]))
    return next((one for one in listing if one.kind == LIST_DOCUMENT and one.date), None)


def _batch(programme: str, batch_year: int, source: Source, validity: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"programme_id": programme, "batch_year": batch_year}
    if source.kind != LIST_DOCUMENT or not source.date:
        return row
    year = int(source.date[:4])
    return row | {
        "recognised_year": year,
        "recognised_on": source.date,
        "valid_to": None if pd.isna(validity) else year + int(validity),
        "source_url": source.url,
    }


def _finding(row: Mapping[str, Any], source_id: str, source_row: int) -> Finding:
    batch = f"batch {row['batch_year']} of {row['programme_id']} is not among the batches"
    if "recognised_year" not in row:
        message = f"{batch}: its clusters are undated and not counted"
        return Finding(source_id, source_row, "unknown-batch", message)
    recognised = f"{batch}; derived: recognised {row['recognised_on']}, the date of the list"
    if row["valid_to"] is None:
        message = f"{recognised}; the programme states no validity, so the term is not known"
        return Finding(source_id, source_row, "derived-batch", message, "note")
    years = row["valid_to"] - row["recognised_year"]
    message = f"{recognised}, valid to {row['valid_to']} ({years} years, of the programme)"
    return Finding(source_id, source_row, "derived-batch", message, "note")
