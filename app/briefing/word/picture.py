"""A picture in a line of text (DrawingML)."""

from __future__ import annotations

from app.briefing.document import Picture
from app.briefing.paper import fitted
from app.briefing.word.lengths import emu
from app.briefing.word.xml import NAMESPACES, Node, node, w


def drawing(picture: Picture, relation: str, number: int, alt: str) -> Node:
    """A run with the picture; `alt` is read out to those who do not see it.

    Parameters
    ----------
    number
        Of the picture in its document, from 1.
    """
    width, height = map(emu, fitted(picture.width_mm, picture.height_mm))
    about: dict[str, str | float] = {"id": number, "name": f"picture{number}", "descr": alt}
    graphic = node(
        "a:graphic",
        node("a:graphicData", _shape(relation, width, height, about), uri=NAMESPACES["pic"]),
    )
    inline = node(
        "wp:inline",
        node("wp:extent", cx=width, cy=height),
        node("wp:docPr", **about),
        node("wp:cNvGraphicFramePr", node("a:graphicFrameLocks", noChangeAspect=1)),
        graphic,
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return w("r", w("drawing", inline))


def _shape(relation: str, width: int, height: int, about: dict[str, str | float]) -> Node:
    place = node("a:xfrm", node("a:off", x=0, y=0), node("a:ext", cx=width, cy=height))
    return node(
        "pic:pic",
        node("pic:nvPicPr", node("pic:cNvPr", **about), node("pic:cNvPicPr")),
        node(
            "pic:blipFill",
            node("a:blip", r_embed=relation),
            node("a:stretch", node("a:fillRect")),
        ),
        node("pic:spPr", place, node("a:prstGeom", node("a:avLst"), prst="rect")),
    )
