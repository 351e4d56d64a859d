"""Cluster points of the density map: none where they would cover what a test found."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from app.figures.points import NO_POINTS, cluster_points_trace, counties_with_clusters
from app.layers.density.spots import CLASSES, analysis_of
from app.view import View


def points(view: View) -> Mapping[str, Any]:
    """Points trace."""
    return NO_POINTS if _is_tested(view) else cluster_points_trace(view)


def pointed(view: View) -> Container[str]:
    """Units with a point in their middle, by adcode."""
    return () if _is_tested(view) else counties_with_clusters(view)


def _is_tested(view: View) -> bool:
    return analysis_of(view) in CLASSES
