"""Neighbours of the rows of a frame, as the maps of the atlas have them."""

from __future__ import annotations

import geopandas as gpd

from geo.inner_point import inner_points
from geo.neighbours import Weights, contiguity, link_islands
from geo.plane import lonlat_to_plane


def borders(frame: gpd.GeoDataFrame) -> Weights:
    """Who borders on whom among the units of a frame, in its order.

    A common point is enough. A unit that touches no other has the nearest one, by points well
    inside them on the map plane, in both directions.

    Parameters
    ----------
    frame : GeoDataFrame of n polygons, EPSG:4326
        Units of one level, all of them or some: borders to others do not count.

    Returns
    -------
    Weights of n units
        For `getis_ord`, `local_moran` and `neighbour_similarity`.
    """
    polygons = frame.geometry.to_numpy()
    found = contiguity(polygons)
    if not found.islands.size or len(found) < 2:
        return found
    return link_islands(found, lonlat_to_plane(inner_points(polygons)))
