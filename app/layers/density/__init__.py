"""Cluster density: how many clusters are where."""

from __future__ import annotations

from typing import Final

from app.figures.points import cluster_points_trace
from app.layers.density.legend import legend
from app.layers.density.panel import panel
from app.layers.density.rail import rail
from app.layers.density.shade import shade
from app.layers.density.summary import summary
from app.layers.density.table import columns, rows
from app.layers.layer import MapLayer

DENSITY: Final = MapLayer(
    shade=shade,
    rail=rail,
    legend=legend,
    panel=panel,
    columns=columns,
    rows=rows,
    summary=summary,
    points=cluster_points_trace,
)
