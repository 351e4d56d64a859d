"""Coordinate reference systems of the API, each by its URI, with the order of its axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.errors import InvalidInput
from geo.plane import MERCATOR_RADIUS_M

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG_4326: Final = "http://www.opengis.net/def/crs/EPSG/0/4326"
EPSG_4490: Final = "http://www.opengis.net/def/crs/EPSG/0/4490"
EPSG_3857: Final = "http://www.opengis.net/def/crs/EPSG/0/3857"
CRS_URIS: Final = (CRS84, EPSG_4326, EPSG_4490, EPSG_3857)

_LATITUDE_FIRST: Final = (EPSG_4326, EPSG_4490)

Shapes = Any
"""A geometry, or an array of them in which None is no geometry."""


def known_crs(name: str, value: str) -> str:
    """Read the URI of a CRS.

    Raises
    ------
    InvalidInput
        The API does not offer it.
    """
    if value not in CRS_URIS:
        raise InvalidInput(f"{name} must be one of {', '.join(CRS_URIS)}, not {value[:80]!r}")
    return value


def from_crs84(shapes: Shapes, uri: str) -> Shapes:
    """Give shapes the coordinates and the order of axes of a CRS.

    EPSG:4490 (CGCS2000) has the numbers of EPSG:4326: both ellipsoids and frames agree to less
    than a metre, and the boundaries are not that exact. Metres are rounded to millimetres.
    """
    if uri in _LATITUDE_FIRST:
        return shapely.transform(shapes, _swapped)
    if uri == EPSG_3857:
        return shapely.transform(shapes, _to_mercator)
    return shapes


def to_crs84(shapes: Shapes, uri: str) -> Shapes:
    """Give shapes in a CRS the coordinates of CRS84: longitude, latitude."""
    if uri in _LATITUDE_FIRST:
        return shapely.transform(shapes, _swapped)
    if uri == EPSG_3857:
        return shapely.transform(shapes, _from_mercator)
    return shapes


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box, CRS84; west > east: it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def shape(self) -> Shapes:
        """Its area, in two parts where it crosses the antimeridian."""
        if self.west <= self.east:
            return shapely.box(self.west, self.south, self.east, self.north)
        eastern = shapely.box(self.west, self.south, max(180.0, self.west), self.north)
        western = shapely.box(min(-180.0, self.east), self.south, self.east, self.north)
        return shapely.MultiPolygon([eastern, western])


def read_box(name: str, sides: Sequence[float], uri: str) -> Box:
    """Read a box whose four sides stand in the order of the axes of a CRS.

    Raises
    ------
    InvalidInput
        It is upside down, or does not lie in the area of the CRS.
    """
    corners = to_crs84(shapely.points([sides[:2], sides[2:]]), uri)
    (west, south), (east, north) = shapely.get_coordinates(corners).tolist()
    if not np.isfinite([west, south, east, north]).all():
        raise InvalidInput(f"{name} does not lie in the area of its CRS")
    if south > north:
        raise InvalidInput(f"{name} is upside down: its south lies beyond its north")
    return Box(west, south, east, north)


def _swapped(points: np.ndarray) -> Any:
    return points[:, ::-1]


def _to_mercator(points: np.ndarray) -> Any:
    """Web Mercator (EPSG:3857), metres: a sphere of the radius of the WGS84 equator."""
    lon, lat = np.radians(points).T
    x, y = MERCATOR_RADIUS_M * lon, MERCATOR_RADIUS_M * np.log(np.tan(np.pi / 4 + lat / 2))
    return np.column_stack([x, y]).round(3)


def _from_mercator(points: np.ndarray) -> Any:
    x, y = points.T / MERCATOR_RADIUS_M
    with np.errstate(over="ignore"):  # far up the plane: infinite, which is the pole
        north = np.exp(y)
    return np.degrees(np.column_stack([x, 2 * np.arctan(north) - np.pi / 2]))
