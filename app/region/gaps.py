"""What is not known of a place, as sentences: it stands beside everything that is."""

from __future__ import annotations

from typing import Any

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


def gaps(view: View, unit: Unit) -> list[str]:
    """Sentences on clusters, industries, parks and figures."""
    return [*_clusters(view, unit), *_industries(view, unit), *_parks(view, unit), *_figures(view)]


def not_loaded(view: View) -> list[dict[str, Any]]:
    """Optional sources that the run did not find."""
    return list(view.atlas.edition.manifest.get("not_loaded", []))


def _clusters(view: View, unit: Unit) -> list[str]:
    text, tally = view.text, view.tally
    lines = [loaded_of_stated(view, unit.place.key, view.count_in(unit))]
    if n := len(view.clusters_in(unit, tally.undated)):
        lines.append(text("legend.undated", n=n))
    if n := len(view.clusters_in(unit, tally.review_unknown)):
        lines.append(text("legend.review_unknown", n=n))
    doubtful = sum(c["placement_confidence"] < DOUBTFUL for c in view.clusters_in(unit))
    if doubtful:
        lines.append(text("region.gap.doubtful", n=doubtful))
    lines += _coarser(view, unit)
    if unit.place.key == NATION and (n := len(view.atlas.unplaced)):
        lines.append(text("region.gap.unplaced", n=n))
    return lines


def _coarser(view: View, unit: Unit) -> list[str]:
    """Clusters that no county of a place can show."""
    if unit.place.level is Level.COUNTY:
        return []
    n = holdings_of(view, Subject.CLUSTER).unlocated(unit.place.key, Level.COUNTY)
    return [view.text("region.gap.coarser", n=n)] if n else []


def _industries(view: View, unit: Unit) -> list[str]:
    mix = composition_of(view, unit, Subject.CLUSTER)
    if not mix.no_single and not mix.unmapped:
        return []
    return [view.text("region.gap.industries", no_single=mix.no_single, unmapped=mix.unmapped)]


def _parks(view: View, unit: Unit) -> list[str]:
    text, parks = view.text, park_index(view.atlas).within(unit.place.key)
    lines = []
    if n := sum(park.area_ha is None for park in parks):
        lines.append(text("region.gap.park_area", n=n))
    if unit.place.level is not Level.COUNTY:
        n = holdings_of(view, Subject.PARK).unlocated(unit.place.key, Level.COUNTY)
        if n:
            lines.append(text("region.gap.park_place", n=n))
    return lines


def _figures(view: View) -> list[str]:
    """Kinds of figures that this edition has of no place at all."""
    text, index = view.text, transfer_index(view.atlas)
    missing = {
        "region.gap.census": not view.atlas.figures.has(Figure.POPULATION),
        "region.gap.intensity": not park_index(view.atlas).indicators,
        "region.gap.projects": not len(index.projects),
        "region.gap.gradients": not index.gradients.activities,
    }
    return [text(key) for key, is_missing in missing.items() if is_missing]
