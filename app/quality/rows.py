"""The rows of the downloads, and the names of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import Any, Final

from app.quality.command import command_for
from app.quality.coverage import ProgrammeDetail
from app.quality.questions import Answer, chosen
from app.quality.report import QualityReport
from app.quality.state import QualityState
from geo.place import Level, PlaceKey

Row = Sequence[object]

COVERAGE: Final = (
    *("by", "programme_id", "programme", "batch_year", "adcode", "place", "loaded", "stated"),
    *("year", "in_force", "in_force_stated", "review_unknown", "undated", "not_yet", "lapsed"),
    "publicised",
)
TOTALS: Final = (
    *("programme_id", "scope", "level", "adcode", "year_from", "year_to", "kind", "stated"),
    *("loaded", "undated", "is_disputed", "is_exceeded", "note", "source_url"),
)
METHODS: Final = ("method", "clusters", "parks", "lowest", "median", "highest")
PLACEMENTS: Final = (
    *("kind", "id", "programme_id", "name_zh", "unit", "level", "adcodes", "places", "method"),
    *("confidence", "note"),
)
ANSWER: Final = (
    *("kind", "name_zh", "unit", "programme_id", "adcode", "level", "same_as", "decided_by"),
    *("decided_on", "why"),
)
"""Columns of the file of decisions: filled in, the table is what `etl decide --csv` takes."""
QUESTIONS: Final = (
    *ANSWER,
    *("code", "source_id", "source_row", "source_where", "subject_id", "placed_level"),
    *("placed_adcodes", "placed_at", "method", "confidence", "evidence", "candidates", "command"),
)
DECISIONS: Final = (
    *("source_id", "source_row", "name_zh", "unit", "programme_id", "adcode", "same_as"),
    *("decided_by", "decided_on", "why", "state", "remark"),
)
UNPLACED: Final = ("source_id", "source_row", "kind", "subject_id", "name_zh", "unit", "reason")
SOURCES: Final = (
    *("id", "kind", "title", "publisher", "url", "licence", "date", "sha256", "programme_id"),
    *("batch_year", "rows_read", "rows_placed", "rows_unplaced", "questions", "warnings"),
)
WARNINGS: Final = ("source_id", "severity", "code", "message", "row", "where")


def coverage(report: QualityReport, state: QualityState) -> Iterator[Row]:
    """Each programme, then its batches, then its provinces whole and by batch."""
    year = report.year_of(state)
    for row in report.programmes(year):
        about = (row.programme["id"], row.programme["name_zh"])
        if state.programme not in ("", about[0]):
            continue
        _, *standings = astuple(row.counts)
        share, in_force = row.share, row.in_force
        whole = (share.loaded, share.stated, year, in_force.loaded, in_force.stated)
        yield ("programme", *about, None, None, None, *whole, *standings[1:])
        yield from _detail(report.detail(about[0], year), about, year)


def _detail(detail: ProgrammeDetail, about: Row, year: int) -> Iterator[Row]:
    for batch in detail.batches:
        _, in_force, *standings = astuple(batch.counts)
        counted = (batch.share.loaded, batch.share.stated, year, in_force, None)
        yield ("batch", *about, batch.year, None, None, *counted, *standings)
    years = [batch.year for batch in detail.batches if batch.batch]
    for province in detail.provinces:
        place = province.unit.place if province.unit else None
        where = (place.adcode, place.name_zh) if place else (None, None)
        share, in_year = province.share, province.in_force
        whole = (share.loaded, share.stated, year, in_year.loaded, in_year.stated)
        yield ("province", *about, None, *where, *whole, None, province.undated, *[None] * 3)
        for batch_year, part in zip(years, province.batches, strict=True):
            known = (part.loaded, part.stated)
            yield ("province", *about, batch_year, *where, *known, *[None] * 8)


def totals(report: QualityReport, state: QualityState) -> Iterator[Row]:
    """Every number that a source states, beside what is loaded for exactly that."""
    for programme_id in [state.programme] if state.programme else report.atlas.programmes:
        for total in report.totals(programme_id):
            row = total.row
            about = [row[name] for name in TOTALS[:7]]
            found = (row["count"], total.loaded, total.undated)
            marks = (total.is_disputed, total.is_exceeded)
            yield (*about, *found, *marks, row["note"], row["source_url"])


def methods(report: QualityReport, state: QualityState) -> Iterator[Row]:
    """Methods of placing."""
    return (astuple(row) for row in report.placements(state.programme).methods)


def placements(report: QualityReport, state: QualityState) -> Iterator[Row]:
    """Every cluster, then every park, with where it was put and how."""
    atlas = report.atlas
    for cluster_id, cluster in atlas.clusters.items():
        if state.programme in ("", cluster["programme_id"]):
            units = [atlas.units[key] for key in atlas.places_of.get(cluster_id, [])]
            codes = ";".join(unit.place.adcode for unit in units)
            names = ";".join(unit.place.name_zh for unit in units)
            yield _placement("cluster", cluster, cluster["programme_id"], codes, names)
    if not state.programme:
        for park in atlas.parks:
            unit = (
                atlas.units[PlaceKey(Level(park["level"]), park["adcode"])]
                if park["adcode"]
                else None
            )
            name = unit.place.name_zh if unit else None
            yield _placement("park", park, None, park["adcode"], name)


def _placement(
    kind: str, row: dict[str, Any], programme_id: str | None, codes: str | None, names: str | None
) -> Row:
    how = [row[f"placement_{name}"] for name in ("method", "confidence", "note")]
    about = (kind, row["id"], programme_id, row["name_zh"], row["unit"])
    return (*about, row["placement_level"], codes or None, names or None, *how)


def questions(report: QualityReport, state: QualityState) -> Iterator[Row]:
    """What is open to decide, with the candidates and the command for the first."""
    for question in chosen(report.questions, state):
        row = question.row
        told = row | {
            **dict.fromkeys(ANSWER[4:]),
            "programme_id": question.programme_id or None,
            "placed_level": row["level"],
            "placed_adcodes": row["adcodes"],
            "placed_at": _named(question.held) if question.held else None,
            "candidates": "; ".join(_coded(one) for one in question.others) or None,
            "command": command_for(question, next(iter(question.answers), None)),
        }
        yield [told[name] for name in QUESTIONS]


def _named(answer: Answer) -> str:
    return ";".join(unit.place.name_zh for unit in answer.units)


def _coded(answer: Answer) -> str:
    if answer.same_as:
        return f"{answer.same_as} {answer.cluster['name_zh'] if answer.cluster else ''}".strip()
    return f"{answer.adcodes} {_named(answer)}"


def decisions(report: QualityReport, _: QualityState) -> Iterator[Row]:
    """What the steward decided."""
    return _records(report.atlas.decisions, DECISIONS)


def unplaced(report: QualityReport, _: QualityState) -> Iterator[Row]:
    """What stands in no place."""
    return _records(report.atlas.unplaced, UNPLACED)


def sources(report: QualityReport, _: QualityState) -> Iterator[Row]:
    """Sources with numbers of rows, questions and remarks."""
    for source in report.sources:
        counted = {"questions": source.questions, "warnings": len(source.remarks)}
        yield [(source.row | counted)[name] for name in SOURCES]


def warnings(report: QualityReport, _: QualityState) -> Iterator[Row]:
    """Every remark on a source."""
    for source in report.sources:
        for remark in source.remarks:
            yield (source.row["id"], *(remark.get(name) for name in WARNINGS[1:]))


def _records(records: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[Row]:
    return ([row[name] for name in columns] for row in records)
