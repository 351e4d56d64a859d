"""The dataset of recognitions: each line of a list, at the middle of its cluster's units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.atlas import Atlas, standing_in
from app.extract.cells import told_apart
from app.extract.chosen import clusters_within, of_industries
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.places import view_for
from app.extract.wanted import Wanted
from app.industry_reading import Subject
from app.recognition import end_of_term
from app.state import ALL

COLUMNS: Columns = {
    "cluster_id": Column("id of the cluster, as in the dataset of clusters"),
    "name_zh": Column("name of the cluster in its latest list"),
    "programme": Column("id of the programme"),
    "programme_zh": Column("name of the programme"),
    "batch_year": Column("batch; missing where the source does not say it", "integer"),
    "recognised_year": Column("calendar year of the notice", "integer"),
    "recognised_on": Column("date of the notice, as exactly as the source says it"),
    "valid_to": Column("last year of the term, where a document states it", "integer"),
    "review_result": Column("passed or closed, where the result of a re-review is loaded"),
    "review_passed_year": Column("year of the re-review that was passed", "integer"),
    "reviewed_to": Column("last year of the term that the re-review gave", "integer"),
    "term_end": Column("last day of the term by these (docs/decisions.md)", "date"),
    "stage": Column("recognised, or publicised: seen in the public-notice stage only"),
    "year": Column("year in which the standing is asked for, or all"),
    "standing": Column(
        "in_force, review_unknown, undated, not_yet or lapsed in that year; only in_force counts"
    ),
    "listed_name": Column("name in this list"),
    "listed_unit": Column("recommending unit in this list"),
    "listed_level": Column("level of the units where this list places it"),
    "listed_adcodes": Column("their codes, joined by ;"),
    "source_id": Column("id of the source, as in the dataset of sources"),
    "source_row": Column("row of the source", "integer"),
    "source_where": Column("page, sheet and row of a document"),
    "source_url": Column("address of the source"),
    "source_note": Column("remark of the source"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    view = view_for(atlas, wanted)
    inside = clusters_within(atlas, view.focus.place.key)
    inside &= of_industries(atlas, wanted, Subject.CLUSTER)
    return _within(atlas, wanted, view.year, inside)


def _within(atlas: Atlas, wanted: Wanted, year: str, inside: frozenset[str]) -> Iterator[Feature]:
    ids = atlas.derived("recognition ids", lambda *_: _ids(atlas))
    for row in atlas.recognitions_in(wanted.programme, wanted.batch):
        if row["cluster_id"] in inside:
            places = tuple(atlas.places_of.get(row["cluster_id"], ()))
            its_id = ids[row["source_id"], row["source_row"]]
            yield Feature(its_id, _values(atlas, year, row), places)


def _ids(atlas: Atlas) -> dict[tuple[str, int], str]:
    """Ids by source and row: a cluster in a batch of a programme, mostly once."""
    rows = atlas.recognitions
    ids = told_apart(
        f"{row['cluster_id']}-{row['programme_id']}-{row['batch_year'] or 'undated'}"
        for row in rows
    )
    return {(r["source_id"], r["source_row"]): one for r, one in zip(rows, ids, strict=True)}


def _values(atlas: Atlas, year: str, row: dict[str, Any]) -> tuple[object, ...]:
    end = end_of_term(atlas, row)
    made = {
        "name_zh": atlas.clusters[row["cluster_id"]]["name_zh"],
        "programme": row["programme_id"],
        "programme_zh": atlas.programmes[row["programme_id"]]["name_zh"],
        "term_end": end.isoformat() if end else None,
        "year": year,
        "standing": None if year == ALL else str(standing_in(row, year)),
        "listed_name": row["name_zh"],
        "listed_unit": row["unit"],
        "listed_level": row["place_level"],
        "listed_adcodes": row["adcodes"],
    }
    return tuple((row | made)[name] for name in COLUMNS)


RECOGNITIONS = Dataset(
    "recognitions",
    COLUMNS,
    _features,
    geometry="points",
    narrowed_by=("place", "programme", "batch", "year", "chain", "industry"),
)
