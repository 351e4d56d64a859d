"""Where a place lies: its province in the nation and the place in its province, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.atlas import Unit
from app.briefing.maps import paper
from app.briefing.maps.theme import write_foot
from app.figures import palette
from app.figures.labels import labels_of
from app.figures.locator import locators
from app.figures.palette import LABEL_PX
from app.figures.viewport import INSET_PREFECTURES
from app.image import wording
from app.image.canvas import Box, Canvas
from app.image.extras import (
    draw_inset,
    draw_ring,
    draw_scale_bar,
    extent_px,
    inset_box,
    scale_bar_box,
)
from app.image.frame import Frame
from app.image.ink import FRAME, INK, PAPER
from app.image.lettering import width_px, wrapped
from app.image.map_part import draw_ground
from app.image.names import place_names, write_names
from app.state import ViewState
from app.view import View, view_of
from geo.place import Level

PLACE: Final = palette.RAMP[-1]
PREFECTURE: Final = palette.RAMP[1]
PROVINCE: Final = palette.RAMP[2]
"""The place in focus, and what holds it."""
_GAP_PX: Final = 16.0
_HEIGHT_PX: Final = 262.0
_ALONE_PX: Final = 454.0, 360.0
"""Width and height of a map that stands alone."""
_LABEL_PX: Final = 11.0


@dataclass(frozen=True, slots=True)
class _Panel:
    """One map: the view it shows, the place on it, and colours by adcode."""

    view: View
    place: Unit
    tones: Mapping[str, str]

    @property
    def colours(self) -> list[str]:
        """Colours of the units, in their order."""
        return [self.tones.get(unit.place.adcode, palette.ZERO) for unit in self.view.units]


def draw_locator(view: View, review_number: str | None) -> Canvas:
    """Draw where the place in focus lies; the nation lies in nothing and has no locator."""
    panels = _panels(view)
    width, height = _ALONE_PX
    if len(panels) > 1:
        width, height = (paper.WIDTH_PX - _GAP_PX) / 2, _HEIGHT_PX
    across = len(panels) * (width + _GAP_PX) - _GAP_PX
    foot = wrapped(wording.credit(view, review_number), paper.NOTE_PX, across)
    below = 28 + len(foot) * paper.NOTE_PX * paper.LEADING
    canvas = Canvas(round(across), round(height + below), PAPER)
    for i, panel in enumerate(panels):
        left = i * (width + _GAP_PX)
        _draw_panel(canvas, panel, (left + 0.5, 0.5, left + width - 0.5, height))
    _draw_key(canvas, _key(view, panels), height + 16)
    write_foot(canvas, foot, height + 26)
    return canvas


def _panels(view: View) -> list[_Panel]:
    """A map a locator of the screen, with the units of the place's level."""
    panels = []
    for one in locators(view.atlas, view.focus):
        place = one.place.place
        state = ViewState(place=one.around.place.adcode, level=place.level, lang=view.state.lang)
        beside = view.atlas.siblings(place.key) if place.parent != one.around.place.key else []
        tones = {unit.place.adcode: PREFECTURE for unit in beside}
        tones[place.adcode] = PLACE if one.place is view.focus else PROVINCE
        panels.append(_Panel(view_of(view.atlas, state), one.place, tones))
    if view.focus.place.adcode in INSET_PREFECTURES:
        panels[-1] = _alone(view)
    return panels


def _alone(view: View) -> _Panel:
    """The islands that the map of their province shows in its inset only."""
    tones = {unit.place.adcode: PLACE for unit in view.units}
    return _Panel(view, view.focus, tones)


def _key(view: View, panels: list[_Panel]) -> list[tuple[str, str]]:
    """Colours with the names of the places that have them, the place in focus first."""
    holders = [
        view.atlas.unit(one.key) for one in view.atlas.gazetteer.ancestors(view.focus.place.key)
    ]
    used = {tone for panel in panels for tone in panel.tones.values()}
    tone = {Level.PREFECTURE: PREFECTURE, Level.PROVINCE: PROVINCE}
    return [
        (PLACE, view.name(view.focus)),
        *(
            (tone[unit.place.level], view.name(unit))
            for unit in holders
            if tone.get(unit.place.level) in used
        ),
    ]


def _draw_panel(canvas: Canvas, panel: _Panel, box: Box) -> None:
    view = panel.view
    inset = inset_box(view, box, paper.INSET_PX)
    frame = Frame.of(view, box, inset)
    canvas.clip(box)
    draw_ground(canvas, frame, view, panel.colours)
    draw_ring(canvas, frame, panel.place)
    _write_names(canvas, frame, panel, [scale_bar_box(frame), *([inset] if inset else [])])
    canvas.clip(None)
    draw_scale_bar(canvas, frame)
    if inset:
        draw_inset(canvas, inset, view, panel.colours)
    canvas.box(box, line=FRAME, line_px=1.0)


def _write_names(canvas: Canvas, frame: Frame, panel: _Panel, taken: list[Box]) -> None:
    """Names of provinces and prefectures; of counties that of the place alone.

    The name of a small place stands below it.
    """
    view, key = panel.view, panel.place.place
    dark = np.zeros(len(view.units), dtype=bool)  # names are wider than most of the places
    room = width_px(view.short_name(panel.place), LABEL_PX)
    below = {key.adcode} if extent_px(frame, panel.place)[0] < room else set()
    labels = labels_of(view, dark, frame.zoom, View.short_name, below)
    if key.level is Level.COUNTY:
        labels = [label for label in labels if label.unit is panel.place]
    write_names(canvas, place_names(frame, labels, panel.place, taken))


def _draw_key(canvas: Canvas, items: list[tuple[str, str]], y: float) -> None:
    x = 0.0
    for colour, name in items:
        canvas.box((x, y - 9, x + 16, y + 1), colour, FRAME, 0.6)
        canvas.text((x + 22, y), name, _LABEL_PX, INK)
        x += 22 + width_px(name, _LABEL_PX) + 20
