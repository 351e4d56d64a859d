"""A chart of a briefing as a picture for paper: in greys that any printer keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from app.briefing.document import Chart, Picture
from app.briefing.paper import BLOCK_MM, POINTS_PER_MM
from app.image.canvas import Canvas
from app.image.lettering import width_px, wrapped
from app.state import Language
from app.text import Text, text_in

# A pixel of the canvas is a point of the page.
_WIDTH: Final = round(BLOCK_MM[0] * POINTS_PER_MM)
_DOTS_PER_POINT: Final = 3
_TYPE: Final = 9.5
_LINE: Final = 12.0
_INK: Final = "#000000"
_PAPER: Final = "#ffffff"
_GREYS: Final = ("#4d4d4d", "#c4c4c4", "#ffffff", "#8a8a8a")
_MARGIN: Final = 6.0
_HEAD: Final = 22.0
_SWATCH: Final = 9.0
_LABEL_ROOM: Final = 0.32 * _WIDTH
_VALUE_ROOM: Final = 56.0
_BAR: Final = 13.0
_BETWEEN: Final = 7.0
_COLUMNS_HIGH: Final = 150.0
_WIDEST_COLUMN: Final = 36.0


def chart_picture(chart: Chart, lang: Language) -> Picture:
    """Draw it as wide as the text; each value stands in figures at its bar."""
    series = tuple(replace(one, values=tuple(one.values)) for one in chart.series)
    hashable = replace(chart, categories=tuple(chart.categories), series=series)
    return _picture(hashable, lang)


# DOCX and PDF of a briefing show the same charts.
@lru_cache(maxsize=16)
def _picture(chart: Chart, lang: Language) -> Picture:
    draw = _bars if chart.kind == "bar" else _columns
    canvas = draw(chart, text_in(lang))
    _head(canvas, chart, text_in(lang))
    size_mm = (side / POINTS_PER_MM for side in (canvas.width_px, canvas.height_px))
    return Picture(canvas.png(_DOTS_PER_POINT), *size_mm)


def _head(canvas: Canvas, chart: Chart, text: Text) -> None:
    """The unit, and of several series which grey is whose."""
    baseline = 12.0
    if chart.unit:
        canvas.text((0, baseline), text("briefing.paper.unit", unit=chart.unit), _TYPE, _INK)
    if len(chart.series) < 2:
        return
    right = float(_WIDTH)
    for series, grey in reversed(list(zip(chart.series, _greys(chart), strict=True))):
        right -= width_px(series.name, _TYPE)
        canvas.text((right, baseline), series.name, _TYPE, _INK)
        right -= _SWATCH + 4
        box = (right, baseline - _SWATCH + 1, right + _SWATCH, baseline + 1)
        canvas.box(box, grey, _INK, 0.6)
        right -= 14


def _greys(chart: Chart) -> Iterator[str]:
    return (_GREYS[i % len(_GREYS)] for i in range(len(chart.series)))


def _scale(chart: Chart, room: float) -> tuple[float, float]:
    """Points to a unit, and how far zero is from the lower end, in points."""
    known = [value for series in chart.series for value in series.values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    per_unit = room / (high - low or 1.0)
    return per_unit, -low * per_unit


def _value(value: float | None, text: Text) -> str:
    return text("briefing.paper.unknown") if value is None else text.number(value)


def _bars(chart: Chart, text: Text) -> Canvas:
    """Horizontal bars, the first category on top."""
    labels = [wrapped(name, _TYPE, _LABEL_ROOM - 2 * _MARGIN) for name in chart.categories]
    thick = _BAR * len(chart.series)
    heights = [max(thick, _LINE * len(lines)) + _BETWEEN for lines in labels]
    canvas = Canvas(_WIDTH, round(_HEAD + sum(heights) + _MARGIN), _PAPER)
    per_unit, zero = _scale(chart, _WIDTH - _LABEL_ROOM - _VALUE_ROOM)
    left, top = _LABEL_ROOM + zero, _HEAD
    for row, (lines, height) in enumerate(zip(labels, heights, strict=True)):
        first = top + (height - _LINE * len(lines)) / 2 + _LINE * 0.8
        for i, line in enumerate(lines):
            at = (_LABEL_ROOM - _MARGIN, first + i * _LINE)
            canvas.text(at, line, _TYPE, _INK, align="right")
        bar_top = top + (height - thick) / 2
        for series, grey in zip(chart.series, _greys(chart), strict=True):
            value = series.values[row]
            end = left + (value or 0.0) * per_unit
            box = (min(left, end), bar_top + 1, max(left, end), bar_top + _BAR - 1)
            canvas.box(box, grey, _INK, 0.6)
            at = (max(left, end) + 4, bar_top + _BAR - 3.2)
            canvas.text(at, _value(value, text), _TYPE, _INK)
            bar_top += _BAR
        top += height
    canvas.line([(left, _HEAD), (left, top)], _INK, 0.8)
    return canvas


def _columns(chart: Chart, text: Text) -> Canvas:
    """Upright bars, the first category on the left."""
    slot = (_WIDTH - 2 * _MARGIN) / len(chart.categories)
    wide = min(_WIDEST_COLUMN, 0.8 * slot / len(chart.series))
    labels = [wrapped(name, _TYPE, slot) for name in chart.categories]
    per_unit, zero = _scale(chart, _COLUMNS_HIGH)
    ground = _HEAD + _LINE + _COLUMNS_HIGH
    foot = ground + _LINE * max(map(len, labels)) + _MARGIN
    canvas = Canvas(_WIDTH, round(foot), _PAPER)
    for place, lines in enumerate(labels):
        middle = _MARGIN + (place + 0.5) * slot
        for i, line in enumerate(lines):
            at = (middle, ground + _LINE * (i + 1))
            canvas.text(at, line, _TYPE, _INK, align="center")
        left = middle - wide * len(chart.series) / 2
        for series, grey in zip(chart.series, _greys(chart), strict=True):
            value = series.values[place]
            base, end = ground - zero, ground - zero - (value or 0.0) * per_unit
            canvas.box((left, min(base, end), left + wide, max(base, end)), grey, _INK, 0.6)
            at = (left + wide / 2, min(base, end) - 3)
            canvas.text(at, _value(value, text), _TYPE, _INK, align="center")
            left += wide
    canvas.line([(0, ground - zero), (_WIDTH, ground - zero)], _INK, 0.8)
    return canvas
