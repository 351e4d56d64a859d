"""Which units of a level border on each other, found once an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.atlas import Atlas, Unit
from geo.neighbours import Floats, Integers, Weights, contiguity, link_islands
from geo.place import Level
from geo.plane import lonlat_to_plane


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """Units of a level: who borders on whom.

    Attributes
    ----------
    order
        For each unit asked for its position among those of `weights`.
    weights
        A common point is enough. An island has the nearest unit, by representative points on the
        map plane, in both directions.
    islands
        Number of units that touch none of the others.
    """

    order: Integers
    weights: Weights
    islands: int


def neighbours(atlas: Atlas, level: Level) -> Weights:
    """Neighbours of the units of a level, in the order of the edition's places."""
    return atlas.derived(f"neighbours {level}", lambda *_: _linked(*_borders(atlas, level)))


def neighbourhood(atlas: Atlas, level: Level, units: Sequence[Unit]) -> Neighbourhood:
    """Neighbours among some units of a level: borders to the others do not count."""
    codes = [unit.place.adcode for unit in units]
    positions = atlas.derived(f"positions {level}", lambda *_: _positions(atlas, level))
    at = np.array([positions[code] for code in codes], dtype=np.int64)
    bordering, points_m = _borders(atlas, level)
    chosen = np.zeros(len(bordering), dtype=bool)
    chosen[at] = True
    within = bordering.among(chosen)
    whole = len(within) == len(bordering)
    weights = neighbours(atlas, level) if whole else _linked(within, points_m[chosen])
    return Neighbourhood(np.cumsum(chosen)[at] - 1, weights, len(within.islands))


def _borders(atlas: Atlas, level: Level) -> tuple[Weights, Floats]:
    return atlas.derived(f"borders {level}", lambda *_: _found(atlas, level))


def _found(atlas: Atlas, level: Level) -> tuple[Weights, Floats]:
    places = atlas.edition.places
    units = places[places["level"] == level]
    points_m = lonlat_to_plane(units[["point_lon", "point_lat"]].to_numpy(dtype=np.float64))
    return contiguity(units.geometry.to_numpy()), points_m


def _positions(atlas: Atlas, level: Level) -> dict[str, int]:
    places = atlas.edition.places
    codes = places.loc[places["level"] == level, "adcode"]
    return {code: i for i, code in enumerate(codes)}


def _linked(bordering: Weights, points_m: Floats) -> Weights:
    return link_islands(bordering, points_m) if len(bordering) > 1 else bordering
