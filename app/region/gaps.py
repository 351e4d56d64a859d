"""What is not known of a place: it stands beside everything that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.atlas import Unit
from app.coverage import loaded_of_stated
from app.industry_reading import Subject
from app.park_index import park_index
from app.quality.placement import DOUBTFUL
from app.region.industries import composition_of, holdings_of
from app.transfer_index import transfer_index
from app.view import View
from geo.figure import Figure
from geo.place import NATION, Level


class GapKind(StrEnum):
    """What can be missing; the values are parts of the keys of texts."""

    UNDATED = "undated"
    REVIEW_UNKNOWN = "review_unknown"
    DOUBTFUL = "doubtful"
    COARSER = "coarser"
    UNPLACED = "unplaced"
    NO_SINGLE = "no_single"
    UNMAPPED = "unmapped"
    PARK_AREA = "park_area"
    PARK_PLACE = "park_place"
    CENSUS = "census"
    INTENSITY = "intensity"
    PROJECTS = "projects"
    GRADIENTS = "gradients"


OF_EDITION: Final = (GapKind.CENSUS, GapKind.INTENSITY, GapKind.PROJECTS, GapKind.GRADIENTS)
"""Kinds of figures that an edition has of no place at all."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing not known, of `n` clusters, parks or entries; 0 where nothing is counted."""

    kind: GapKind
    n: int = 0


def gaps(view: View, unit: Unit) -> list[str]:
    """Sentences on how much is loaded and what is not known."""
    loaded = loaded_of_stated(view, unit.place.key, view.count_in(unit))
    return [loaded, *(_said(view, gap) for gap in found(view, unit))]


def found(view: View, unit: Unit) -> list[Gap]:
    """What is not known of clusters, industries, parks and figures."""
    counted = {**_clusters(view, unit), **_industries(view, unit), **_parks(view, unit)}
    return [*(Gap(kind, n) for kind, n in counted.items() if n), *_figures(view)]


def not_loaded(view: View) -> list[dict[str, Any]]:
    """Optional sources that the run did not find."""
    return list(view.atlas.edition.manifest.get("not_loaded", []))


def _said(view: View, gap: Gap) -> str:
    if gap.kind in (GapKind.UNDATED, GapKind.REVIEW_UNKNOWN):
        return view.text(f"legend.{gap.kind}", n=gap.n)
    return view.text(f"region.gap.{gap.kind}", n=gap.n)


def _clusters(view: View, unit: Unit) -> dict[GapKind, int]:
    tally = view.tally
    doubtful = sum(c["placement_confidence"] < DOUBTFUL for c in view.clusters_in(unit))
    return {
        GapKind.UNDATED: len(view.clusters_in(unit, tally.undated)),
        GapKind.REVIEW_UNKNOWN: len(view.clusters_in(unit, tally.review_unknown)),
        GapKind.DOUBTFUL: doubtful,
        GapKind.COARSER: _unlocated(view, unit, Subject.CLUSTER),
        GapKind.UNPLACED: len(view.atlas.unplaced) if unit.place.key == NATION else 0,
    }


def _unlocated(view: View, unit: Unit, subject: Subject) -> int:
    """Clusters or parks that no county of a place can show."""
    if unit.place.level is Level.COUNTY:
        return 0
    return holdings_of(view, subject).unlocated(unit.place.key, Level.COUNTY)


def _industries(view: View, unit: Unit) -> dict[GapKind, int]:
    mix = composition_of(view, unit, Subject.CLUSTER)
    return {GapKind.NO_SINGLE: mix.no_single, GapKind.UNMAPPED: mix.unmapped}


def _parks(view: View, unit: Unit) -> dict[GapKind, int]:
    parks = park_index(view.atlas).within(unit.place.key)
    return {
        GapKind.PARK_AREA: sum(park.area_ha is None for park in parks),
        GapKind.PARK_PLACE: _unlocated(view, unit, Subject.PARK),
    }


def _figures(view: View) -> list[Gap]:
    index = transfer_index(view.atlas)
    missing = {
        GapKind.CENSUS: not view.atlas.figures.has(Figure.POPULATION),
        GapKind.INTENSITY: not park_index(view.atlas).indicators,
        GapKind.PROJECTS: not len(index.projects),
        GapKind.GRADIENTS: not index.gradients.activities,
    }
    return [Gap(kind) for kind, is_missing in missing.items() if is_missing]
