"""Clusters of a place as rows: industry, recognitions, what is due for re-review, where it lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.atlas import Unit
from app.quality.placement import DOUBTFUL
from app.recognition import due_line, listed_line, recognition_line
from app.view import View


@dataclass(frozen=True, slots=True)
class Recognition:
    """One recognition in words; `due` and `listed` are empty where there is nothing to say."""

    line: str
    due: str
    listed: str
    source_url: str | None


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """One cluster.

    Attributes
    ----------
    recognitions
        Newest first.
    places
        Where it lies, but for the place that the page is about.
    doubt
        How surely it was placed, where that is in doubt; else empty.
    """

    record: dict[str, Any]
    recognitions: tuple[Recognition, ...]
    places: tuple[Unit, ...]
    doubt: str

    @property
    def due(self) -> str:
        """When its re-review is due; empty if it is not."""
        return next((one.due for one in self.recognitions if one.due), "")


def counted(view: View, unit: Unit) -> list[ClusterRow]:
    """Clusters that count in a place."""
    return _rows(view, unit, view.tally.counted)


def beside(view: View, unit: Unit) -> list[ClusterRow]:
    """Clusters of a place that do not count: undated, of unknown standing, lapsed."""
    tally = view.tally
    return _rows(view, unit, tally.undated | tally.review_unknown | tally.lapsed)


def _rows(view: View, unit: Unit, ids: Iterable[str]) -> list[ClusterRow]:
    return [_row(view, unit, cluster) for cluster in view.clusters_in(unit, ids)]


def _row(view: View, unit: Unit, cluster: dict[str, Any]) -> ClusterRow:
    atlas = view.atlas
    newest_first = sorted(
        atlas.recognitions_of[cluster["id"]],
        key=lambda row: (-(row["recognised_year"] or 0), -(row["batch_year"] or 0)),
    )
    places = (key for key in atlas.places_of.get(cluster["id"], []) if key != unit.place.key)
    return ClusterRow(
        cluster,
        tuple(_recognition(view, row) for row in newest_first),
        tuple(atlas.unit(key) for key in places),
        _doubt(view, cluster),
    )


def _recognition(view: View, row: dict[str, Any]) -> Recognition:
    return Recognition(
        recognition_line(view, row), due_line(view, row), listed_line(view, row), row["source_url"]
    )


def _doubt(view: View, cluster: dict[str, Any]) -> str:
    confidence, method = cluster["placement_confidence"], cluster["placement_method"]
    if confidence >= DOUBTFUL and cluster["placement_level"] != "none":
        return ""
    known = view.text.or_else(f"method.{method}", method)
    return view.text("cluster.doubt", method=known, confidence=f"{confidence:.2f}")
