"""Geodesic areas: what densities are divided by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from geo.errors import InvalidInput

_GEOD = Geod(ellps="GRS80")
_POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def geodesic_area_km2(geometries: Iterable[Any]) -> NDArray[np.float64]:
    """Area of polygons on the ellipsoid.

    Parameters
    ----------
    geometries : iterable of n shapely Polygon or MultiPolygon
        EPSG:4326 or EPSG:4490, degrees. Edges are taken as geodesics.

    Returns
    -------
    ndarray, shape (n,)
        Square kilometres on GRS80, holes subtracted, whatever the ring orientation; 0 for an
        empty polygon. Karney (2013), *Algorithms for geodesics*, J. Geodesy 87, section 6.

    Raises
    ------
    InvalidInput
        If something is not a polygon.
    """
    array = np.asarray(list(geometries), dtype=object)
    if not np.isin(shapely.get_type_id(array), _POLYGONAL).all():
        raise InvalidInput("geodesic areas need polygons; the array holds other geometries")
    parts, unit = shapely.get_parts(array, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    is_outer = np.diff(part, prepend=-1) > 0
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    pieces = np.split(coordinates, np.flatnonzero(np.diff(ring)) + 1) if len(rings) else []
    area_m2 = np.array([abs(_ring_area_m2(piece)) for piece in pieces], dtype=np.float64)
    signed_m2 = np.where(is_outer, area_m2, -area_m2)
    return np.bincount(unit[part], weights=signed_m2, minlength=len(array)) / 1e6


def _ring_area_m2(points: NDArray[np.float64]) -> float:
    area_m2, _ = _GEOD.polygon_area_perimeter(points[:, 0], points[:, 1])
    return float(area_m2)
