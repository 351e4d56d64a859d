"""A map of a layer on paper: no title, which is the document's, but key, scale, notes, credit."""

from __future__ import annotations

from typing import Final

from app.briefing.maps import paper
from app.briefing.maps.key import printed_legend
from app.image import wording
from app.image.canvas import Box, Canvas
from app.image.extras import draw_inset, draw_scale_bar, inset_box, scale_bar_box
from app.image.frame import Frame
from app.image.ink import FRAME, PAPER, SECOND
from app.image.key import draw_key, key_height_px
from app.image.lettering import wrapped
from app.image.map_part import draw_map
from app.image.signs import signs_of
from app.layers import layer_of
from app.state import Layer
from app.view import View
from geo.plane import pseudo_to_plane

_KEY_PX: Final = 172
_GAP_PX: Final = 14
_MAP_PX: Final = paper.WIDTH_PX - _KEY_PX - _GAP_PX
_HEIGHTS: Final = 0.66, 0.86
"""Least and most height of the map, as parts of its width, unless the key needs more."""


def draw_theme(view: View, review_number: str | None) -> Canvas:
    """Draw a view of any layer for print.

    Parameters
    ----------
    review_number
        Map review number (审图号), written with the boundaries where one is set.
    """
    legend, signs = printed_legend(view), signs_of(view)
    foot = foot_lines(view, review_number)
    box = _map_box(view)
    key = box[2] + _GAP_PX, 0.0, float(paper.WIDTH_PX), box[3]
    scale = Frame.of(view, box, inset_box(view, box, paper.INSET_PX)).metres_per_px
    least = key_height_px(view.text, legend, key, scale, paper.SMALLEST_KEY)
    box, key = _higher(box, least), _higher(key, least)
    inset = inset_box(view, box, paper.INSET_PX)
    frame = Frame.of(view, box, inset)
    height = box[3] + 6 + len(foot) * paper.NOTE_PX * paper.LEADING
    canvas = Canvas(paper.WIDTH_PX, round(height), PAPER)
    draw_map(canvas, frame, view, [scale_bar_box(frame), *([inset] if inset else [])], signs)
    draw_scale_bar(canvas, frame)
    if inset:
        draw_inset(canvas, inset, view, layer_of(view).shade(view).unit_colours)
    canvas.box(box, line=FRAME, line_px=1.0)
    draw_key(
        canvas,
        view.text,
        legend,
        key,
        frame.metres_per_px,
        signs=signs,
        smallest=paper.SMALLEST_KEY,
    )
    write_foot(canvas, foot, box[3] + 4)
    return canvas


def foot_lines(view: View, review_number: str | None) -> list[str]:
    """What stands below a map: programme and year, notes, credit."""
    notes = wording.notes(layer_of(view).legend(view))
    if view.state.layer is Layer.INDUSTRIES and layer_of(view).points(view)["lon"][0] is not None:
        notes.append(view.text("briefing.map.moved"))
    texts = [wording.subtitle(view), *notes, wording.credit(view, review_number)]
    return [line for one in texts for line in wrapped(one, paper.NOTE_PX, paper.WIDTH_PX)]


def write_foot(canvas: Canvas, lines: list[str], top: float) -> None:
    """Write lines below a map."""
    for i, line in enumerate(lines):
        y = top + i * paper.NOTE_PX * paper.LEADING + paper.NOTE_PX
        canvas.text((0, y), line, paper.NOTE_PX, SECOND)


def _map_box(view: View) -> Box:
    """Room for the map: as high as its place asks for."""
    west, south, east, north = view.sight.bounds
    corners = pseudo_to_plane([(west, south), (east, north)])
    across, up = (corners[1] - corners[0]).tolist()
    low, high = _HEIGHTS
    return 0.5, 0.5, float(_MAP_PX), _MAP_PX * min(max(up / across, low), high)


def _higher(box: Box, least: float) -> Box:
    return *box[:3], max(box[3], least)
