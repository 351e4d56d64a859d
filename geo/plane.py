"""The map plane: the equal-area plane on which maps are drawn, and its pseudo-degrees.

Maps are drawn on the Albers plane that national maps of China use (standard parallels 25 and 47 N,
central meridian 105 E), by a renderer that knows Web Mercator only. So each point of the plane,
in metres, is written as the *pseudo-degrees* which Web Mercator maps back to those metres.

The origin of the plane is 105 E, 36 N with no false easting or northing: the layer then lies within
-2.63 .. 2.21 million metres east and -3.44 .. 2.07 million metres north, which are pseudo-degrees
-23.6 .. 19.8 and -30.9 .. 18.6. So near 0 a decimal of a pseudo-degree is worth almost the
same distance everywhere: 0.001 is 111 m at the origin and 96 m in the far south.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Proj

from geo.errors import InvalidInput

ORIGIN_LON, ORIGIN_LAT = 105.0, 36.0
STANDARD_PARALLELS = (25.0, 47.0)
PLANE_PROJ = (
    f"+proj=aea +lat_1={STANDARD_PARALLELS[0]} +lat_2={STANDARD_PARALLELS[1]} "
    f"+lat_0={ORIGIN_LAT} +lon_0={ORIGIN_LON} +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"
)
PLANE_WKT = f"""PROJCRS["CGCS2000 / China Albers",
    BASEGEOGCRS["China Geodetic Coordinate System 2000",
        DATUM["China 2000",
            ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]],
            ID["EPSG",1043]],
        PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],
        ID["EPSG",4490]],
    CONVERSION["China Albers",
        METHOD["Albers Equal Area",ID["EPSG",9822]],
        PARAMETER["Latitude of false origin",{ORIGIN_LAT},
            ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8821]],
        PARAMETER["Longitude of false origin",{ORIGIN_LON},
            ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8822]],
        PARAMETER["Latitude of 1st standard parallel",{STANDARD_PARALLELS[0]},
            ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8823]],
        PARAMETER["Latitude of 2nd standard parallel",{STANDARD_PARALLELS[1]},
            ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8824]],
        PARAMETER["Easting at false origin",0,LENGTHUNIT["metre",1],ID["EPSG",8826]],
        PARAMETER["Northing at false origin",0,LENGTHUNIT["metre",1],ID["EPSG",8827]]],
    CS[Cartesian,2],
        AXIS["easting (X)",east,ORDER[1],LENGTHUNIT["metre",1]],
        AXIS["northing (Y)",north,ORDER[2],LENGTHUNIT["metre",1]],
    USAGE[
        SCOPE["Equal-area maps of China."],
        AREA["China"],
        BBOX[3.4,73.4,53.6,135.1]]]"""
"""The plane as a coordinate reference system (WKT2:2019), for files: the ellipsoid of CGCS2000 has
the axis and the flattening of GRS80."""

MERCATOR_RADIUS_M = 6_378_137.0

Points = NDArray[np.float64]


@lru_cache(maxsize=1)
def _projection() -> Proj:
    return Proj(PLANE_PROJ)


def _as_points(points: ArrayLike) -> Points:
    array = np.asarray(points, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] != 2:
        raise InvalidInput(f"points must have the shape (n, 2), not {array.shape}")
    return array


def _finite(points: Points, what: str) -> Points:
    if not np.isfinite(points).all():
        raise InvalidInput(f"{what}: some coordinates are not finite or lie outside the projection")
    return points


def lonlat_to_plane(points: ArrayLike) -> Points:
    """Project longitude and latitude to the map plane.

    Parameters
    ----------
    points : array_like, shape (n, 2)
        Longitude and latitude in degrees (EPSG:4326; EPSG:4490 gives the same to the millimetre).

    Returns
    -------
    ndarray, shape (n, 2)
        Easting and northing in metres. Albers equal-area conic, Snyder (1987), *Map Projections:
        A Working Manual*, USGS PP 1395, equations 14-1 to 14-6, ellipsoid GRS80.

    Raises
    ------
    InvalidInput
        If the shape is wrong or a point has no image on the plane.
    """
    array = _as_points(points)
    x_m, y_m = _projection()(array[:, 0], array[:, 1])
    return _finite(np.column_stack([x_m, y_m]), "longitude and latitude to map plane")


def plane_to_lonlat(points: ArrayLike) -> Points:
    """Invert `lonlat_to_plane`: metres of the plane, shape (n, 2), to degrees (EPSG:4326)."""
    array = _as_points(points)
    lon, lat = _projection()(array[:, 0], array[:, 1], inverse=True)
    return _finite(np.column_stack([lon, lat]), "map plane to longitude and latitude")


def plane_to_pseudo(points: ArrayLike) -> Points:
    """Write metres of the plane as the pseudo-degrees that Web Mercator maps back to them.

    Parameters
    ----------
    points : array_like, shape (n, 2)
        Easting and northing in metres.

    Returns
    -------
    ndarray, shape (n, 2)
        ``x / R`` in degrees and the inverse spherical Mercator of ``y / R`` (Snyder 1987,
        equations 7-4 and 7-5), ``R`` = 6,378,137 m.
    """
    array = _finite(_as_points(points) / MERCATOR_RADIUS_M, "map plane to pseudo-degrees")
    # atan(sinh y) is the Gudermannian function: exact near 0, where 2 atan(exp y) - pi/2 cancels.
    pseudo: Points = np.degrees(np.column_stack([array[:, 0], np.arctan(np.sinh(array[:, 1]))]))
    return pseudo


def pseudo_to_plane(points: ArrayLike) -> Points:
    """Invert `plane_to_pseudo`: pseudo-degrees, shape (n, 2), to metres of the plane."""
    array = np.radians(_as_points(points))
    y = np.arcsinh(np.tan(array[:, 1]))
    plane = MERCATOR_RADIUS_M * np.column_stack([array[:, 0], y])
    return _finite(plane, "pseudo-degrees to map plane")


def lonlat_to_pseudo(points: ArrayLike) -> Points:
    """Longitude and latitude (EPSG:4326, shape (n, 2)) to pseudo-degrees of the map plane."""
    return plane_to_pseudo(lonlat_to_plane(points))


def pseudo_to_lonlat(points: ArrayLike) -> Points:
    """Invert `lonlat_to_pseudo`."""
    return plane_to_lonlat(pseudo_to_plane(points))


def project(geometry: Any) -> Any:
    """Move a geometry, or an array of them, from EPSG:4326 to metres of the map plane.

    Only vertices move: edges become straight lines on the plane. At the 2 km between the vertices
    of an administrative boundary that shifts the middle of an edge by about 0.1 m.
    """
    return shapely.transform(geometry, lonlat_to_plane)


def unproject(geometry: Any) -> Any:
    """Invert `project`: metres of the map plane to EPSG:4326."""
    return shapely.transform(geometry, plane_to_lonlat)


def as_pseudo(geometry: Any) -> Any:
    """Write a geometry, or an array of them, in metres of the map plane as pseudo-degrees."""
    return shapely.transform(geometry, plane_to_pseudo)


def from_pseudo(geometry: Any) -> Any:
    """Invert `as_pseudo`: pseudo-degrees to metres of the map plane."""
    return shapely.transform(geometry, pseudo_to_plane)
