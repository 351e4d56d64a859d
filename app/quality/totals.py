"""Control totals: every number that a source states, beside what is loaded for exactly that."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from app.atlas import Atlas, Unit
from geo.place import Level, PlaceKey

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One statement of a source about one programme.

    Attributes
    ----------
    row
        As in the table `stated_totals`.
    unit
        The place; None where the source speaks of a region or an industry.
    loaded
        Clusters loaded for that place and those batch years; None without a place.
    undated
        Clusters there whose batch no source says: some may belong to it.
    is_disputed
        Another source states another number for the same place and years.
    """

    row: dict[str, Any]
    unit: Unit | None
    loaded: int | None
    undated: int
    is_disputed: bool = False

    @property
    def years(self) -> str:
        """Batch years covered."""
        return span_of(self.row["year_from"], self.row["year_to"])

    @property
    def batches(self) -> int:
        """Number of batch years covered."""
        return int(self.row["year_to"] - self.row["year_from"]) + 1

    @property
    def is_exceeded(self) -> bool:
        """Whether more is loaded than the source states, for which one of both must be wrong."""
        return self.loaded is not None and self.loaded > self.row["count"]


def span_of(first: int, last: int) -> str:
    """Years from the first to the last, as people write them."""
    return str(first) if first == last else f"{first}–{last}"


def control_totals(atlas: Atlas, programme_id: str) -> tuple[ControlTotal, ...]:
    """Statements about a programme: by place, coarse ones first, then by years."""
    loaded = _Loaded(atlas, programme_id)
    rows = [row for row in atlas.stated_totals if row["programme_id"] == programme_id]
    totals = [_control_total(atlas, loaded, row) for row in rows]
    counts: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
    for total in totals:
        counts[_about(total)].add(total.row["count"])
    marked = [replace(total, is_disputed=len(counts[_about(total)]) > 1) for total in totals]
    return tuple(sorted(marked, key=_order))


class _Loaded:
    """Clusters of a programme by batch year, None for undated ones, and those that passed."""

    def __init__(self, atlas: Atlas, programme_id: str) -> None:
        self.recognised: defaultdict[int | None, set[str]] = defaultdict(set)
        self.passed: defaultdict[int | None, set[str]] = defaultdict(set)
        for row in atlas.recognitions:
            if row["programme_id"] == programme_id:
                self.recognised[row["batch_year"]].add(row["cluster_id"])
                if row["review_result"] == "passed":
                    self.passed[row["batch_year"]].add(row["cluster_id"])
        dated = [found for year, found in self.recognised.items() if year is not None]
        self.undated = self.recognised[None].difference(*dated)

    def meant_by(self, row: dict[str, Any]) -> set[str]:
        """Clusters of the batches that a statement covers."""
        by_year = self.passed if row["kind"] == REVIEW else self.recognised
        years = range(row["year_from"], row["year_to"] + 1)
        return set().union(*(by_year[year] for year in years if year in by_year))


def _control_total(atlas: Atlas, loaded: _Loaded, row: dict[str, Any]) -> ControlTotal:
    key = PlaceKey(Level(row["level"]), row["adcode"]) if row["level"] else None
    if key is None or key not in atlas.gazetteer:
        return ControlTotal(row, None, None, 0)
    there = _clusters_in(atlas, key)
    return ControlTotal(
        row, atlas.unit(key), len(loaded.meant_by(row) & there), len(loaded.undated & there)
    )


def _clusters_in(atlas: Atlas, key: PlaceKey) -> frozenset[str]:
    if key.level is Level.NATION:
        return frozenset(atlas.clusters)
    members = atlas.members
    return frozenset(members.loc[members[key.level] == key.adcode, "cluster_id"])


def _about(total: ControlTotal) -> tuple[object, ...]:
    """What a statement is about; passing a re-review is another thing than being recognised."""
    row = total.row
    place = (row["level"], row["adcode"]) if row["level"] else (row["scope"],)
    return (*place, row["year_from"], row["year_to"], row["kind"] == REVIEW)


def _order(total: ControlTotal) -> tuple[object, ...]:
    row = total.row
    depth = Level(row["level"]).depth if row["level"] else len(Level)
    return depth, row["adcode"] or row["scope"], row["year_from"], row["year_to"], -row["count"]
