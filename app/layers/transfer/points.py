"""Docking events on the map: a symbol at each host, larger for larger amounts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from app.figures import palette
from app.figures.points import NO_POINTS, escaped
from app.layers.transfer.shown import shown
from app.transfer.kinds import Kind
from app.view import View

LARGEST_PX: Final = 46
UNSTATED_PX: Final = 12


def event_points(view: View) -> Mapping[str, Any]:
    """Return what the points' trace shows: area by amount; a missing amount is small and grey."""
    if view.state.kind is not Kind.EVENTS:
        return NO_POINTS
    what = shown(view)
    hosts = what.index.events.hosts(what.choice.period)
    units = [unit for unit in view.units if unit.place.key in hosts]
    if not units:
        return NO_POINTS
    sums = [hosts[unit.place.key] for unit in units]
    most = max((one.amount_100m_cny or 0.0 for one in sums), default=0.0)
    return {
        "lon": [round(unit.point[0], 4) for unit in units],
        "lat": [round(unit.point[1], 4) for unit in units],
        "text": [
            f"<b>{escaped(view.name(unit))}</b>"
            + view.text(
                "transfer.hover.events",
                n=one.events,
                amount=what.told(one.amount_100m_cny, at_least=one.at_least),
            )
            for unit, one in zip(units, sums, strict=True)
        ],
        "customdata": [unit.place.adcode for unit in units],
        "marker": {
            "size": [size_px(one.amount_100m_cny, most) for one in sums],
            "color": [
                palette.UNSTATED if one.amount_100m_cny is None else palette.EVENT for one in sums
            ],
            "opacity": 0.78,
            "allowoverlap": True,
        },
    }


def size_px(amount: float | None, most: float) -> float:
    """Diameter of a symbol: its area goes with the amount."""
    if amount is None or not most:
        return UNSTATED_PX
    return round(max(LARGEST_PX * math.sqrt(amount / most), 4), 1)
