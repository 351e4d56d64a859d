"""The coordinate reference systems in which an extract can be had."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from geo.plane import PLANE_WKT, project


class Crs(StrEnum):
    """By the value that stands in the address.

    EPSG:4490 (CGCS2000) has the very numbers of EPSG:4326: PROJ knows no transformation between
    the two, and takes the ballpark one, which changes nothing (`proj=noop`).
    """

    WGS84 = "EPSG:4326"
    CGCS2000 = "EPSG:4490"
    ALBERS = "albers"

    @property
    def definition(self) -> str:
        """What PROJ makes the system of: a code, or WKT2 of the map plane."""
        return PLANE_WKT if self is Crs.ALBERS else str(self)

    def moved(self, geometry: Any) -> Any:
        """Move a geometry, or an array of them, from EPSG:4326: to degrees, or metres on the plane.

        Only vertices move.
        """
        return project(geometry) if self is Crs.ALBERS else geometry
