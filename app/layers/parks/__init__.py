"""Park land: the development zones of the catalogue and how intensively they use their land."""

from __future__ import annotations

from typing import Final

from app.layers.layer import MapLayer
from app.layers.parks.legend import legend
from app.layers.parks.panel import panel
from app.layers.parks.points import pointed, points
from app.layers.parks.rail import rail
from app.layers.parks.shade import shade, summary
from app.layers.parks.table import columns, rows

PARKS: Final = MapLayer(
    shade=shade,
    rail=rail,
    legend=legend,
    panel=panel,
    columns=columns,
    rows=rows,
    summary=summary,
    points=points,
    pointed=pointed,
)
