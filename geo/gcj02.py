"""GCJ-02, the offset coordinate system of Chinese web maps, and back to WGS 84.

The published formula (public since 2013 as *eviltransform*, constants of the Krasovsky 1940
ellipsoid) shifts points inside a rectangle around China by 100 to 700 m. Taking GCJ-02 for
WGS 84 puts boundaries half a kilometre off without any sign of it, hence a layer in GCJ-02
must be declared.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.errors import InvalidInput

Points = NDArray[np.float64]

_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_PRECISION_DEG = 1e-10
_MOST_STEPS = 30


def wgs84_to_gcj02(points: ArrayLike) -> Points:
    """Shift WGS 84 longitude and latitude, shape (n, 2) in degrees, to GCJ-02.

    Points outside 72.004-137.8347 E, 0.8293-55.8271 N are left as they are, as the published
    formula does.
    """
    array = _as_points(points)
    return array + _offset(array)


def gcj02_to_wgs84(points: ArrayLike) -> Points:
    """Invert `wgs84_to_gcj02` by fixed-point iteration, to 1e-10 degrees (0.01 mm).

    Parameters
    ----------
    points : array_like, shape (n, 2)
        GCJ-02 longitude and latitude in degrees.

    Returns
    -------
    ndarray, shape (n, 2)
        WGS 84 longitude and latitude in degrees.

    Raises
    ------
    InvalidInput
        If the shape is wrong, or a point has no origin: the formula jumps at the rim of its
        rectangle, so a strip there is never reached.
    """
    target = _as_points(points)
    wgs84 = target.copy()
    for _ in range(_MOST_STEPS):
        miss = wgs84 + _offset(wgs84) - target
        if np.abs(miss).max(initial=0.0) <= _PRECISION_DEG:
            return wgs84
        wgs84 = wgs84 - miss
    raise InvalidInput("GCJ-02 coordinates at the rim of the system's rectangle have no inverse")


def geometry_to_wgs84(geometry: Any) -> Any:
    """Move a geometry, or an array of them, from GCJ-02 to WGS 84 (EPSG:4326)."""
    return shapely.transform(geometry, gcj02_to_wgs84)


def _as_points(points: ArrayLike) -> Points:
    array = np.asarray(points, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != 2:
        raise InvalidInput(f"points must have the shape (n, 2), not {array.shape}")
    if not np.isfinite(array).all():
        raise InvalidInput("GCJ-02 and WGS 84 coordinates are not finite")
    return array


def _offset(points: Points) -> Points:
    lon, lat = points[:, 0], points[:, 1]
    inside = (lon >= _WEST) & (lon <= _EAST) & (lat >= _SOUTH) & (lat <= _NORTH)
    east_m, north_m = _offset_m(lon - 105.0, lat - 35.0)
    sine = np.sin(np.radians(lat))
    magic = 1 - _ECCENTRICITY_SQUARED * sine * sine
    meridian_m = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / magic**1.5
    parallel_m = _SEMI_MAJOR_M / np.sqrt(magic) * np.cos(np.radians(lat))
    offset = np.degrees(np.column_stack([east_m / parallel_m, north_m / meridian_m]))
    return np.where(inside[:, None], offset, 0.0)


def _offset_m(x: Points, y: Points) -> tuple[Points, Points]:
    """Evaluate the two polynomials with sine terms at degrees east of 105 E, north of 35 N."""
    root = np.sqrt(np.abs(x))
    both = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    waves_x = 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)
    waves_x = waves_x + 150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)
    waves_y = 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)
    waves_y = waves_y + 160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    return east + (both + waves_x) * 2 / 3, north + (both + waves_y) * 2 / 3
