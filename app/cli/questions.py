"""Command `etl questions`: what the current edition asks of the steward."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from app.cli.output import print_table
from app.settings import load_settings
from geo.place import Level, PlaceKey

if TYPE_CHECKING:
    from etl.store.edition import Edition
    from geo.place import Gazetteer

Row = Mapping[str, Any]

FACTS: Final = ("code", "source_id", "source_row", "source_where", "confidence", "evidence")
"""What the table of questions has besides the columns of a decision, and the candidates."""

SHOWN: Final = ("code", "kind", "name_zh", "unit", "confidence", "evidence", "candidates")
"""What is shown of a question on the screen."""

AsCsv = Annotated[
    bool, typer.Option("--csv", help="A table to fill in; `etl decide --csv FILE` takes it back.")
]


def questions(*, as_csv: AsCsv = False) -> None:
    """Show the open questions of the current edition."""
    settings = load_settings()
    from app.cli.store import store
    from etl.store.read import load_edition

    with store(settings) as engine:
        edition = load_edition(engine)
    asked = questions_of(edition)
    if as_csv:
        _write_csv(asked)
        return
    print_table(SHOWN, ([one[name] for name in SHOWN] for one in asked))
    print(f"\n{len(asked)} open questions of edition {edition.id}")


def questions_of(edition: Edition) -> list[Row]:
    """The questions of an edition, programme and candidates in words; the least sure first."""
    from etl.store.rows import to_rows
    from etl.store.tables import clusters, questions, sources

    words = _Words(
        edition.gazetteer(),
        {row["id"]: row for row in to_rows(clusters, edition.clusters)},
        {row["id"]: row["programme_id"] for row in to_rows(sources, edition.sources)},
    )
    found = [words.of(row) for row in to_rows(questions, edition.questions)]
    return sorted(found, key=lambda one: (one["kind"], one["confidence"] or 0.0))


@dataclass(frozen=True, slots=True)
class _Words:
    """Places and clusters of an edition in words; programme of each source of a document."""

    gazetteer: Gazetteer
    clusters: Mapping[str, Row]
    programmes: Mapping[str, str | None]

    def of(self, row: Row) -> Row:
        cluster = self.clusters.get(row["subject_id"])
        programme = cluster["programme_id"] if cluster else self.programmes.get(row["source_id"])
        candidates = " | ".join(self._candidate(one) for one in row["candidates"])
        return {**row, "programme_id": programme, "candidates": candidates}

    def _candidate(self, candidate: Mapping[str, str]) -> str:
        if cluster_id := candidate.get("cluster_id"):
            cluster = self.clusters[cluster_id]
            return " ".join(filter(None, [cluster_id, cluster["name_zh"], cluster["unit"]]))
        key = PlaceKey(Level(candidate["level"]), candidate["adcode"])
        above = [place.name_zh for place in self.gazetteer.ancestors(key)[:-1]]
        path = "/".join([*reversed(above), self.gazetteer[key].name_zh])
        return f"{key.adcode} {path}"


def _write_csv(asked: Sequence[Row]) -> None:
    """Write the table that the steward fills in, with the mark by which Excel knows UTF-8."""
    from etl.decisions.file import COLUMNS
    from etl.decisions.text import to_cell

    sys.stdout.reconfigure(encoding="utf-8-sig", newline="")  # type: ignore[union-attr]
    header = (*COLUMNS, *FACTS, "candidates")
    told = {"kind", "name_zh", "unit", "programme_id", *FACTS, "candidates"}
    writer = csv.writer(sys.stdout)
    writer.writerow(header)
    for one in asked:
        cells = [one[name] if name in told else None for name in header]
        writer.writerow([to_cell(cell) if isinstance(cell, str) else cell for cell in cells])
