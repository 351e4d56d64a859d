"""Flow ribbons: flows drawn as polygons on the map plane, so that screen and export agree."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import InvalidInput

Floats = NDArray[np.float64]

MAX_CURVATURE = 0.5
MIN_WIDTH_M = 1.0
MIN_DISTANCE_M = 1.0
_SPINE_POINTS = 24
_TAIL_WIDTH = 0.4  # of the width before the arrowhead
_HEAD_LENGTH = 1.5  # widths
_HEAD_WIDTH = 2.2  # widths
_WIDEST = 0.25  # of the distance: wider ones would fold
_MOST_HEAD = 0.4  # of the distance: a longer head would hide where the flow comes from
_MOST_GAP = 0.2  # of the distance, at either end


def largest(flows: pd.DataFrame, count: int) -> tuple[pd.DataFrame, float]:
    """Choose the largest flows, and tell how much of all they are.

    Parameters
    ----------
    flows : DataFrame
        Column `value`, 0 or more.
    count : int
        How many to keep; of equal ones those that stand first.

    Returns
    -------
    chosen : DataFrame
        At most `count` rows above 0, largest first.
    share : float
        Their part of the sum of all values, 0..1; NaN where that is 0.
    """
    chosen = flows[flows["value"] > 0].sort_values("value", ascending=False, kind="stable")
    chosen = chosen.head(max(count, 0))
    total = flows["value"].sum()
    return chosen, float(chosen["value"].sum() / total) if total > 0 else np.nan


def ribbons(
    starts_m: Floats,
    ends_m: Floats,
    quantities: Floats,
    max_width_m: float,
    *,
    min_width_m: float = MIN_WIDTH_M,
    min_head_m: float = 0.0,
    gap_m: float = 0.0,
    curvature: float = 0.2,
    full: float | None = None,
) -> NDArray[np.object_]:
    """Draw flows as curved, tapering ribbons with an arrowhead at the destination.

    The spine is a quadratic Bézier curve that bends to the left of its direction: flows to and fro
    lie on opposite sides. The width before the arrowhead is proportional to the quantity, but not
    below `min_width_m` nor above a quarter of the distance; the tail has 0.4 of it.

    Parameters
    ----------
    starts_m, ends_m : ndarray, shape (n, 2)
        Metres of the map plane.
    quantities : ndarray, shape (n,)
        Above 0.
    max_width_m : float
        Width of the quantity `full`.
    min_width_m : float
        Width that the smallest flows keep, to be seen and hovered over; `MIN_WIDTH_M` or more.
    min_head_m : float
        Length that arrowheads keep, however narrow the ribbon, but not above 0.4 of the distance:
        direction must be seen where width is not. Their width goes with it.
    gap_m : float
        Distance of a ribbon's ends from the places, but not above a fifth of the distance: the
        heads of flows into one place then stand around it instead of upon each other.
    curvature : float
        Distance of the curve's control point from the straight line, in lengths of that line,
        0..`MAX_CURVATURE`; the curve's middle is half as far.
    full : float, optional
        Quantity of the full width, at least the largest, to keep widths comparable between maps;
        by default the largest.

    Returns
    -------
    ndarray of n valid shapely Polygon, metres of the map plane

    Raises
    ------
    InvalidInput
        If shapes do not fit, a number is not finite or not above 0, a flow ends within
        `MIN_DISTANCE_M` of its start, or width or curvature are out of range.
    """
    _check_flows(starts_m, ends_m, quantities)
    _check_shape(min_width_m, max_width_m, curvature)
    if not (0 <= min_head_m < np.inf and 0 <= gap_m < np.inf):
        raise InvalidInput(f"head and gap of ribbons must be 0 or more, not {min_head_m}, {gap_m}")
    if not len(quantities):
        return np.empty(0, dtype=object)
    line = ends_m - starts_m
    length = np.linalg.norm(line, axis=1)
    full = quantities.max() if full is None else max(full, quantities.max())
    width = np.maximum(max_width_m * quantities / full, min_width_m)
    width = np.minimum(width, _WIDEST * length)
    head_m = np.maximum(_HEAD_LENGTH * width, np.minimum(min_head_m, _MOST_HEAD * length))
    bend = (starts_m + ends_m) / 2 + curvature * _left(line)
    # Near its ends the curve is almost straight, and as fast at one as at the other.
    speed = 2 * np.linalg.norm(ends_m - bend, axis=1)
    gap = np.minimum(gap_m, _MOST_GAP * length) / speed
    spine, normal = _curve(starts_m, bend, ends_m, (gap, 1 - gap - head_m / speed))
    side = normal * (width[:, None] / 2 * np.linspace(_TAIL_WIDTH, 1, _SPINE_POINTS))[:, :, None]
    wing = normal[:, -1] * (head_m * _HEAD_WIDTH / _HEAD_LENGTH / 2)[:, None]
    neck, tip = spine[:, -1], _point(starts_m, bend, ends_m, (1 - gap)[:, None])
    head = np.stack([neck + wing, tip, neck - wing], axis=1)
    outline = np.concatenate([spine + side, head, (spine - side)[:, ::-1]], axis=1)
    return np.asarray(shapely.polygons(outline), dtype=object)


def _point(start: Floats, bend: Floats, end: Floats, t: Floats) -> Floats:
    """Points of Bézier curves at t, 0..1."""
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end


def _curve(
    start: Floats, bend: Floats, end: Floats, span: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Points of Bézier curves in a span of t, and unit normals to the left, both (n, k, 2)."""
    t = np.linspace(*span, _SPINE_POINTS, axis=1)[:, :, None]
    start, bend, end = start[:, None], bend[:, None], end[:, None]
    points = _point(start, bend, end, t)
    tangents = (1 - t) * (bend - start) + t * (end - bend)
    return points, _unit(_left(tangents))


def _left(vectors: Floats) -> Floats:
    return np.stack([-vectors[..., 1], vectors[..., 0]], axis=-1)


def _unit(vectors: Floats) -> Floats:
    unit: Floats = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def _check_flows(starts_m: Floats, ends_m: Floats, quantities: Floats) -> None:
    count = len(quantities)
    if starts_m.shape != (count, 2) or ends_m.shape != (count, 2):
        raise InvalidInput(f"{count} flows need starts and ends of the shape ({count}, 2)")
    if not (np.isfinite(starts_m).all() and np.isfinite(ends_m).all()):
        raise InvalidInput("starts and ends of flows must be finite")
    if not (np.isfinite(quantities).all() and (quantities > 0).all()):
        raise InvalidInput("quantities of flows must be finite and above 0")
    length_m = np.linalg.norm(ends_m - starts_m, axis=1)
    if (same := np.flatnonzero(length_m < MIN_DISTANCE_M)).size:
        raise InvalidInput(f"flow {same[0]} starts where it ends")


def _check_shape(min_width_m: float, max_width_m: float, curvature: float) -> None:
    if not MIN_WIDTH_M <= min_width_m <= max_width_m < np.inf:
        raise InvalidInput(
            f"widths of ribbons must ascend from {MIN_WIDTH_M} m, not {min_width_m}, {max_width_m}"
        )
    if not 0 <= curvature <= MAX_CURVATURE:
        raise InvalidInput(f"the curvature lies between 0 and {MAX_CURVATURE}, not {curvature}")
