"""Coverages: polygons that tile an area, so that neighbours share the very same edges."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeVar, cast

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InvalidInput

K = TypeVar("K", bound=Hashable)
Geometries = NDArray[np.object_]

GAP_WIDTH_DEG = 0.002


def count_faults(geometries: Geometries) -> int:
    """Count the polygons that have an edge which neither matches a neighbour's nor is free."""
    return int((~shapely.is_empty(shapely.coverage_invalid_edges(geometries))).sum())


def clean(
    geometries: Geometries,
    gap_width: float = GAP_WIDTH_DEG,
    labels: Sequence[str] | None = None,
) -> Geometries:
    """Close narrow gaps and resolve overlaps, so that the polygons form a coverage.

    Parameters
    ----------
    geometries : ndarray of n valid shapely polygons
    gap_width : float
        Gaps up to this width are merged into a neighbour, in units of the coordinates
        (0.002 degrees, about 200 m). Vertices are not snapped: none moves.
    labels : sequence of n str, optional
        What the polygons are called in an error message.

    Returns
    -------
    ndarray of n polygons, same order

    Raises
    ------
    InvalidInput
        If a polygon disappears (another one covers it wholly) or faults remain.
    """
    cleaned = shapely.coverage_clean(geometries, gap_width=gap_width, snapping_distance=0.0)
    return _checked(cleaned, "cleaning the coverage", labels)


def simplify(geometries: Geometries, tolerance_m: float) -> Geometries:
    """Simplify a coverage; neighbours keep sharing every edge.

    Parameters
    ----------
    geometries : ndarray of n shapely polygons
        A coverage in metres of the map plane.
    tolerance_m : float
        A vertex goes when the triangle it spans has an area below ``tolerance_m ** 2``
        (Visvalingam & Whyatt 1993; `shapely.coverage_simplify`).

    Returns
    -------
    ndarray of n polygons, same order, none empty

    Raises
    ------
    InvalidInput
        If the tolerance is negative, or the result is no coverage.
    """
    if not tolerance_m >= 0:
        raise InvalidInput(f"the tolerance must be 0 m or more, not {tolerance_m}")
    return _checked(shapely.coverage_simplify(geometries, tolerance_m), "simplifying the coverage")


def dissolve(geometries: Geometries, groups: Sequence[K]) -> tuple[list[K], Geometries]:
    """Merge the polygons of each group into one.

    Parameters
    ----------
    geometries : ndarray of n shapely polygons
        A coverage: shared edges vanish because they match exactly, and all other edges stay
        as they are, so the merged polygons are again a coverage.
    groups : sequence of n hashables

    Returns
    -------
    keys : list of m hashables
        In order of first appearance.
    merged : ndarray of m polygons
    """
    members: dict[K, list[int]] = {}
    for position, key in enumerate(groups):
        members.setdefault(key, []).append(position)
    merged = [shapely.coverage_union_all(geometries[positions]) for positions in members.values()]
    return list(members), as_array(merged)


def round_coordinates(geometries: Geometries, decimals: int) -> Geometries:
    """Round a coverage; neighbours keep sharing every edge.

    A vertex moves alike in all polygons that have it. Where rounding would collapse an islet or
    make an edge cross another, the vertices of the polygons concerned keep further decimals.

    Parameters
    ----------
    geometries : ndarray of n shapely polygons, a coverage
    decimals : int
        Decimals of the coordinates' unit.

    Returns
    -------
    ndarray of n valid polygons, a coverage

    Raises
    ------
    InvalidInput
        If four further decimals do not help.
    """
    exact = shapely.get_coordinates(geometries)
    vertex = exact.view(np.complex128)[:, 0]
    unit = np.repeat(np.arange(len(geometries)), shapely.get_num_coordinates(geometries))
    moved = np.round(exact, decimals)
    for further in range(1, 6):
        rounded = shapely.set_coordinates(geometries.copy(), moved)
        faulty = ~shapely.is_valid(rounded)
        faulty |= ~shapely.is_empty(shapely.coverage_invalid_edges(rounded))
        if not faulty.any():
            return cast(Geometries, shapely.remove_repeated_points(rounded))
        again = np.isin(vertex, vertex[faulty[unit]])
        moved[again] = np.round(exact[again], decimals + further)
    raise InvalidInput(f"rounding to {decimals} decimals breaks {int(faulty.sum())} polygons")


def shared_and_free_edges(geometries: Geometries) -> tuple[Any, Any]:
    """Edges of a coverage, each once: those of two polygons, and those of one.

    Parameters
    ----------
    geometries : ndarray of n shapely polygons, a coverage

    Returns
    -------
    shared, free : MultiLineString
        Borders between neighbours, and the outer border of the whole.
    """
    rings = shapely.get_rings(shapely.get_parts(geometries))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    within = ring[1:] == ring[:-1]
    ends = points.view(np.complex128)[:, 0]
    edges = np.sort(np.column_stack([ends[:-1], ends[1:]])[within], axis=1)
    edges, times = np.unique(edges, axis=0, return_counts=True)
    shared, free = (_merged_lines(edges[chosen]) for chosen in (times > 1, times == 1))
    return shared, free


def _merged_lines(edges: NDArray[np.complex128]) -> Any:
    pairs = np.ascontiguousarray(edges).view(np.float64).reshape(-1, 2, 2)
    merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(pairs)))
    return shapely.multilinestrings(shapely.get_parts(merged))


def as_array(geometries: Iterable[Any]) -> Geometries:
    """Geometries as an object array; numpy alone would take a multi-geometry apart."""
    listed = list(geometries)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array


def _checked(geometries: Geometries, step: str, labels: Sequence[str] | None = None) -> Geometries:
    if (empty := shapely.is_empty(geometries)).any():
        at = np.flatnonzero(empty)[:5].tolist()
        shown = ", ".join(str(position) if labels is None else labels[position] for position in at)
        raise InvalidInput(f"{step}: {shown} disappear under other polygons; are they duplicates?")
    if faults := count_faults(geometries):
        raise InvalidInput(f"{step}: {faults} polygons still overlap or leave gaps")
    return geometries
