"""Neighbours: which places border on each other, and how much each counts for the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InvalidInput

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

LINE_SHARED = "****1****"
"""DE-9IM pattern: the boundaries have a line in common, not points only."""


class Contiguity(StrEnum):
    """What makes two polygons neighbours."""

    QUEEN = "queen"
    """A common point is enough."""
    ROOK = "rook"
    """A common stretch of border is needed."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Who is whose neighbour: compressed sparse rows, immutable.

    The neighbours of unit i are ``indices[indptr[i]:indptr[i + 1]]``, ascending and without i,
    their weights stand at the same positions of ``values``.
    """

    indptr: Integers
    indices: Integers
    values: Floats

    def __post_init__(self) -> None:
        for array in (self.indptr, self.indices, self.values):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @property
    def cardinalities(self) -> Integers:
        """Number of neighbours of each unit."""
        return np.diff(self.indptr)

    @property
    def rows(self) -> Integers:
        """Unit that each entry of `indices` is a neighbour of."""
        return np.repeat(np.arange(len(self)), self.cardinalities)

    @property
    def islands(self) -> Integers:
        """Units without a neighbour."""
        return np.flatnonzero(self.cardinalities == 0)

    def lag(self, values: Floats) -> Floats:
        """Weighted sum of `values`, shape (n,), over the neighbours of each unit."""
        return self._by_unit(self.values * values[self.indices])

    def sums(self) -> Floats:
        """Sum of weights of each unit."""
        return self._by_unit(self.values)

    def squared(self) -> Weights:
        """The same neighbours with their weights squared."""
        return Weights(self.indptr, self.indices, self.values**2)

    def among(self, chosen: NDArray[np.bool_]) -> Weights:
        """Keep the units for which `chosen`, shape (n,), is true, and the links between them."""
        kept = chosen[self.rows] & chosen[self.indices]
        position = np.cumsum(chosen) - 1
        return weights_of_pairs(
            position[self.rows[kept]],
            position[self.indices[kept]],
            int(chosen.sum()),
            self.values[kept],
        )

    def _by_unit(self, entries: Floats) -> Floats:
        total: Floats = np.bincount(self.rows, weights=entries, minlength=len(self)).astype(float)
        return total


def weights_of_pairs(
    first: Integers, second: Integers, count: int, values: Floats | None = None
) -> Weights:
    """Build weights from pairs of positions.

    Parameters
    ----------
    first, second : ndarray of m int
        Unit, and a neighbour of it. Each direction is a pair of its own.
    count : int
        Number of units.
    values : ndarray of m float, optional
        Weight of each pair; 1 where not given.

    Raises
    ------
    InvalidInput
        If a position is out of range, a unit is its own neighbour, or a pair stands twice.
    """
    ends = np.concatenate([first, second])
    if len(ends) and not 0 <= ends.min() <= ends.max() < count:
        raise InvalidInput(f"a pair of neighbours names a unit outside 0..{count - 1}")
    if (first == second).any():
        raise InvalidInput(f"unit {first[first == second][0]} is given as its own neighbour")
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    if ((np.diff(first) == 0) & (np.diff(second) == 0)).any():
        raise InvalidInput("a pair of neighbours stands twice")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=count))])
    weights = np.ones(len(first)) if values is None else values[order].astype(np.float64)
    return Weights(indptr.astype(np.int64), second.astype(np.int64), weights)


def contiguity(geometries: NDArray[np.object_], rule: Contiguity = Contiguity.QUEEN) -> Weights:
    """Neighbours of polygons that form a coverage, each with weight 1, both directions.

    Parameters
    ----------
    geometries : ndarray of n shapely polygons
        Any CRS: only the topology counts. Overlapping polygons are neighbours too; polygons with a
        gap between them are not, so a layer is cleaned first (`geo.coverage.clean`).
    rule : Contiguity

    Returns
    -------
    Weights
        Islands have none; see `link_islands`.
    """
    first, second = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    if rule is Contiguity.ROOK:
        along = shapely.relate_pattern(geometries[first], geometries[second], LINE_SHARED)
        first, second = first[along], second[along]
    return weights_of_pairs(
        np.concatenate([first, second]), np.concatenate([second, first]), len(geometries)
    )


def link_islands(weights: Weights, points_m: Floats, k: int = 1) -> Weights:
    """Link each unit without a neighbour to its k nearest units, in both directions, weight 1.

    Parameters
    ----------
    weights : Weights of n units
    points_m : ndarray, shape (n, 2)
        A point of each unit on the map plane, metres.
    k : int
        Number of nearest units, by the distance of the points.

    Returns
    -------
    Weights

    Raises
    ------
    InvalidInput
        If k is not between 1 and n - 1, or a point is not finite.
    """
    if points_m.shape != (len(weights), 2) or not np.isfinite(points_m).all():
        raise InvalidInput(f"islands need one finite point for each of the {len(weights)} units")
    if not (islands := weights.islands).size:
        return weights
    if not 1 <= k < len(weights):
        raise InvalidInput(f"k nearest units: k lies between 1 and {len(weights) - 1}, not {k}")
    distance_m = np.linalg.norm(points_m[islands, None] - points_m[None], axis=2)
    distance_m[np.arange(len(islands)), islands] = np.inf
    nearest = np.argsort(distance_m, axis=1, kind="stable")[:, :k]
    there = np.column_stack([np.repeat(islands, k), nearest.ravel()])
    added = np.unique(np.concatenate([there, there[:, ::-1]]), axis=0)
    return weights_of_pairs(
        np.concatenate([weights.rows, added[:, 0]]),
        np.concatenate([weights.indices, added[:, 1]]),
        len(weights),
        np.concatenate([weights.values, np.ones(len(added))]),
    )
