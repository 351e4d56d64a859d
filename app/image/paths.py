"""Geometries as Matplotlib paths, in pixels of a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from matplotlib.path import Path

from app.image.shapes import Floats, Geometries

_POLYGON: Final = shapely.GeometryType.POLYGON
_DIGITS: Final = 1
"""Decimals of a pixel: finer is not seen, and an SVG grows with each."""


def paths_of(geometries: Geometries, to_px: Callable[[Floats], Floats]) -> list[Path]:
    """Matplotlib paths of polygons with their holes, or of lines; one a geometry.

    Parameters
    ----------
    to_px
        Maps metres of the plane, shape (n, 2), to pixels.
    """
    if not len(geometries):
        return []
    parts, geometry_of = shapely.get_parts(geometries, return_index=True)
    closed = bool(np.isin(shapely.get_type_id(parts), _POLYGON).all())
    lines, part_of = shapely.get_rings(parts, return_index=True) if closed else (parts, None)
    points, line_of = shapely.get_coordinates(lines, return_index=True)
    begins = np.flatnonzero(np.diff(line_of, prepend=-1))
    codes = np.full(len(points), Path.LINETO, dtype=np.uint8)
    codes[begins] = Path.MOVETO
    if closed:
        codes[np.append(begins[1:], len(points)) - 1] = Path.CLOSEPOLY
    at = geometry_of[line_of if part_of is None else part_of[line_of]]
    ends = np.searchsorted(at, np.arange(1, len(geometries)))
    pixels = to_px(points).round(_DIGITS)
    pairs = zip(np.split(pixels, ends), np.split(codes, ends), strict=True)
    return [Path(vertices, moves) for vertices, moves in pairs]
