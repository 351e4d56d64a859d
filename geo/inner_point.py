"""A point well inside an area: where its label stands, and from where distances are taken."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

TOLERANCE = 30.0
"""Parts of an area's width to which the point is found."""


def inner_points(geometries: NDArray[np.object_]) -> NDArray[np.float64]:
    """Find the centre of the largest circle that fits into the largest part of each area.

    Parameters
    ----------
    geometries : ndarray of n shapely polygons or multipolygons
        None of them empty; degrees (EPSG:4326) or metres: a circle of that plane.

    Returns
    -------
    ndarray, shape (n, 2)
        To a thirtieth of the part's width, in the unit of the geometries.
    """
    parts, area = shapely.get_parts(geometries, return_index=True)
    order = np.lexsort((shapely.area(parts), area))
    largest = order[np.flatnonzero(np.diff(area[order], append=len(geometries)))]
    tolerance = np.sqrt(shapely.area(parts[largest])) / TOLERANCE
    circles = shapely.maximum_inscribed_circle(parts[largest], tolerance)
    points: NDArray[np.float64] = shapely.get_coordinates(shapely.get_point(circles, 0))
    return points
