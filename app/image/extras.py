"""What stands in the corners of the map: the South China Sea inset and the scale bar."""

from __future__ import annotations

import math

import numpy as np

from app.figures import palette
from app.figures.viewport import has_inset
from app.image.canvas import Box, Canvas
from app.image.frame import Frame
from app.image.ink import FRAME, INK
from app.image.lettering import width_px
from app.image.shapes import Bounds, paths_of, shapes_of
from app.layers import layer_of
from app.view import View
from geo.plane import pseudo_to_plane

_INSET_SHARE = 0.15
"""Width of the inset as a part of the map's."""
_MARGIN_PX = 10.0
_LONGEST_PX = 110.0


def inset_box(view: View, box: Box) -> Box | None:
    """Where the inset stands in the map's box: at the lower right; None if the view has none."""
    if not has_inset(view.frame):
        return None
    _, _, right, bottom = box
    west, south, east, north = _inset_bounds(view)
    width = min(max((right - box[0]) * _INSET_SHARE, 110.0), 260.0)
    height = width * (north - south) / (east - west)
    right, bottom = right - _MARGIN_PX, bottom - _MARGIN_PX
    return right - width, bottom - height, right, bottom


def draw_inset(canvas: Canvas, box: Box, view: View) -> None:
    """Draw the units that reach into the inset, in the colours of the map."""
    frame = Frame.around(_inset_bounds(view), box)
    shading, atlas = layer_of(view).shade(view), view.atlas
    colour = {unit.place.adcode: shading.colour_of(i) for i, unit in enumerate(view.units)}
    units = shapes_of(atlas, f"inset-{view.level}")
    canvas.box(box, fill=palette.SEA)
    canvas.clip(box)
    fills = [colour.get(adcode, palette.LAND) for adcode in units.ids]
    paths = paths_of(units.geometries, frame.to_px)
    canvas.shapes(paths, fill=fills, line=palette.EDGE, line_px=0.3, name="inset-areas")
    for name, ink, line_px in (
        ("province-lines", palette.PROVINCE_EDGE, 0.6),
        ("dash-line", palette.DASH_LINE, 1.1),
    ):
        lines = shapes_of(atlas, name).within(frame.bounds)
        paths = paths_of(lines.geometries, frame.to_px)
        canvas.shapes(paths, line=ink, line_px=line_px, name=f"inset-{name}")
    canvas.clip(None)
    canvas.box(box, line=FRAME, line_px=0.8)
    name, middle = view.text("map.inset"), (box[0] + box[2]) / 2
    size = min(10.5, 10.5 * (box[2] - box[0] - 6) / width_px(name, 10.5))
    canvas.text((middle, box[3] - 6), name, size, INK, halo="#ffffff", align="center")


def _inset_bounds(view: View) -> Bounds:
    west, south, east, north = view.atlas.edition.map_layers["inset-province"].bounds
    corners = np.asarray(pseudo_to_plane([(west, south), (east, north)]))
    return float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1])


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
