"""One run of the ETL: read, check, place, join, hash, publish."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from etl.assembly.boundaries import Ground, build_ground
from etl.assembly.clusters import build_clusters
from etl.assembly.figures import build_figures
from etl.assembly.lists import read_lists
from etl.assembly.manifest import build_manifest, build_sources, describe_left_out
from etl.assembly.parks import build_parks
from etl.assembly.placing import Placer
from etl.assembly.questions import build_questions
from etl.assembly.themes import build_themes
from etl.checks.frame import checked_frame
from etl.checks.suite import check_lists
from etl.decisions import load_decisions
from etl.decisions.ledger import keep_ledger
from etl.decisions.sources import decision_sources
from etl.lists.finding import Finding
from etl.report import RunFacts, run_report
from etl.resolve import load_resolver
from etl.sources import BOUNDARIES, BUNDLED_DATA, Source
from etl.steps import Progress, Stopwatch
from etl.store.diff import compare_with_current
from etl.store.lock import writing
from etl.store.pointer import published_after
from etl.store.publish import Content, Published, content_of, edition_id_of, publish
from etl.store.schema import prepare
from geo.place import Gazetteer

DISTRIBUTION = "cluster-atlas"


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run came to.

    `is_new` is False when the same content was published before; the current pointer then is set
    to that edition. After a dry run nothing is published and `edition_id` is what it would be.
    `record` is the report as JSON values, of `etl.report.run_report`.
    """

    edition_id: str
    content_hash: str
    is_new: bool
    dry_run: bool
    counts: Mapping[str, int]
    sources: pd.DataFrame
    unplaced: pd.DataFrame
    findings: tuple[Finding, ...]
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Built:
    """An edition before it is published."""

    content: Content
    ground: Ground
    sources: pd.DataFrame
    left_out: Sequence[Mapping[str, Any]]
    unplaced: pd.DataFrame
    findings: tuple[Finding, ...]
    reading_s: Mapping[str, float]

    def facts(self, watch: Stopwatch, version: str, started: datetime) -> RunFacts:
        return RunFacts(started, version, watch, self.content, self.findings, self.reading_s)


def run(
    engine: Engine,
    sources: Mapping[str, Source],
    *,
    data_dir: Path = BUNDLED_DATA,
    steward_dir: Path | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
    software_version: str | None = None,
    now: datetime | None = None,
) -> RunReport:
    """Build an edition from the sources and publish it as the current one.

    Until the last step of the publication the edition before stays the current one, whatever
    happens to the process.

    Parameters
    ----------
    engine : Engine
        Of `etl.store.engine.open_store`. A dry run does not touch the store.
    sources : mapping
        Of `etl.sources.load_sources`.
    data_dir : Path
        Folder with the tables of names that placing needs (places/), and bundled decisions.
    steward_dir : Path, optional
        Folder that may hold the steward's decisions (decisions.csv).
    dry_run : bool
        Build everything, publish nothing.
    progress : callable
        Told the name of each step as it begins.
    software_version : str, optional
        By default that of the installed distribution.
    now : datetime, optional
        With time zone; the clock by default. Not part of the content hash.

    Raises
    ------
    InvalidInput, DataUnavailable
        If a source or the store cannot be used.
    Conflict
        If another run is writing to the store.
    """
    watch = Stopwatch(progress)
    moment = now or datetime.now(UTC)
    version = software_version or _installed_version()
    folders = [data_dir] if steward_dir is None else [data_dir, steward_dir]
    if dry_run:
        built = _build(sources, data_dir, folders, watch)
        watch.stop()
        planned = edition_id_of(built.content, moment)
        published = Published(planned, built.content.hash, is_new=False)
        facts = replace(built.facts(watch, version, moment), dry_run=True)
        return _report(built, published, run_report(facts, published))
    prepare(engine)
    with writing(engine) as connection:
        built = _build(sources, data_dir, folders, watch)
        published, record = _publish(connection, built, built.facts(watch, version, moment))
    return _report(built, published, record)


def _build(
    sources: Mapping[str, Source], data_dir: Path, deciders: Sequence[Path], watch: Stopwatch
) -> _Built:
    watch("lists")
    lists = read_lists(sources)
    decisions = load_decisions(deciders)
    ground = build_ground(sources[BOUNDARIES], data_dir, watch)
    watch("clusters")
    resolver = load_resolver(ground.gazetteer, data_dir / "places")
    placer = Placer(resolver, ground.gazetteer, decisions).under(lists.programmes)
    clusters = build_clusters(lists, placer, ground.romaniser)
    watch("checks")
    listed = checked_frame(clusters.listed, clusters.placed_rows, resolver)
    checked = check_lists(
        listed, lists.programmes, lists.batches, lists.stated_totals, ground.gazetteer
    )
    watch("parks")
    parks = build_parks(lists.parks, placer)
    watch("questions")
    questions = build_questions(clusters, parks, ground.gazetteer)
    names = pd.concat([frame["name_zh"] for frame in (lists.clusters, lists.reviews, lists.parks)])
    ledger = keep_ledger(decisions, (*clusters.met, *parks.met), names)
    watch("figures")
    figures = build_figures(sources, ground.gazetteer, data_dir / "places")
    watch("themes")
    themes = build_themes(
        lists.themes,
        clusters=clusters.clusters,
        parks=parks.parks,
        places=ground.places,
        gazetteer=ground.gazetteer,
        data_dir=data_dir,
    )
    watch("content hash")
    unplaced = pd.concat([clusters.unplaced, parks.unplaced], ignore_index=True)
    findings = (
        *lists.findings,
        *clusters.findings,
        *checked,
        *_unknown_units(lists.stated_totals, ground.gazetteer),
        *figures.findings,
        *ledger.findings,
        *themes.findings,
    )
    files, decided = decision_sources(decisions)
    read = {**lists.read, **figures.read, **decided}
    described = build_sources({**sources, **files}, ground, read, unplaced, findings)
    content = content_of(
        {
            "sources": described,
            "places": ground.places,
            "programmes": lists.programmes,
            "batches": lists.batches,
            "clusters": clusters.clusters,
            "recognitions": clusters.recognitions,
            "cluster_places": clusters.cluster_places,
            "parks": parks.parks,
            "unplaced": unplaced,
            "questions": questions,
            "decisions": ledger.frame,
            "place_figures": figures.frame,
            "stated_totals": lists.stated_totals,
            **themes.frames,
            "map_layers": ground.map_layers,
        }
    )
    left_out = describe_left_out(sources)
    reading_s = {one.source_id: one.duration_s for one in read.values() if one.duration_s}
    return _Built(content, ground, described, left_out, unplaced, findings, reading_s)


def _unknown_units(totals: pd.DataFrame, gazetteer: Gazetteer) -> list[Finding]:
    known = {(place.level.value, place.adcode) for place in gazetteer}
    columns = ["source_id", "source_row", "scope", "level", "adcode"]
    rows = totals.dropna(subset=["adcode"])[columns].itertuples(index=False, name=None)
    return [
        Finding(source_id, row, "unknown-unit", f"{scope}: the layer has no {level} {adcode}")
        for source_id, row, scope, level, adcode in rows
        if (level, adcode) not in known
    ]


def _publish(
    connection: Connection, built: _Built, facts: RunFacts
) -> tuple[Published, Mapping[str, Any]]:
    facts.watch("comparison")
    with connection.begin():
        changes = compare_with_current(connection, built.content.tables)
        clock_behind = published_after(connection, facts.started)
    facts = replace(
        facts, changes=changes.as_json() if changes else None, clock_behind=clock_behind
    )
    record: dict[str, Any] = {}

    def describe(published: Published) -> dict[str, Any]:
        record.update(run_report(facts, published))
        about = build_manifest(built.content, built.ground, facts.software_version, facts.started)
        return {**about, "not_loaded": list(built.left_out), "report": record}

    published = publish(connection, built.content, describe, facts.started, facts.watch)
    return published, record


def _report(built: _Built, published: Published, record: Mapping[str, Any]) -> RunReport:
    return RunReport(
        edition_id=published.id,
        content_hash=published.content_hash,
        is_new=published.is_new,
        dry_run=bool(record["dry_run"]),
        counts=built.content.counts,
        sources=built.sources,
        unplaced=built.unplaced,
        findings=built.findings,
        record=record,
    )


def _installed_version() -> str:
    try:
        return importlib.metadata.version(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
