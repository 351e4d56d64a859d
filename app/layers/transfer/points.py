"""Points of industrial transfer: hosts of docking events, and where drawn flows start."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Mapping
from typing import Any, Final

from app.figures import palette
from app.figures.points import NO_POINTS, escaped
from app.layers.transfer.ribbons import drawn_flows
from app.layers.transfer.shown import Shown, shown
from app.transfer.kinds import Kind
from app.view import View
from geo.place import PlaceKey

LARGEST_PX: Final = 46
UNSTATED_PX: Final = 12
ORIGIN_PX: Final = 15


def points(view: View) -> Mapping[str, Any]:
    """Return what the points' trace shows: hosts of events, or where drawn flows start."""
    what = shown(view)
    if what.choice.kind is Kind.EVENTS:
        return _hosts(what)
    return _origins(what) if what.choice.kind.has_flows else NO_POINTS


def pointed(view: View) -> Container[str]:
    """Units with a dot, by adcode: their names stand below it."""
    what = shown(view)
    if what.choice.kind is Kind.EVENTS:
        return {place.adcode for place in what.index.events.hosts(what.choice.period)}
    return {flow.origin.adcode for flow in drawn_flows(what)}


def _origins(what: Shown) -> Mapping[str, Any]:
    """A dot where ribbons start, its area by what leaves along them; arrowheads are the ends."""
    sums: dict[PlaceKey, float] = defaultdict(float)
    for flow in drawn_flows(what):
        sums[flow.origin] += flow.value or 0.0
    if not sums:
        return NO_POINTS
    most = max(sums.values())
    units = [what.view.atlas.unit(key) for key in sums]
    return {
        "lon": [round(unit.point[0], 4) for unit in units],
        "lat": [round(unit.point[1], 4) for unit in units],
        "text": [
            what.view.text(
                f"transfer.hover.origin.{what.choice.kind.nature}",
                name=escaped(what.name(key)),
                value=what.told(value),
            )
            for key, value in sums.items()
        ],
        "customdata": [key.adcode for key in sums],
        "marker": {
            "size": [round(max(ORIGIN_PX * math.sqrt(v / most), 6), 1) for v in sums.values()],
            "color": palette.FLOW,
            "opacity": 1,
            "allowoverlap": True,
        },
    }


def _hosts(what: Shown) -> Mapping[str, Any]:
    """Area by amount; a missing amount is small and grey."""
    view = what.view
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
