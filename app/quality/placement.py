"""How clusters and parks were placed: by which method, at which level, how surely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from app.atlas import Atlas

LEVELS: Final = ("county", "prefecture", "province", "several", "none")
DOUBTFUL: Final = 0.9
"""Placements below this are doubtful: nothing that is known to be wrong may stand above it."""

BINS: Final = 20


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One method: how many were placed by it and how surely; lowest, middle and highest."""

    method: str
    clusters: int
    parks: int
    lowest: float
    middle: float
    highest: float


@dataclass(frozen=True, slots=True)
class LevelRow:
    """Clusters of a programme, or parks of a grade, by the level at which they were placed."""

    programme: dict[str, Any] | None
    grade: str
    total: int
    levels: dict[str, int]
    doubtful: int
    middle: float


@dataclass(frozen=True, slots=True)
class Placements:
    """Everything that the page says of placements."""

    clusters: int
    parks: int
    methods: tuple[MethodRow, ...]
    levels: tuple[LevelRow, ...]
    cluster_bins: tuple[int, ...]
    park_bins: tuple[int, ...]


def placements_of(atlas: Atlas, programme_id: str = "") -> Placements:
    """Placements of one programme's clusters; without one, of all clusters and parks."""
    clusters = list(atlas.clusters.values())
    parks: list[dict[str, Any]] = [] if programme_id else atlas.parks
    if programme_id:
        clusters = [one for one in clusters if one["programme_id"] == programme_id]
    return Placements(
        len(clusters),
        len(parks),
        tuple(_methods(clusters, parks)),
        (*_programmes(atlas, clusters), *_grades(parks)),
        histogram(clusters),
        histogram(parks),
    )


def histogram(entries: Iterable[dict[str, Any]]) -> tuple[int, ...]:
    """Number of entries in each of `BINS` equal classes of confidence from 0 to 1.

    A class holds its lower limit; the last one holds 1 as well. Values are compared in hundredths,
    as the scale is set, so that 0.85 is in the class that begins there.
    """
    counts = [0] * BINS
    for entry in entries:
        hundredths = round(entry["placement_confidence"] * 100)
        counts[min(hundredths * BINS // 100, BINS - 1)] += 1
    return tuple(counts)


def _methods(clusters: list[dict[str, Any]], parks: list[dict[str, Any]]) -> Iterable[MethodRow]:
    """Methods in use, the most frequent first."""
    by_method: dict[str, tuple[list[float], list[float]]] = {}
    for side, entries in enumerate((clusters, parks)):
        for entry in entries:
            found = by_method.setdefault(entry["placement_method"], ([], []))
            found[side].append(entry["placement_confidence"])
    rows = [
        MethodRow(method, len(c), len(p), min(c + p), median(c + p), max(c + p))
        for method, (c, p) in by_method.items()
    ]
    return sorted(rows, key=lambda row: (-row.clusters - row.parks, row.method))


def _programmes(atlas: Atlas, clusters: list[dict[str, Any]]) -> Iterable[LevelRow]:
    national_first = sorted(atlas.programmes.values(), key=lambda one: one["scope"] != "national")
    for programme in national_first:
        mine = [one for one in clusters if one["programme_id"] == programme["id"]]
        if mine:
            yield _level_row(mine, programme=programme)


def _grades(parks: list[dict[str, Any]]) -> Iterable[LevelRow]:
    for grade in ("national", "provincial"):
        mine = [one for one in parks if one["grade"] == grade]
        if mine:
            yield _level_row(mine, grade=grade)


def _level_row(
    entries: list[dict[str, Any]], programme: dict[str, Any] | None = None, grade: str = ""
) -> LevelRow:
    confidences = [one["placement_confidence"] for one in entries]
    levels = {level: sum(one["placement_level"] == level for one in entries) for level in LEVELS}
    doubtful = sum(value < DOUBTFUL for value in confidences)
    return LevelRow(programme, grade, len(entries), levels, doubtful, median(confidences))
