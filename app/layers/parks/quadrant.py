"""Quadrant chart of parks: plot ratio by tax per hectare, each against its national reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any, Final
from urllib.parse import quote

from dash import html

from app.figures import palette
from app.layers.parks.wording import indicator_name
from app.park_index import Park
from app.view import View

ACROSS: Final = "plot_ratio"
UP: Final = "tax_per_hectare"
SIDE, EDGE = 320, 34
DOT_PX: Final = 9
CROWD, CROWD_PX = 200, 4
"""More parks than that are drawn as dots of this size, one where several fall together."""

TICKS: Final = (0.25, 0.5, 2.0, 4.0)
"""Ratios that are written at the axes."""

_FARTHEST: Final = math.log(8)
"""Ratios beyond 1/8 and 8 stand at the edge."""


def quadrant(view: View, parks: Sequence[Park]) -> list[Any]:
    """Draw the parks that have both values; nothing where there are none."""
    placed = [(park, *both) for park in parks if (both := _ratios(park))]
    if not placed:
        return []
    text = view.text
    told = text(
        "parks.quadrant.alt",
        n=len(placed),
        both=sum(x >= 1 and y >= 1 for _, x, y in placed),
        neither=sum(x < 1 and y < 1 for _, x, y in placed),
    )
    drawn = quote(_svg(view, placed))
    return [
        html.H3(text("parks.quadrant")),
        html.Img(src=f"data:image/svg+xml,{drawn}", alt=told, className="quadrant"),
        html.P(told, className="note"),
    ]


def _ratios(park: Park) -> tuple[float, float] | None:
    across, up = park.intensity.get(ACROSS), park.intensity.get(UP)
    if across is None or up is None or across.ratio is None or up.ratio is None:
        return None
    return across.ratio, up.ratio


def _svg(view: View, placed: Sequence[tuple[Park, float, float]]) -> str:
    """A square with the references as its axes, both logarithmic."""
    middle = SIDE / 2
    step, dot_px = (1, DOT_PX) if len(placed) <= CROWD else (CROWD_PX, CROWD_PX)
    places = sorted(
        {(step * round(_at(x) / step), step * round((SIDE - _at(y)) / step)) for _, x, y in placed}
    )
    strokes = "".join(f"M{x} {y}h0" for x, y in places)
    dots = (
        f'<path d="{strokes}" stroke="{palette.PARK_GRADES[0]}" stroke-opacity=".75" '
        f'stroke-width="{dot_px}" stroke-linecap="round"/>'
    )
    across, up = (escape(indicator_name(view, one)) for one in (ACROSS, UP))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" '
        'font-family="PingFang SC,Noto Sans SC,Microsoft YaHei,sans-serif" font-size="12">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="#fff" stroke="{palette.EDGE}"/>'
        f'<path d="M{middle} 0V{SIDE}M0 {middle}H{SIDE}" stroke="{palette.PROVINCE_EDGE}"/>'
        f"{''.join(map(_tick, TICKS))}{dots}"
        f'<text x="{SIDE - 6}" y="{SIDE - 8}" text-anchor="end">{across} →</text>'
        f'<text x="6" y="16">↑ {up}</text></svg>'
    )


def _tick(ratio: float) -> str:
    """A ratio at both axes."""
    middle, at, told = SIDE / 2, _at(ratio), f"{ratio:g}×"
    style = f'font-size="10" fill="{palette.DASH_LINE}"'
    return (
        f'<text x="{at:.0f}" y="{middle + 12}" text-anchor="middle" {style}>{told}</text>'
        f'<text x="{middle - 4}" y="{SIDE - at + 3:.0f}" text-anchor="end" {style}>{told}</text>'
    )


def _at(ratio: float) -> float:
    """Position of a ratio between the edges of the square."""
    share = max(-1.0, min(1.0, math.log(max(ratio, 1e-9)) / _FARTHEST))
    return SIDE / 2 + share * (SIDE / 2 - EDGE / 2)
