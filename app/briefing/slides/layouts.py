"""The layouts that a briefing's slides are made on, by the names that a template must give them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from pptx.enum.shapes import PP_PLACEHOLDER


class Layout(StrEnum):
    """Kinds of slides; the value is the name of the layout in the template."""

    COVER = "简报·封面"
    TEXT = "简报·文字"
    MAP = "简报·地图"
    MAP_TEXT = "简报·文字与地图"
    CHART = "简报·图表"
    CHART_TEXT = "简报·文字与图表"
    TABLE = "简报·表格"
    TABLE_TEXT = "简报·文字与表格"
    SOURCES = "简报·来源"


_TITLE, _BODY = PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY
_PICTURE, _CHART, _TABLE = PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE

NEEDS: Final = {
    Layout.COVER: (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE),
    Layout.TEXT: (_TITLE, _BODY),
    Layout.MAP: (_TITLE, _PICTURE),
    Layout.MAP_TEXT: (_TITLE, _BODY, _PICTURE),
    Layout.CHART: (_TITLE, _CHART),
    Layout.CHART_TEXT: (_TITLE, _BODY, _CHART),
    Layout.TABLE: (_TITLE, _TABLE),
    Layout.TABLE_TEXT: (_TITLE, _BODY, _TABLE),
    Layout.SOURCES: (_TITLE, _BODY, _PICTURE),
}
"""Kinds of placeholders that a layout must have; their places and looks are its own."""

SECTION_IDX: Final = 13
CAPTION_IDX: Final = 14
"""Numbers of the small placeholders of the section's heading and of the caption, which a layout
need not have; they tell them from that of the text."""


def placeholder(held: Iterable[Any], kind: PP_PLACEHOLDER) -> Any:
    """The first placeholder of a kind, small ones apart; None if there is none."""
    return next(
        (
            one
            for one in held
            if one.placeholder_format.type == kind
            and one.placeholder_format.idx not in (SECTION_IDX, CAPTION_IDX)
        ),
        None,
    )
