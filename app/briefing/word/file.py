"""A briefing as the bytes of a DOCX."""

from __future__ import annotations

from collections.abc import Mapping

from app.briefing.document import Briefing, MapId, Picture
from app.briefing.paper import (
    BODY_PT,
    BOTTOM_MM,
    CHARACTERS,
    FOLIO_BELOW_MM,
    FOLIO_LINE_PT,
    LEFT_MM,
    PAGE_MM,
    POINTS_PER_MM,
    RIGHT_MM,
    TOP_MM,
)
from app.briefing.properties import properties_of
from app.briefing.word.body import Body
from app.briefing.word.fonts import Fonts
from app.briefing.word.lengths import twips, twips_of_mm
from app.briefing.word.package import package_of
from app.briefing.word.parts import (
    core_part,
    fonts_part,
    footer_part,
    numbering_part,
    settings_part,
)
from app.briefing.word.styles import LINE_TWIPS, styles_part
from app.briefing.word.xml import Node, body_of, w


def docx_of(briefing: Briefing, pictures: Mapping[MapId, Picture], fonts: Fonts) -> bytes:
    """Set a briefing as DOCX; the same briefing is the same file, byte by byte.

    Raises
    ------
    KeyError
        A map of the briefing has no picture: a fault of the program.
    """
    body = Body(briefing, pictures)
    document = w("document", w("body", *body.nodes(), _section()))
    lang = briefing.lang
    parts = {
        "styles": styles_part(fonts),
        "numbering": numbering_part(lang),
        "settings": settings_part(),
        "fontTable": fonts_part(fonts),
        "footer1": footer_part("right"),
        "footer2": footer_part("left"),
    }
    core = core_part(properties_of(briefing), lang)
    return package_of(body_of(document), parts, core, body.relations)


def _section() -> Node:
    """The page: A4 with the block of 22 lines of 28 characters on it."""
    width, height = map(twips_of_mm, PAGE_MM)
    left, right = twips_of_mm(LEFT_MM), twips_of_mm(RIGHT_MM)
    margins = {
        "top": twips_of_mm(TOP_MM),
        "right": right,
        "bottom": twips_of_mm(BOTTOM_MM),
        "left": left,
        "header": twips_of_mm(15),
        "footer": _footer_twips(),
        "gutter": 0,
    }
    # Added to the width of a character, in 1/4096 of a point; rounded down, so that 28 fit.
    extra = int(((width - left - right) / 20 / CHARACTERS - BODY_PT) * 4096 - 1)
    return w(
        "sectPr",
        w("footerReference", type="default", r_id="footer1"),
        w("footerReference", type="even", r_id="footer2"),
        w("pgSz", w=width, h=height),
        w("pgMar", **margins),
        w("docGrid", type="linesAndChars", linePitch=LINE_TWIPS, charSpace=extra),
    )


def _footer_twips() -> int:
    """From the edge of the page to the foot of the page number, whose dashes stand at mid-line."""
    return twips((BOTTOM_MM - FOLIO_BELOW_MM) * POINTS_PER_MM - FOLIO_LINE_PT / 2)
