"""Leading industries: which chain leads where, one chain's weight, diversity, likeness."""

from __future__ import annotations

from typing import Final

from app.layers.industries.legend import legend
from app.layers.industries.panel import panel
from app.layers.industries.points import pointed, points
from app.layers.industries.rail import rail
from app.layers.industries.shade import shade
from app.layers.industries.summary import summary
from app.layers.industries.table import columns, rows
from app.layers.layer import MapLayer

INDUSTRIES: Final = MapLayer(
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
