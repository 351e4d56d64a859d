"""The styles of a DOCX: everything that looks like something does so by its style."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from app.briefing.paper import (
    BODY_PT,
    CAPTION_PT,
    CHARACTER_PT,
    FOLIO_LINE_PT,
    FOLIO_PT,
    LINE_PT,
    NOTE_PT,
    TABLE_PT,
    TITLE_PT,
    WIDE_TABLE_PT,
)
from app.briefing.word.fonts import Fonts
from app.briefing.word.lengths import half_points, twips
from app.briefing.word.xml import Node, body_of, w

LINE_TWIPS: Final = int(LINE_PT * 20)
SPACING_TWIPS: Final = 2 * math.floor((CHARACTER_PT - BODY_PT) * 10)
"""From line to line, and what a character is wider than its type: rounded down, so that all fit.

The grid of the page says the same. But programs differ in how they snap text to it (LibreOffice
gives a character that is wider than its cell two of them), so the styles say it themselves; in
tenths of a point, which LibreOffice rounds to.
"""

LANGUAGES: Final = {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}
"""Of letters and of Chinese characters; letters marked as Chinese may be broken anywhere."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs; lengths in points.

    Attributes
    ----------
    id, name
        Word's own names, where it has one: they are translated and have a place in its gallery.
    font
        Role of its Chinese font.
    line_pt
        Line by line this much; 0: as high as the type asks for.
    indent
        Of the first line, in characters.
    level
        Of a heading, from 0, or None.
    bar
        Line along its left side.
    """

    id: str
    name: str
    font: Literal["title", "heading", "subheading", "body", "number"] = "body"
    size_pt: float = BODY_PT
    line_pt: float = LINE_PT
    align: Literal["left", "right", "center", "both"] = "both"
    indent: int = 0
    before_pt: float = 0.0
    after_pt: float = 0.0
    keeps_next: bool = False
    level: int | None = None
    bar: Literal["", "single", "dashed"] = ""
    after: str = "BodyText"


STYLES: Final = (
    Style("Normal", "Normal", after="Normal"),
    Style("BodyText", "Body Text", indent=2),
    Style("Title", "Title", "title", TITLE_PT, 32.0, "center", after="Subtitle"),
    Style("Subtitle", "Subtitle", "subheading", 14.0, 24.0, "center", after_pt=LINE_PT),
    Style("Heading1", "heading 1", "heading", indent=2, keeps_next=True, level=0),
    Style("Heading2", "heading 2", "subheading", indent=2, keeps_next=True, level=1),
    Style("Caption", "caption", "heading", CAPTION_PT, 0.0, "center", before_pt=6, after_pt=6),
    Style("Picture", "Picture", line_pt=0.0, align="center", before_pt=6.0, keeps_next=True),
    Style("TableHeading", "Table Heading", "heading", TABLE_PT, 0.0, "left", keeps_next=True),
    Style("TableText", "Table Text", "body", TABLE_PT, 0.0, "left"),
    Style(
        "WideHeading", "Wide Table Heading", "heading", WIDE_TABLE_PT, 0, "left", keeps_next=True
    ),
    Style("WideText", "Wide Table Text", "body", WIDE_TABLE_PT, 0.0, "left"),
    Style("Note", "Note", "body", NOTE_PT, 18.0, "left", before_pt=3.0, after_pt=6.0),
    Style("Flag", "Flag", "subheading", indent=2, bar="single"),
    Style("Modelled", "Modelled", "body", indent=2, bar="dashed"),
    Style("TOCHeading", "TOC Heading", "heading", align="center", after_pt=8.0, keeps_next=True),
    Style("TOC1", "toc 1", "body", 14.0, 26.0, "left", after="TOC1"),
    Style("TOC2", "toc 2", "body", 12.0, 22.0, "left", indent=2, after="TOC2"),
    Style("Signature", "Signature", align="right", keeps_next=True, after="Date"),
    Style("Date", "Date", align="right", keeps_next=True),
    Style("Colophon", "Colophon", "body", NOTE_PT, 18.0, "left", keeps_next=True),
    Style("QRCode", "QR Code", line_pt=0.0, align="left"),
    # Tables that touch are one to Word, and it wants a paragraph behind the last.
    Style("TableEnd", "Table End", size_pt=6.0, line_pt=8.0),
    Style("Last", "Last", size_pt=1.0, line_pt=1.0),
    Style("Footer", "footer", "number", FOLIO_PT, FOLIO_LINE_PT, after="Footer"),
)
_BAR_PT: Final = 10
_OF_TABLES: Final = {"TableHeading", "TableText", "WideHeading", "WideText", "TableEnd", "Last"}
_OUR_OWN: Final = _OF_TABLES | {"Picture", "Note", "Flag", "Modelled", "QRCode", "Colophon"}
TOC_STYLES: Final = ("TOC1", "TOC2")


def styles_part(fonts: Fonts) -> bytes:
    """The part `word/styles.xml`."""
    usual = w("rPr", _faces(fonts, STYLES[0]), *_size(BODY_PT), w("lang", **LANGUAGES))
    defaults = w("docDefaults", w("rPrDefault", usual), w("pPrDefault"))
    drawn = (_paragraph_style(style, fonts) for style in STYLES)
    return body_of(w("styles", defaults, *drawn, *_other_styles()))


def _paragraph_style(style: Style, fonts: Fonts) -> Node:
    is_normal = style.id == "Normal"
    return w(
        "style",
        w("name", val=style.name),
        None if is_normal else w("basedOn", val="Normal"),
        w("next", val=style.after),
        w("qFormat"),
        w("pPr", *_paragraph_properties(style)),
        w("rPr", _faces(fonts, style), *_size(style.size_pt)),
        type="paragraph",
        styleId=style.id,
        **({"default": "1"} if is_normal else {}),
        **({"customStyle": "1"} if style.id in _OUR_OWN else {}),
    )


def _paragraph_properties(style: Style) -> Iterator[Node]:
    """In the order that the schema asks for."""
    if style.keeps_next:
        yield w("keepNext")
        yield w("keepLines")
    # The standard asks for 22 lines a page: no line moves over because it is the first or last.
    yield w("widowControl", val=0)
    if style.level is not None:
        yield w("numPr", w("ilvl", val=style.level), w("numId", val=1))
    if style.bar:
        yield w("pBdr", w("left", val=style.bar, sz=12, space=_BAR_PT - 2, color="000000"))
    # No punctuation stands out of the block.
    yield w("overflowPunct", val=0)
    yield w("snapToGrid", val=0)
    yield w("spacing", before=twips(style.before_pt), after=twips(style.after_pt), **_line(style))
    if style.indent:
        wide = twips(style.indent * CHARACTER_PT * style.size_pt / BODY_PT)
        side = {"left": twips(_BAR_PT)} if style.bar else {}
        yield w("ind", **side, firstLineChars=style.indent * 100, firstLine=wide)
    yield w("jc", val=style.align)
    if style.level is not None:
        yield w("outlineLvl", val=style.level)


def _line(style: Style) -> dict[str, str | float]:
    if not style.line_pt:
        return {"line": 240, "lineRule": "auto"}
    line = LINE_TWIPS if style.line_pt == LINE_PT else twips(style.line_pt)
    return {"line": line, "lineRule": "exact"}


def _faces(fonts: Fonts, style: Style) -> Node:
    latin = fonts.latin
    if style.font == "heading":
        latin = fonts.latin_heading
    elif style.font == "number":
        latin = fonts.number
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=getattr(fonts, style.font), cs=latin)


def _size(points: float) -> Iterator[Node]:
    yield w("spacing", val=SPACING_TWIPS if points == BODY_PT else 0)
    yield w("sz", val=half_points(points))
    yield w("szCs", val=half_points(points))


def _other_styles() -> Iterator[Node]:
    link = w("rPr", w("color", val="0B4A6F"), w("u", val="single"))
    yield w("style", w("name", val="Hyperlink"), link, type="character", styleId="Hyperlink")
    white = {"top": 30, "left": 85, "bottom": 30, "right": 85}
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in white.items()))
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    yield w(
        "style", w("name", val="Normal Table"), plain,
        type="table", default=1, styleId="TableNormal",
    )  # fmt: skip
    yield w(
        "style", w("name", val="Briefing Table"), w("basedOn", val="TableNormal"), _ruled(),
        type="table", styleId="BriefingTable",
    )  # fmt: skip


def _ruled() -> Node:
    """Thick lines above and below, thin ones between the rows, open sides."""
    widths = {"top": 12, "bottom": 12, "insideH": 4}
    lines = (
        w(side, val="single", sz=size, space=0, color="000000") for side, size in widths.items()
    )
    return w("tblPr", w("tblBorders", *lines))
