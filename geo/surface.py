"""Density surface: clusters per area around each spot of the map, whatever the boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.coverage import as_array
from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit

KERNEL_DENSITY = Indicator(
    "kernel_density",
    "f(p) = 10,000 * sum_i (w_i * 3 / (pi h^2) * (1 - (d_i / h)^2)^2) over d_i < h; d_i, h in km",
    Unit.PER_10K_KM2,
    "Silverman (1986), Density Estimation, Chapman & Hall, equation 4.5 (quartic kernel)",
    modelled=True,
)

Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]

MAX_CELLS = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A grid of square cells on the map plane, north up.

    Attributes
    ----------
    values : ndarray, shape (rows, columns)
        Value at the centre of each cell, per 10,000 km²; row 0 is the northernmost.
    west_m, north_m : float
        Outer corner of the first cell, metres of the map plane.
    cell_m : float
        Width and height of a cell.
    """

    values: Floats
    west_m: float
    north_m: float
    cell_m: float

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """Affine coefficients a..f: x = a * column + b * row + c, y = d * column + e * row + f."""
        return (self.cell_m, 0.0, self.west_m, 0.0, -self.cell_m, self.north_m)

    @property
    def x_m(self) -> Floats:
        """Eastings of the cell centres, ascending."""
        return self.west_m + _steps(self.values.shape[1]) * self.cell_m

    @property
    def y_m(self) -> Floats:
        """Northings of the cell centres, descending."""
        return self.north_m - _steps(self.values.shape[0]) * self.cell_m


def kernel_density(
    points_m: Floats,
    weights: Floats,
    bandwidth_km: float,
    cell_km: float,
    bounds_m: Bounds | None = None,
) -> Surface:
    """Density of weighted points with the quartic kernel.

    Edges are not corrected: nothing is known of the other side of a coast or border, so the density
    falls off towards it as it would towards empty land; nothing is lost beyond the default bounds.

    Parameters
    ----------
    points_m : ndarray, shape (n, 2)
        Metres of the map plane (equal area).
    weights : ndarray, shape (n,)
        What each point counts, 0 or more.
    bandwidth_km : float
        Radius beyond which a point adds nothing.
    cell_km : float
        Cell size, at most the bandwidth.
    bounds_m : (west, south, east, north), optional
        What to cover, metres, rounded outwards to whole cells; by default all points and the
        bandwidth around them. Points outside count within.

    Returns
    -------
    Surface

    Raises
    ------
    InvalidInput
        If shapes or numbers do not fit, or the grid would be larger than `MAX_CELLS`.
    """
    _check(points_m, weights, bandwidth_km, cell_km)
    bandwidth_m = bandwidth_km * 1000
    surface = _empty(bounds_m or _bounds_around(points_m, bandwidth_m), cell_km * 1000)
    x_m, y_m, values = surface.x_m, surface.y_m, surface.values
    for (x, y), weight in zip(points_m, weights, strict=True):
        columns = slice(*np.searchsorted(x_m, (x - bandwidth_m, x + bandwidth_m)))
        rows = slice(*np.searchsorted(-y_m, (-y - bandwidth_m, -y + bandwidth_m)))
        east, north = (x_m[columns] - x) / bandwidth_m, (y_m[rows] - y) / bandwidth_m
        nearness = np.maximum(1 - north[:, None] ** 2 - east**2, 0)
        values[rows, columns] += weight * nearness**2
    values *= 10_000 * 3 / (np.pi * bandwidth_km**2)
    return surface


def kernel_density_at(
    points_m: Floats, weights: Floats, bandwidth_km: float, at_m: Floats
) -> Floats:
    """Density of weighted points at some places, as `kernel_density`, but exact.

    Parameters
    ----------
    points_m, weights, bandwidth_km
        As of `kernel_density`.
    at_m : ndarray, shape (m, 2)
        Metres of the map plane.

    Returns
    -------
    ndarray, shape (m,)
        Per 10,000 km².

    Raises
    ------
    InvalidInput
        If shapes or numbers do not fit.
    """
    _check(points_m, weights, bandwidth_km, bandwidth_km)
    density = np.zeros(len(at_m))
    for place, weight in zip(points_m, weights, strict=True):
        apart = ((at_m - place) / (bandwidth_km * 1000)) ** 2
        density += weight * np.maximum(1 - apart.sum(axis=1), 0) ** 2
    return density * (10_000 * 3 / (np.pi * bandwidth_km**2))


def isobands(surface: Surface, breaks: Sequence[float]) -> NDArray[np.object_]:
    """Areas of the surface between values.

    Parameters
    ----------
    surface : Surface
    breaks : sequence of k float
        Ascending, all above 0.

    Returns
    -------
    ndarray of k shapely MultiPolygon
        Where the surface lies between a break and the next, last from the last break up, linearly
        interpolated between cell centres; metres of the map plane. Empty where there is none.

    Raises
    ------
    InvalidInput
        If the breaks do not ascend from above 0.
    """
    if not len(breaks) or not np.all(np.diff([0, *breaks]) > 0):
        raise InvalidInput(f"breaks must ascend from above 0, not {list(breaks)}")
    lines = contourpy.contour_generator(
        surface.x_m, surface.y_m, surface.values, fill_type=contourpy.FillType.OuterOffset
    )
    bands = zip(breaks, [*breaks[1:], np.inf], strict=True)
    return as_array(_band(*lines.filled(lower, upper)) for lower, upper in bands)


def _band(points: list[Floats], offsets: list[NDArray[np.uint32]]) -> Any:
    polygons = []
    for vertices, starts in zip(points, offsets, strict=True):
        shell, *holes = np.split(vertices, starts[1:-1])
        polygons.append(shapely.Polygon(shell, holes))
    merged = shapely.make_valid(shapely.MultiPolygon(polygons), method="structure")
    return shapely.MultiPolygon(list(shapely.get_parts(merged)))


def _steps(count: int) -> Floats:
    return np.arange(count, dtype=np.float64) + 0.5


def _check(points_m: Floats, weights: Floats, bandwidth_km: float, cell_km: float) -> None:
    if points_m.ndim != 2 or points_m.shape[1] != 2 or weights.shape != (len(points_m),):
        raise InvalidInput(
            f"points (n, 2) and weights (n,) are needed, not {points_m.shape} and {weights.shape}"
        )
    if not (np.isfinite(points_m).all() and np.isfinite(weights).all() and (weights >= 0).all()):
        raise InvalidInput("points and weights must be finite, and weights 0 or more")
    if not 0 < cell_km <= bandwidth_km < np.inf:
        raise InvalidInput(
            f"cells must be above 0 km and at most the bandwidth: {cell_km} and {bandwidth_km} km"
        )


def _bounds_around(points_m: Floats, margin_m: float) -> Bounds:
    if not len(points_m):
        raise InvalidInput("no points: say which bounds the surface shall cover")
    west, south = points_m.min(axis=0) - margin_m
    east, north = points_m.max(axis=0) + margin_m
    return (west, south, east, north)


def _empty(bounds_m: Bounds, cell_m: float) -> Surface:
    west, south, east, north = bounds_m
    if not (np.isfinite(bounds_m).all() and west < east and south < north):
        raise InvalidInput(f"bounds are west, south, east, north in metres, not {bounds_m}")
    columns, rows = (int(np.ceil(side / cell_m)) for side in (east - west, north - south))
    if rows * columns > MAX_CELLS:
        raise InvalidInput(
            f"{rows} x {columns} cells are more than {MAX_CELLS:,}: take larger cells"
        )
    return Surface(np.zeros((rows, columns)), west, north, cell_m)
