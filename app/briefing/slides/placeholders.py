"""The placeholders of our own template: where they stand and how text in them looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import quoteattr

from pptx.util import Pt

from app.briefing.slides.layouts import CAPTION_IDX, SECTION_IDX, Layout

Box = tuple[float, float, float, float]
"""Left, top, width, height in points."""

SIZE_PT: Final = (960.0, 540.0)
"""Width and height of a slide: 16 to 9."""
_MARGIN: Final = 44.0
_WIDE: Final = SIZE_PT[0] - 2 * _MARGIN
_TOP, _HIGH = 122.0, 362.0
_WHOLE: Final[Box] = (_MARGIN, _TOP, _WIDE, _HIGH)
_TEXT: Final[Box] = (_MARGIN, _TOP, 300, _HIGH)
_BESIDE: Final[Box] = (366, _TOP, SIZE_PT[0] - _MARGIN - 366, _HIGH)
_STRIP: Final[Box] = (_MARGIN, _TOP, _WIDE, 58)
_BELOW: Final[Box] = (_MARGIN, _TOP + 66, _WIDE, _HIGH - 66)
_BODY_IDX, _VISUAL_IDX = 1, 15
_CODE_SIDE: Final = 200.0
_NUMBER_FIELD: Final = (
    '<a:fld id="{8F4E3C1A-5D0B-4D6C-9B60-0C1A5E0F7A11}" type="slidenum">'
    '<a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: size in points, colour of the theme, where in its box it stands."""

    size_pt: float
    ink: str = "tx1"
    is_bold: bool = False
    anchor: str = "t"
    align: str = "l"

    def xml(self) -> str:
        """Properties of the box and style of its text (DrawingML)."""
        return (
            f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{self.anchor}">'
            f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" '
            f'algn="{self.align}"><a:buNone/><a:defRPr sz="{round(self.size_pt * 100)}" '
            f'b="{int(self.is_bold)}"><a:solidFill><a:schemeClr val="{self.ink}"/></a:solidFill>'
            "</a:defRPr></a:lvl1pPr></a:lstStyle>"
        )


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder.

    Attributes
    ----------
    kind, idx
        As the file format names it: title, body, pic, chart, tbl, ftr, sldNum; its number.
    box
        Where it stands; None: where the master has it.
    prompt
        What the presentation program shows while it is empty.
    """

    name: str
    kind: str
    idx: int
    box: Box | None
    style: Style | None = None
    prompt: str = ""
    content: str = ""

    def xml(self, shape_id: int) -> str:
        """The shape (PresentationML)."""
        run = f'<a:r><a:rPr lang="zh-CN"/><a:t>{self.prompt}</a:t></a:r>' if self.prompt else ""
        style = self.style.xml() if self.style else "<a:bodyPr/><a:lstStyle/>"
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name={quoteattr(self.name)}/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{self.kind}" idx="{self.idx}"/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{self._place()}</p:spPr><p:txBody>{style}"
            f'<a:p>{self.content or run}<a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
        )

    def _place(self) -> str:
        if self.box is None:
            return ""
        left, top, width, height = map(Pt, self.box)
        return (
            f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        )


_GREY: Final = Style(10, "tx2", anchor="ctr")
_TITLE: Final = Placeholder(
    "标题", "title", 0, (_MARGIN, 44, _WIDE, 66), Style(26, is_bold=True), "一句话结论"
)
_BODY: Final = Placeholder("正文", "body", _BODY_IDX, _WHOLE, Style(18), "正文")
_FOOTER: Final = Placeholder("页脚", "ftr", 3, (_MARGIN, 512, _WIDE - 60, 16), _GREY)
_NUMBER: Final = Placeholder(
    "编号",
    "sldNum",
    4,
    (SIZE_PT[0] - _MARGIN - 60, 512, 60, 16),
    replace(_GREY, align="r"),
    content=_NUMBER_FIELD,
)
_SECTION: Final = Placeholder(
    "章节",
    "body",
    SECTION_IDX,
    (_MARGIN, 22, _WIDE, 18),
    Style(12, "accent1", anchor="ctr"),
    "章节",
)
_CAPTION: Final = Placeholder(
    "图表说明",
    "body",
    CAPTION_IDX,
    (_MARGIN, 488, _WIDE, 18),
    Style(11, "tx2", anchor="ctr"),
    "图表说明",
)
_CAPTION_BESIDE: Final = replace(_CAPTION, box=(_BESIDE[0], 488, _BESIDE[2], 18))
_HEAD: Final = (_TITLE, _SECTION)
_FOOT: Final = (replace(_FOOTER, box=None, style=None), replace(_NUMBER, box=None, style=None))


def _visual(name: str, kind: str, box: Box) -> Placeholder:
    return Placeholder(name, kind, _VISUAL_IDX, box, Style(14, "tx2"), name)


MASTER: Final = (_TITLE, _BODY, _FOOTER, _NUMBER)
LAYOUTS: Final[Mapping[Layout, tuple[Placeholder, ...]]] = {
    Layout.COVER: (
        Placeholder(
            "标题",
            "ctrTitle",
            0,
            (_MARGIN, 120, _WIDE, 170),
            Style(40, is_bold=True, anchor="b"),
            "简报标题",
        ),
        Placeholder(
            "单位与日期", "subTitle", 1, (_MARGIN, 314, _WIDE, 140), Style(18, "tx2"), "单位与日期"
        ),
    ),
    Layout.TEXT: (*_HEAD, _BODY, *_FOOT),
    Layout.MAP: (*_HEAD, _visual("地图", "pic", _WHOLE), _CAPTION, *_FOOT),
    Layout.MAP_TEXT: (
        *_HEAD,
        replace(_BODY, box=_TEXT),
        _visual("地图", "pic", _BESIDE),
        _CAPTION_BESIDE,
        *_FOOT,
    ),
    Layout.CHART: (*_HEAD, _visual("图表", "chart", _WHOLE), _CAPTION, *_FOOT),
    Layout.CHART_TEXT: (
        *_HEAD,
        replace(_BODY, box=_TEXT),
        _visual("图表", "chart", _BESIDE),
        _CAPTION_BESIDE,
        *_FOOT,
    ),
    Layout.TABLE: (*_HEAD, _visual("表格", "tbl", _WHOLE), _CAPTION, *_FOOT),
    Layout.TABLE_TEXT: (
        *_HEAD,
        replace(_BODY, box=_STRIP),
        _visual("表格", "tbl", _BELOW),
        _CAPTION,
        *_FOOT,
    ),
    Layout.SOURCES: (
        *_HEAD,
        replace(_BODY, box=(_MARGIN, _TOP, _WIDE - _CODE_SIDE - 40, _HIGH)),
        _visual(
            "二维码",
            "pic",
            (SIZE_PT[0] - _MARGIN - _CODE_SIDE, _TOP, _CODE_SIDE, _CODE_SIDE),
        ),
        *_FOOT,
    ),
}
"""What stands on each layout, in the order in which it is read."""
