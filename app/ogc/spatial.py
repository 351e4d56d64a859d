"""Comparisons of geometry in a filter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
import orjson
import shapely

from app.ogc.crs import Box, Shapes, to_crs84
from app.ogc.table import Table
from geo.errors import InvalidInput

SPATIAL: Final = (
    "s_intersects",
    "s_disjoint",
    "s_contains",
    "s_within",
    "s_touches",
    "s_crosses",
    "s_overlaps",
    "s_equals",
)
_FLIPPED: Final = {"s_contains": "s_within", "s_within": "s_contains"}
_MOST_VERTICES: Final = 1000


def spatial_test(
    table: Table, name: str, literal: Any, crs: str, literal_first: bool
) -> Callable[[int], bool | None]:
    """Compare the geometry of each row with one that the filter gives.

    Parameters
    ----------
    literal
        GeoJSON, or `{"bbox": [...]}`.
    crs
        URI of its CRS.
    literal_first
        Whether it is the first of the two that are compared.

    Raises
    ------
    InvalidInput
        It is no geometry, or a large one.
    """
    shape = _shape(literal, crs)
    shapely.prepare(shape)
    # A prepared geometry is fast where it comes first.
    predicate = getattr(shapely, (name if literal_first else _FLIPPED.get(name, name))[2:])

    @cache
    def found() -> np.ndarray:
        return np.asarray(predicate(shape, table.shapes))

    return lambda row: None if table.shapes[row] is None else bool(found()[row])


def _shape(literal: Any, crs: str) -> Shapes:
    match literal:
        case {"bbox": [west, south, east, north] | [west, south, _, east, north, _]} if all(
            isinstance(side, int | float) for side in (west, south, east, north)
        ):
            shape = Box(west, south, east, north).shape()
        case {"type": str(), "coordinates": list()} | {"type": str(), "geometries": list()}:
            shape = _geojson(literal)
        case _:
            raise InvalidInput("filter: a geometry is WKT, GeoJSON or BBOX(west,south,east,north)")
    if shape.is_empty or not np.isfinite(shapely.get_coordinates(shape)).all():
        raise InvalidInput("filter: a geometry is empty or not finite")
    if shapely.get_num_coordinates(shape) > _MOST_VERTICES:
        raise InvalidInput(f"filter: a geometry has more than {_MOST_VERTICES} vertices")
    found: Shapes = to_crs84(shape, crs)
    return found


def _geojson(literal: dict[str, Any]) -> Shapes:
    try:
        return shapely.from_geojson(orjson.dumps(literal))
    except shapely.errors.GEOSException as error:
        raise InvalidInput(f"filter: a geometry cannot be read: {str(error)[:100]}") from None
