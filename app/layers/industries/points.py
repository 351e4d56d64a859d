"""Points: clusters in the colour of their chain, or units that differ from the average."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from app.figures.points import (
    ClusterPoint,
    cluster_points,
    counties_with_clusters,
    escaped,
    positions,
)
from app.industry_reading import Subject
from app.layers.industries import colours
from app.layers.industries.hover import told
from app.layers.industries.scene import Scene, scene_of
from app.state import Structure
from app.view import View
from geo.place import NATION, Level


def points(view: View) -> Mapping[str, Any]:
    """Return what the points' trace shows."""
    scene = scene_of(view)
    if scene.structure is Structure.QUOTIENT:
        return _beyond_chance(scene)
    shown = view.level is Level.COUNTY and scene.subject is Subject.CLUSTER
    return _clusters(scene, cluster_points(view) if shown else [])


def pointed(view: View) -> Container[str]:
    """Units with a point in their middle, by adcode."""
    scene = scene_of(view)
    if scene.structure is Structure.QUOTIENT:
        pairs = zip(view.units, scene.beyond_chance.tolist(), strict=True)
        return {unit.place.adcode for unit, apart in pairs if apart}
    return counties_with_clusters(view) if scene.subject is Subject.CLUSTER else ()


def _beyond_chance(scene: Scene) -> dict[str, Any]:
    """A dot on each unit whose interval does not hold 1; it tells what the unit tells."""
    view, lines = scene.view, told(scene)
    found = [
        ClusterPoint(
            *unit.point, f"<b>{escaped(view.name(unit))}</b><br>{line}", unit.place.adcode, ""
        )
        for unit, line, apart in zip(view.units, lines, scene.beyond_chance.tolist(), strict=True)
        if apart
    ]
    return {**positions(found), "marker": _marker(6, colours.BEYOND_CHANCE)}


def _clusters(scene: Scene, found: list[ClusterPoint]) -> dict[str, Any]:
    """Clusters in the colour of the chain that leads in their reading; a chosen one's only."""
    index, chain = scene.index, scene.chain
    if chain is not None:
        inside = index.counted_in(Subject.CLUSTER, chain.id)
        found = [point for point in found if point.cluster_id in inside]
    colour = [_colour(scene, point.cluster_id) for point in found]
    size_px = 6 if scene.view.frame.place.key == NATION else 11
    return {**positions(found), "marker": _marker(size_px, colour or colours.NO_SINGLE)}


def _colour(scene: Scene, cluster_id: str) -> str:
    if scene.chain is not None:
        return scene.chain.colour
    readings = scene.index.readings(Subject.CLUSTER, cluster_id)
    leading = [reading.main_chain for reading in readings if reading.main_chain]
    return scene.index.chains[leading[0]].colour if leading else colours.NO_SINGLE


def _marker(size_px: int, colour: str | list[str]) -> dict[str, Any]:
    return {"size": size_px, "color": colour, "opacity": 1, "allowoverlap": True}
