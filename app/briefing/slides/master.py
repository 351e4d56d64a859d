"""Our own template: a master with the layouts of a briefing, its fonts and its colours.

It is made of the empty presentation of python-pptx, so that no binary file is kept. Whoever wants
another look opens any briefing, changes the master in the presentation program and names that file
as the template.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Pt

from app.briefing.slides.layouts import Layout
from app.briefing.slides.placeholders import LAYOUTS, MASTER, SIZE_PT, Placeholder
from app.figures import palette
from app.image.ink import INK, SECOND

LATIN_FONT: Final = "Arial"
HAN_FONT: Final = "微软雅黑"
COLOURS: Final = {
    "dk1": INK,
    "lt1": "#ffffff",
    "dk2": SECOND,
    "lt2": palette.ZERO,
    "accent1": palette.RAMP[4],
    "accent2": palette.RAMP[1],
    "accent3": palette.RAMP[2],
    "accent4": palette.PARK_RAMP[4],
    "accent5": palette.FLOW,
    "accent6": palette.MARK,
    "hlink": palette.RAMP[4],
    "folHlink": palette.FLOW,
}
"""Colours of the theme; charts take the accents in turn, dark and light by turns."""

_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"


@lru_cache(maxsize=1)
def own_template() -> bytes:
    """The template as the bytes of a PPTX without slides."""
    made = Presentation()
    made.slide_width, made.slide_height = (Pt(side) for side in SIZE_PT)
    del made.element.sldSz.attrib["type"]  # 4 to 3
    master = made.slide_master
    _set_theme(master.part.part_related_by(RT.THEME))
    _replace(master, _tree(MASTER))
    _set_text_styles(master)
    layouts = list(made.slide_layouts)
    for layout in layouts[len(Layout) :]:
        made.slide_layouts.remove(layout)
    for layout, kind in zip(layouts, Layout, strict=False):
        _replace(layout, _tree(LAYOUTS[kind]), name=kind.value)
        del layout._element.attrib["type"]  # that of the layout that stood here
    made.part.drop_rel(_relation(made.part, RT.PRINTER_SETTINGS))
    made.part.package.drop_rel(_relation(made.part.package, RT.THUMBNAIL))
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def _relation(part: Any, kind: str) -> str:
    relations: Mapping[str, Any] = part._rels
    return next(name for name, relation in relations.items() if relation.reltype == kind)


def _set_theme(part: Any) -> None:
    """Name the fonts, also those of Chinese characters, and the colours."""
    theme = etree.fromstring(part.blob)
    theme.set("name", "County Cluster Atlas")
    for font in theme.iter(f"{{{_DRAWING}}}majorFont", f"{{{_DRAWING}}}minorFont"):
        for child in list(font):
            font.remove(child)
        for script, face in (("latin", LATIN_FONT), ("ea", HAN_FONT), ("cs", "")):
            etree.SubElement(font, f"{{{_DRAWING}}}{script}", typeface=face)
    scheme = next(theme.iter(f"{{{_DRAWING}}}clrScheme"))
    for child in list(scheme):
        scheme.remove(child)
    for name, colour in COLOURS.items():
        one = etree.SubElement(scheme, f"{{{_DRAWING}}}{name}")
        etree.SubElement(one, f"{{{_DRAWING}}}srgbClr", val=colour[1:].upper())
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_text_styles(master: Any) -> None:
    """Sizes of titles and texts; no bullets: a briefing speaks in sentences."""
    styles = master._element.find(f"{{{master._element.nsmap['p']}}}txStyles")
    level = '<a:lvl{n}pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    level += '<a:buNone/><a:defRPr sz="{size}"{bold}><a:solidFill><a:schemeClr val="tx1"/>'
    level += '</a:solidFill><a:latin typeface="+m{font}-lt"/><a:ea typeface="+m{font}-ea"/>'
    level += "</a:defRPr></a:lvl{n}pPr>"
    title = level.format(n=1, size=2600, bold=' b="1"', font="j")
    text = "".join(level.format(n=n, size=1800, bold="", font="n") for n in range(1, 6))
    new = parse_xml(
        f"<p:txStyles {_NAMESPACES}><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{text}</p:bodyStyle><p:otherStyle>{text}</p:otherStyle></p:txStyles>"
    )
    styles.getparent().replace(styles, new)


def _replace(slide: Any, tree: str, name: str = "") -> None:
    """Put a tree of shapes in the place of that of a master or layout."""
    content = slide._element.cSld
    named = f' name="{escape(name)}"' if name else ""
    background = ""
    if not name:
        background = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    new = parse_xml(f"<p:cSld {_NAMESPACES}{named}>{background}{tree}</p:cSld>")
    content.getparent().replace(content, new)


def _tree(placeholders: Iterable[Placeholder]) -> str:
    shapes = (one.xml(shape_id) for shape_id, one in enumerate(placeholders, start=2))
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:spTree>'
    )
