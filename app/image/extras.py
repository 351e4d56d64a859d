"""What stands in the corners of the map: the South China Sea inset and the scale bar."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from app.atlas import Unit
from app.figures import palette
from app.figures.viewport import has_inset
from app.image.canvas import Box, Canvas
from app.image.frame import Frame
from app.image.ink import FRAME, INK
from app.image.lettering import wrapped
from app.image.paths import paths_of
from app.image.shapes import Bounds, shapes_of
from app.view import View
from geo.plane import pseudo_to_plane

_INSET_SHARE = 0.15
"""Width of the inset as a part of the map's."""
_LEAST_INSET_PX = 110.0
_MARGIN_PX = 10.0
_NAME_PX = 10.5
_LONGEST_PX = 110.0
_SMALL_PX = 14.0
"""A unit that is smaller than this in both directions is hard to find."""
_RING_PX = 11.0


def inset_box(view: View, box: Box, least_px: float = _LEAST_INSET_PX) -> Box | None:
    """Where the inset stands in the map's box: at the lower right; None if the view has none.

    `least_px` is its least width.
    """
    if not has_inset(view.frame):
        return None
    _, _, right, bottom = box
    west, south, east, north = _inset_bounds(view)
    width = min(max((right - box[0]) * _INSET_SHARE, least_px), 260.0)
    height = width * (north - south) / (east - west)
    right, bottom = right - _MARGIN_PX, bottom - _MARGIN_PX
    return right - width, bottom - height, right, bottom


def draw_inset(canvas: Canvas, box: Box, view: View, colours: Sequence[str]) -> None:
    """Draw the units that reach into the inset, in the colours of the map's units."""
    frame, atlas = Frame.around(_inset_bounds(view), box), view.atlas
    pairs = zip(view.units, colours, strict=True)
    colour = {unit.place.adcode: one for unit, one in pairs}
    units = shapes_of(atlas, f"inset-{view.level}")
    canvas.box(box, fill=palette.SEA)
    canvas.clip(box)
    fills = [colour.get(adcode, palette.LAND) for adcode in units.ids]
    paths = paths_of(units.geometries, frame.to_px)
    canvas.shapes(paths, fill=fills, line=palette.EDGE, line_px=0.3, name="inset-areas")
    for layer, ink, line_px in (
        ("province-lines", palette.PROVINCE_EDGE, 0.6),
        ("dash-line", palette.DASH_LINE, 1.1),
    ):
        lines = shapes_of(atlas, layer).within(frame.bounds)
        paths = paths_of(lines.geometries, frame.to_px)
        canvas.shapes(paths, line=ink, line_px=line_px, name=f"inset-{layer}")
    canvas.clip(None)
    canvas.box(box, line=FRAME, line_px=0.8)
    words = wrapped(view.text("map.inset"), _NAME_PX, box[2] - box[0] - 6)
    for i, line in enumerate(reversed(words)):
        at = (box[0] + box[2]) / 2, box[3] - 6 - i * _NAME_PX * 1.2
        canvas.text(at, line, _NAME_PX, INK, halo="#ffffff", align="center")


def _inset_bounds(view: View) -> Bounds:
    west, south, east, north = view.atlas.edition.map_layers["inset-province"].bounds
    corners = np.asarray(pseudo_to_plane([(west, south), (east, north)]))
    return float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1])


def extent_px(frame: Frame, unit: Unit) -> tuple[float, float]:
    """Width and height of a unit on the sheet."""
    west, south, east, north = unit.bounds
    across, down = np.ptp(frame.from_pseudo([west, east], [north, south]), axis=0).tolist()
    return across, down


def draw_ring(canvas: Canvas, frame: Frame, unit: Unit) -> None:
    """Draw a ring around a unit that is too small to be seen."""
    if max(extent_px(frame, unit)) > _SMALL_PX:
        return
    turns = np.linspace(0, 2 * np.pi, 49)
    circle = np.column_stack([np.cos(turns), np.sin(turns)]) * _RING_PX
    around = frame.from_pseudo([unit.point[0]], [unit.point[1]]) + circle
    canvas.line([(x, y) for x, y in around.tolist()], palette.MARK, 1.8)


def scale_bar_box(frame: Frame) -> Box:
    """Room of the scale bar: at the lower left of the map."""
    left, _, _, bottom = frame.box
    return left + _MARGIN_PX, bottom - 34, left + _MARGIN_PX + _LONGEST_PX + 8, bottom - 6


def draw_scale_bar(canvas: Canvas, frame: Frame) -> None:
    """Draw a round length; the plane is equal-area, so it is that of the whole map nearly."""
    left, _, _, bottom = scale_bar_box(frame)
    metres = round_length_m(frame.metres_per_px * _LONGEST_PX)
    length_px = metres / frame.metres_per_px
    y = bottom - 6
    bar = [(left, y - 5), (left, y), (left + length_px, y), (left + length_px, y - 5)]
    canvas.line(bar, INK, 1.2)
    told = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    middle = left + length_px / 2, y - 6
    canvas.text(middle, told, 11, INK, halo="#ffffff", align="center")


def round_length_m(longest_m: float) -> float:
    """The longest of 1, 2, 5, 10, 20 ... that is not longer."""
    power = 10.0 ** math.floor(math.log10(longest_m))
    return next(n * power for n in (5, 2, 1) if n * power <= longest_m)
