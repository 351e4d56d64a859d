"""The table `place_figures`: what optional sources say of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from etl.figures.census import EMPLOYMENT, POPULATION, YEAR, Census, read_census
from etl.figures.census_table import CensusTable
from etl.figures.crosswalk import load_crosswalk
from etl.figures.matching import Match, match_units, matching_findings
from etl.figures.sums import PlaceFigure, place_figures
from etl.figures.totals import load_announced, total_findings, unmatched_findings
from etl.lists.finding import Finding
from etl.lists.frames import ReadList
from etl.sources import Source
from etl.store.rows import empty_frame
from etl.store.tables import place_figures as table
from geo.figure import Figure
from geo.place import Gazetteer


@dataclass(frozen=True, slots=True)
class Figures:
    """Frame of `place_figures`, what was read of each source, and what a steward should know."""

    frame: pd.DataFrame = field(default_factory=lambda: empty_frame(table))
    read: Mapping[str, ReadList] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def build_figures(sources: Mapping[str, Source], gazetteer: Gazetteer, places_dir: Path) -> Figures:
    """Figures of the census of 2020 on the layer's units; none if nothing of it is loaded.

    Parameters
    ----------
    sources : mapping
        Of `etl.sources.load_sources`.
    gazetteer : Gazetteer
    places_dir : Path
        Folder with the crosswalk and the announced totals.

    Raises
    ------
    DataUnavailable, InvalidInput
        If a table of the census, the crosswalk or the totals cannot be used.
    """
    census = read_census(sources)
    read = {one.source_id: _read(one) for one in census.tables.values()}
    if not census.units:
        return Figures(read=read, findings=census.findings)
    matches = match_units(census.units, load_crosswalk(places_dir), gazetteer)
    findings = (*census.findings, *_findings(census, matches, gazetteer, places_dir))
    return Figures(_frame(census, matches), read, findings)


def _read(one: CensusTable) -> ReadList:
    return ReadList(one.source_id, one.sha256, pd.DataFrame(index=range(len(one.rows))))


def _findings(
    census: Census, matches: list[Match], gazetteer: Gazetteer, places_dir: Path
) -> Iterator[Finding]:
    yield from matching_findings(census.unit_source, matches, gazetteer)
    if POPULATION in census.tables:
        yield from unmatched_findings(census.unit_source, matches, gazetteer)
        yield from total_findings(census.tables[POPULATION], load_announced(places_dir))


def _frame(census: Census, matches: list[Match]) -> pd.DataFrame:
    rows = [_row(census, figure) for figure in place_figures(matches)]
    return pd.DataFrame(rows, columns=empty_frame(table).columns)


def _row(census: Census, figure: PlaceFigure) -> dict[str, object]:
    kind = POPULATION if figure.figure is Figure.POPULATION else EMPLOYMENT
    return {
        "level": figure.place.level,
        "adcode": figure.place.adcode,
        "measure": figure.figure,
        "year": YEAR,
        "value": figure.value,
        "basis": figure.basis,
        "coverage": round(figure.coverage, 6),
        "source_id": census.tables[kind].source_id,
    }
