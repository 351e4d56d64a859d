"""Cluster density: how many clusters are where."""

from __future__ import annotations

from typing import Final

from app.layers.density.legend import legend
from app.layers.density.panel import panel
from app.layers.density.points import pointed, points
from app.layers.density.rail import rail
from app.layers.density.shade import shade
from app.layers.density.summary import summary
from app.layers.density.surface import band_shapes, band_trace
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
    points=points,
    pointed=pointed,
    ribbons=band_trace,
    ribbon_shapes=band_shapes,
)
