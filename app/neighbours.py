"""Which units of a level border on each other, found once an edition."""

from __future__ import annotations

import numpy as np

from app.atlas import Atlas
from geo.neighbours import Weights, contiguity, link_islands
from geo.place import Level
from geo.plane import lonlat_to_plane


def neighbours(atlas: Atlas, level: Level) -> Weights:
    """Neighbours of the units of a level, in the order of the edition's places.

    A common point is enough. An island has the nearest unit, by representative points on the map
    plane, in both directions.
    """
    return atlas.derived(f"neighbours {level}", lambda *_: _neighbours(atlas, level))


def _neighbours(atlas: Atlas, level: Level) -> Weights:
    places = atlas.edition.places
    units = places[places["level"] == level]
    points_m = lonlat_to_plane(units[["point_lon", "point_lat"]].to_numpy(dtype=np.float64))
    bordering = contiguity(units.geometry.to_numpy())
    return link_islands(bordering, points_m) if len(units) > 1 else bordering
