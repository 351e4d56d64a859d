"""The atlas that a worker holds in memory: one edition, indexed for what the screen asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import RLock
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd

from app.place_figures import PlaceFigures
from app.recent import Recent
from app.search_index import PLACE_COLUMNS, SearchIndex, build_search_index
from app.state import ALL, UNDATED
from etl.store.edition import Edition
from geo.counts import COUNTED_LEVELS, count_clusters, count_holding, ground, memberships
from geo.errors import DataUnavailable, NotFound
from geo.figure import Figure
from geo.place import NATION, Gazetteer, Level, Place, PlaceKey
from geo.standing import Review, Standing, standing

T = TypeVar("T")
_COLUMNS = list(PLACE_COLUMNS)
RESULTS_KEPT = 128


@dataclass(frozen=True, slots=True)
class Unit:
    """What the screen needs to know of a place beyond its name."""

    place: Place
    name_en: str
    area_km2: float
    bounds: tuple[float, float, float, float]
    point: tuple[float, float]

    def name(self, lang: str) -> str:
        """Name in the language of the screen."""
        return self.name_en if lang == "en" else self.place.name_zh


@dataclass(frozen=True)
class Tally:
    """Which clusters count under one choice of programme, batch and year, and where they stand.

    Attributes
    ----------
    counted, undated, review_unknown, lapsed
        Cluster ids; only the first are counted, the others are shown beside the count.
    members
        Rows of `geo.counts.memberships` of the counted clusters.
    counts
        For each level, number of counted clusters by adcode; absent means none.
    """

    counted: frozenset[str]
    undated: frozenset[str]
    review_unknown: frozenset[str]
    lapsed: frozenset[str]
    members: pd.DataFrame
    counts: dict[Level, dict[str, int]]

    @cached_property
    def holding(self) -> dict[Level, dict[str, int]]:
        """For provinces and prefectures, number of counties with a counted cluster by adcode."""
        levels = (Level.PROVINCE, Level.PREFECTURE)
        return {level: count_holding(self.members, level) for level in levels}

    def within(self, clusters: frozenset[str]) -> Tally:
        """Leave only some clusters, counted or beside the count."""
        members = self.members[self.members["cluster_id"].isin(clusters)]
        return Tally(
            self.counted & clusters,
            self.undated & clusters,
            self.review_unknown & clusters,
            self.lapsed & clusters,
            members,
            {level: count_clusters(members, level) for level in COUNTED_LEVELS},
        )


class Atlas:
    """One edition with its indexes. Immutable; safe to share between threads."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.gazetteer: Gazetteer = edition.gazetteer()
        self.units: dict[PlaceKey, Unit] = _units(edition, self.gazetteer)
        self.clusters: dict[str, dict[str, Any]] = _records(edition.clusters, "id")
        self.figures = PlaceFigures(edition.place_figures)
        self.programmes: dict[str, dict[str, Any]] = _records(edition.programmes, "id")
        placed = edition.cluster_places[["cluster_id", "level", "adcode"]]
        self.places_of: dict[str, list[PlaceKey]] = {}
        for cluster_id, level, adcode in placed.itertuples(index=False, name=None):
            self.places_of.setdefault(cluster_id, []).append(PlaceKey(Level(level), adcode))
        self.members = memberships(
            self.gazetteer,
            ((cluster, key) for cluster, keys in self.places_of.items() for key in keys),
        )
        self.recognitions_of: dict[str, list[dict[str, Any]]] = {}
        for row in self.recognitions:
            self.recognitions_of.setdefault(row["cluster_id"], []).append(row)
        self._derived: dict[str, Any] = {}
        self._deriving: dict[str, RLock] = {}
        self.tally = lru_cache(maxsize=256)(self._tally)
        self.units_within = lru_cache(maxsize=4096)(self._units_within)
        self.batches_of = lru_cache(maxsize=256)(self._batches_of)

    @cached_property
    def recognitions(self) -> list[dict[str, Any]]:
        """Recognitions as plain records, missing values as None."""
        return _plain(self.edition.recognitions)

    @cached_property
    def years(self) -> list[int]:
        """Years that can be asked for: first recognition to one after the last batch."""
        first = int(self._leading_batches["recognised_year"].min())
        return list(range(first, self.newest_year + 2))

    @cached_property
    def newest_year(self) -> int:
        """Year of the newest national batch: the year that a view shows unless it names one."""
        return int(self._leading_batches["batch_year"].max())

    @cached_property
    def _leading_batches(self) -> pd.DataFrame:
        """Batches of the national programme; of all programmes in an edition that lacks it."""
        batches = self.edition.batches.dropna(subset=["batch_year", "recognised_year"])
        national = batches[batches["programme_id"] == "sme-national"]
        leading = batches if national.empty else national
        if leading.empty:
            raise DataUnavailable("no batch in this edition says its year: see the source batches")
        return leading

    def derived(self, name: str, build: Callable[[Atlas, str], T]) -> T:
        """Return what `build` makes of the edition under this name, made once.

        Who asks meanwhile waits; what is made may be derived of more.
        """
        if name not in self._derived:
            with self._deriving.setdefault(name, RLock()):
                if name not in self._derived:
                    self._derived[name] = build(self, name)
        return cast(T, self._derived[name])

    def recent(self, name: str, key: Hashable, build: Callable[[], T]) -> T:
        """Return what was built of the edition under this key, if that was of late."""
        kept = self.derived(f"recent {name}", lambda *_: Recent(RESULTS_KEPT))
        return cast(T, kept.of(key, build))

    @cached_property
    def search_index(self) -> SearchIndex:
        """Names of places and clusters for the browser."""
        homes = {cluster_id: keys[0] for cluster_id, keys in self.places_of.items()}
        places = [row | self._census_of(row) for row in _plain(self.edition.places[_COLUMNS])]
        return build_search_index(places, list(self.clusters.values()), homes)

    def _census_of(self, row: dict[str, Any]) -> dict[str, float | None]:
        """Residents and share of manufacturing of a place, for the table under the map."""
        key = PlaceKey(Level(row["level"]), row["adcode"])
        residents = self.figures.of(Figure.POPULATION, key)
        share = self.figures.of(Figure.MANUFACTURING_SHARE, key)
        return {
            "residents": round(residents.value) if residents else None,
            "manufacturing_share": round(share.value, 4) if share else None,
        }

    @cached_property
    def sources(self) -> list[dict[str, Any]]:
        """Sources of the edition as plain records."""
        return _plain(self.edition.sources)

    @cached_property
    def unplaced(self) -> list[dict[str, Any]]:
        """Rows of the lists that stand nowhere, each with its reason."""
        return _plain(self.edition.unplaced)

    @cached_property
    def stated_totals(self) -> list[dict[str, Any]]:
        """Numbers of clusters that sources state, as plain records."""
        return _plain(self.edition.stated_totals)

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """What the steward is asked, as plain records."""
        return _plain(self.edition.questions)

    @cached_property
    def decisions(self) -> list[dict[str, Any]]:
        """What the steward decided, as plain records."""
        return _plain(self.edition.decisions)

    @cached_property
    def parks(self) -> list[dict[str, Any]]:
        """Parks as plain records."""
        return _plain(self.edition.parks)

    @cached_property
    def _park_ground(self) -> pd.DataFrame:
        """Adcode of each park at every level where it is known, in the order of the parks."""
        parks = self.edition.parks
        keys = zip(parks["level"], parks["adcode"], strict=True)
        rows = [
            ground(self.gazetteer, PlaceKey(Level(level), adcode)) if isinstance(level, str) else {}
            for level, adcode in keys
        ]
        return pd.DataFrame(rows, columns=list(COUNTED_LEVELS), index=parks.index)

    def parks_in(self, key: PlaceKey) -> pd.DataFrame:
        """Parks that lie in a place."""
        if key.level is Level.NATION:
            return self.edition.parks
        return self.edition.parks[self._park_ground[key.level] == key.adcode]

    def _batches_of(self, programme: str) -> tuple[dict[str, Any], ...]:
        """Batches of a programme as plain records, oldest first."""
        batches = self.edition.batches
        mine = batches[batches["programme_id"] == programme]
        return tuple(_plain(mine.sort_values("batch_year")))

    def has_terms(self, programme: str) -> bool:
        """Whether any loaded batch of a programme states how long its recognitions last."""
        return any(row["valid_to"] is not None for row in self.batches_of(programme))

    def unit(self, key: PlaceKey) -> Unit:
        """Return one unit.

        Raises
        ------
        NotFound
            If the edition has no such place.
        """
        self.gazetteer[key]
        return self.units[key]

    def _units_within(self, focus: PlaceKey, level: Level) -> tuple[Unit, ...]:
        """All units of a level that lie in the place in focus, in the layer's order."""
        if focus == NATION:
            return tuple(self.units[place.key] for place in self.gazetteer.of_level(level))
        found: list[Unit] = []
        for child in self.gazetteer.children(focus):
            if child.level is level:
                found.append(self.units[child.key])
            elif child.level.depth < level.depth:
                found.extend(self._units_within(child.key, level))
        return tuple(found)

    def province_of(self, key: PlaceKey) -> str:
        """Adcode of the province that holds a place (or is it)."""
        for place in (self.gazetteer[key], *self.gazetteer.ancestors(key)):
            if place.level is Level.PROVINCE:
                return place.adcode
        raise NotFound(f"{key.adcode} lies in no province")

    def siblings(self, key: PlaceKey) -> list[Unit]:
        """The units with the same parent, the place itself included."""
        parent = self.gazetteer[key].parent
        if parent is None:
            return [self.units[key]]
        return [self.units[c.key] for c in self.gazetteer.children(parent) if c.level is key.level]

    def recognitions_in(self, programme: str, batch: str) -> list[dict[str, Any]]:
        """Recognitions of a programme and a batch, in whatever year they are in force."""
        return [
            row
            for row in self.recognitions
            if programme in (ALL, row["programme_id"]) and _of_batch(row, batch)
        ]

    def _tally(self, programme: str, batch: str, year: str) -> Tally:
        chosen = self.recognitions_in(programme, batch)
        standings = [(row["cluster_id"], standing_in(row, year)) for row in chosen]
        counted = frozenset(c for c, s in standings if s is Standing.IN_FORCE)
        unknown = frozenset(c for c, s in standings if s is Standing.REVIEW_UNKNOWN) - counted
        undated = frozenset(c for c, s in standings if s is Standing.UNDATED) - counted - unknown
        lapsed = frozenset(c for c, s in standings if s is Standing.LAPSED)
        lapsed -= counted | unknown | undated
        members = self.members[self.members["cluster_id"].isin(counted)]
        counts = {level: count_clusters(members, level) for level in COUNTED_LEVELS}
        return Tally(counted, undated, unknown, lapsed, members, counts)


def _of_batch(row: dict[str, Any], batch: str) -> bool:
    if not batch:
        return True
    if batch == UNDATED:
        return row["batch_year"] is None
    return str(row["batch_year"]) == batch


def standing_in(row: dict[str, Any], year: str) -> Standing:
    """Standing of a recognition in a year; where all that is loaded counts, it counts."""
    if year == ALL:
        return Standing.IN_FORCE
    closed = row["review_result"] == Review.CLOSED
    years = row["recognised_year"], row["valid_to"], row["reviewed_to"]
    return standing(*years, int(year), closed=closed)


def _units(edition: Edition, gazetteer: Gazetteer) -> dict[PlaceKey, Unit]:
    columns = ["level", "adcode", "name_en", "area_km2", "plane_lon", "plane_lat"]
    bounds = ["plane_west", "plane_south", "plane_east", "plane_north"]
    rows = edition.places[columns + bounds].itertuples(index=False, name=None)
    units = {}
    for level, adcode, name_en, area_km2, lon, lat, *box in rows:
        place = gazetteer[PlaceKey(Level(level), adcode)]
        units[place.key] = Unit(place, name_en or place.name_zh, area_km2, tuple(box), (lon, lat))
    return units


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {
        name: [None if _missing(value) else value for value in frame[name].tolist()]
        for name in frame.columns
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def _records(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in _plain(frame)}
