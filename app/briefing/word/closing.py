"""The end of a DOCX: signature, and the way to the live view."""

from __future__ import annotations

from collections.abc import Iterator

from app.briefing.document import Briefing
from app.briefing.paper import BLOCK_MM, CHARACTER_PT
from app.briefing.qr_code import SIDE_MM
from app.briefing.signature import signature_of
from app.briefing.word.lengths import twips, twips_of_mm
from app.briefing.word.text import paragraph, run
from app.briefing.word.xml import Node, w
from app.text import text_in


def signature(briefing: Briefing) -> Iterator[Node]:
    """Issuing unit and date, those that the reader gave, an empty line below the text."""
    given = signature_of(briefing)
    lines = [("Signature", given.issuer, given.issuer_in), ("Date", given.dated, given.date_in)]
    shown = [line for line in lines if line[1]]
    if shown:
        yield paragraph("Signature")
    for style, text, away in shown:
        yield paragraph(style, run(text), properties=[_from_right(away)])


def _from_right(characters: float) -> Node:
    away = {"rightChars": round(characters * 100), "right": twips(characters * CHARACTER_PT)}
    return w("ind", **away)


def colophon(briefing: Briefing, code: Node, link: str) -> list[Node]:
    """QR code and address of the live view, and whose boundaries the maps show.

    Parameters
    ----------
    code
        Run with the QR code.
    link
        Relation to the address.
    """
    text = text_in(briefing.lang)
    address = w("hyperlink", run(briefing.address, "Hyperlink"), r_id=link, history=1)
    lines = [
        paragraph("Colophon", run(text("briefing.paper.live"))),
        paragraph("Colophon", address),
        paragraph("Colophon", run(briefing.credit)),
    ]
    table = _side_by_side([paragraph("QRCode", code)], lines, text("briefing.paper.code"))
    # A table needs a paragraph before it, for distance, and Word wants one behind it.
    return [paragraph("Colophon"), table, paragraph("Last")]


def _side_by_side(code: list[Node], lines: list[Node], about: str) -> Node:
    left = twips_of_mm(SIDE_MM + 3)
    widths = left, twips_of_mm(BLOCK_MM[0]) - left
    cells = (
        w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), *inside)
        for width, inside in zip(widths, (code, lines), strict=True)
    )
    properties = w(
        "tblPr",
        w("tblStyle", val="BriefingTable"),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCaption", val=about),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, grid, w("tr", w("trPr", w("cantSplit")), *cells))
