"""Industrial gradient transfer: policy, observed and modelled, each named and never merged."""

from __future__ import annotations

from typing import Final

from app.layers.layer import MapLayer
from app.layers.transfer.legend import legend
from app.layers.transfer.panel import panel
from app.layers.transfer.points import pointed, points
from app.layers.transfer.rail import rail
from app.layers.transfer.ribbons import ribbon_shapes, ribbon_trace
from app.layers.transfer.shade import label, shade
from app.layers.transfer.summary import summary
from app.layers.transfer.table import columns, rows

TRANSFER: Final = MapLayer(
    shade=shade,
    rail=rail,
    legend=legend,
    panel=panel,
    columns=columns,
    rows=rows,
    summary=summary,
    points=points,
    pointed=pointed,
    ribbons=ribbon_trace,
    ribbon_shapes=ribbon_shapes,
    label=label,
    follows_mark=True,
)
