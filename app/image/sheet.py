"""A sheet: the map of a view with title, key, inset, scale bar, notes and credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.image import wording
from app.image.canvas import Box, Canvas
from app.image.extras import draw_inset, draw_scale_bar, inset_box, scale_bar_box
from app.image.frame import Frame
from app.image.ink import FRAME, INK, PAPER, SECOND
from app.image.key import draw_key
from app.image.lettering import width_px, wrapped
from app.image.map_part import draw_map
from app.layers import layer_of
from app.view import View

MARGIN_PX: Final = 24
KEY_PX: Final = (200, 264)
"""Least and most width of the key, between them a part of the sheet's."""
_KEY_SHARE: Final = 0.22
_TITLE_PX, _SUBTITLE_PX, _NOTE_PX = 22.0, 13.0, 11.0
_LEADING: Final = 1.4
_SMALLEST_TITLE_PX: Final = 15.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is written above and below the map, in lines, and the boxes between."""

    title: list[str]
    title_px: float
    subtitle: list[str]
    foot: list[str]
    map: Box
    key: Box


def draw_sheet(view: View, width_px: int, height_px: int, review_number: str | None) -> Canvas:
    """Draw a view.

    Parameters
    ----------
    width_px, height_px
        Size of the sheet in pixels; type has the same size on all sheets.
    review_number
        Map review number (审图号), written with the boundaries where one is set.
    """
    legend = layer_of(view).legend(view)
    foot = [*wording.notes(legend), wording.credit(view, review_number)]
    plan = _plan(width_px, height_px, wording.title(view, legend), wording.subtitle(view), foot)
    canvas = Canvas(width_px, height_px, PAPER)
    inset = inset_box(view, plan.map)
    frame = Frame.of(view, plan.map, inset)
    _head(canvas, plan)
    draw_map(canvas, frame, view, [scale_bar_box(frame), *([inset] if inset else [])])
    draw_scale_bar(canvas, frame)
    if inset:
        draw_inset(canvas, inset, view, layer_of(view).shade(view).unit_colours)
    canvas.box(plan.map, line=FRAME, line_px=1.0)
    draw_key(canvas, view.text, legend, plan.key, frame.metres_per_px)
    _foot(canvas, plan)
    return canvas


def _plan(width: int, height: int, title: str, subtitle: str, foot: list[str]) -> _Plan:
    room = width - 2 * MARGIN_PX
    size = _TITLE_PX
    while size > _SMALLEST_TITLE_PX and width_px(title, size) > room:
        size -= 0.5
    titles = wrapped(title, size, room)
    subtitles = wrapped(subtitle, _SUBTITLE_PX, room)
    feet = [line for words in foot for line in wrapped(words, _NOTE_PX, room)]
    top = MARGIN_PX + len(titles) * size * _LEADING + len(subtitles) * _SUBTITLE_PX * _LEADING + 8
    bottom = height - MARGIN_PX * 0.75 - len(feet) * _NOTE_PX * _LEADING - 8
    split = width - MARGIN_PX - min(max(width * _KEY_SHARE, KEY_PX[0]), KEY_PX[1])
    return _Plan(
        titles,
        size,
        subtitles,
        feet,
        (MARGIN_PX, top, split - MARGIN_PX * 0.75, bottom),
        (split, top, width - MARGIN_PX, bottom),
    )


def _head(canvas: Canvas, plan: _Plan) -> None:
    y = float(MARGIN_PX)
    for lines, size, ink in (
        (plan.title, plan.title_px, INK),
        (plan.subtitle, _SUBTITLE_PX, SECOND),
    ):
        for line in lines:
            canvas.text((MARGIN_PX, y + size), line, size, ink)
            y += size * _LEADING


def _foot(canvas: Canvas, plan: _Plan) -> None:
    y = plan.map[3] + 8
    for line in plan.foot:
        canvas.text((MARGIN_PX, y + _NOTE_PX), line, _NOTE_PX, SECOND)
        y += _NOTE_PX * _LEADING
