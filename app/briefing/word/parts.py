"""The parts of a DOCX beside its text: numbering, settings, fonts, page numbers, properties."""

from __future__ import annotations

from typing import Final, Literal

from lxml import etree

from app.briefing.paper import CHARACTER_PT, FOLIO_PT
from app.briefing.properties import Properties
from app.briefing.word.fonts import NEXT_OF_KIN, Fonts
from app.briefing.word.lengths import twips
from app.briefing.word.styles import LANGUAGES
from app.briefing.word.xml import Node, body_of, w
from app.state import Language

Side = Literal["left", "right"]

_CHINESE_LEVELS: Final = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
)
_ENGLISH_LEVELS: Final = (("decimal", "%1. "), ("decimal", "%1.%2 "))
_CHINESE_CHARSET: Final = "86"

_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS: Final = "http://purl.org/dc/terms/"
_ELEMENTS: Final = "http://purl.org/dc/elements/1.1/"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"


def numbering_part(lang: Language) -> bytes:
    """`word/numbering.xml`: headings count 一、 and （一）; English ones 1. and 1.1."""
    levels = _ENGLISH_LEVELS if lang is Language.EN else _CHINESE_LEVELS
    drawn = (
        _level(depth, number_format, pattern)
        for depth, (number_format, pattern) in enumerate(levels)
    )
    outline = w("abstractNum", w("multiLevelType", val="multilevel"), *drawn, abstractNumId=0)
    return body_of(w("numbering", outline, w("num", w("abstractNumId", val=0), numId=1)))


def _level(depth: int, number_format: str, pattern: str) -> Node:
    indent = w("ind", firstLineChars=200, firstLine=twips(2 * CHARACTER_PT))
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=number_format),
        w("pStyle", val=f"Heading{depth + 1}"),
        w("suff", val="nothing"),
        w("lvlText", val=pattern),
        w("lvlJc", val="left"),
        w("pPr", indent),
        ilvl=depth,
    )


def settings_part() -> bytes:
    """`word/settings.xml`: page numbers stand outside, punctuation keeps its full width."""
    uri = "http://schemas.microsoft.com/office/word"
    mode = w("compatSetting", name="compatibilityMode", uri=uri, val=15)
    return body_of(
        w(
            "settings",
            w("evenAndOddHeaders"),
            w("characterSpacingControl", val="doNotCompress"),
            w("compat", mode),
            w("themeFontLang", **LANGUAGES),
        )
    )


def fonts_part(fonts: Fonts) -> bytes:
    """`word/fontTable.xml`: which installed font stands in for one that is missing."""
    return body_of(w("fonts", *map(_font, fonts.names())))


def _font(name: str) -> Node:
    kin = NEXT_OF_KIN.get(name)
    charset = w("charset", val="00" if name.isascii() else _CHINESE_CHARSET)
    return w("font", w("altName", val=kin) if kin else None, charset, name=name)


def footer_part(side: Side) -> bytes:
    """`word/footer*.xml`: — 1 —, one character in from the outer side of the page."""
    away = {f"{side}Chars": 100, side: twips(FOLIO_PT)}
    properties = w("pPr", w("pStyle", val="Footer"), w("ind", **away), w("jc", val=side))
    number = w("fldSimple", w("r", w("t", "1")), instr=" PAGE ")
    return body_of(w("ftr", w("p", properties, _folio_text("— "), number, _folio_text(" —"))))


def _folio_text(text: str) -> Node:
    return w("r", w("t", text, xml_space="preserve"))


def core_part(properties: Properties, lang: Language) -> bytes:
    """`docProps/core.xml`: of the edition and the issuer alone, so that the file says no more."""
    root = etree.Element(
        f"{{{_CORE}}}coreProperties",
        nsmap={"cp": _CORE, "dc": _ELEMENTS, "dcterms": _TERMS, "xsi": _INSTANCE},
    )
    for name, text in {
        f"{{{_ELEMENTS}}}title": properties.title,
        f"{{{_ELEMENTS}}}creator": properties.author,
        f"{{{_CORE}}}keywords": ", ".join(properties.keywords),
        f"{{{_ELEMENTS}}}language": str(lang),
    }.items():
        etree.SubElement(root, name).text = text
    for name in ("created", "modified"):
        element = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        element.set(f"{{{_INSTANCE}}}type", "dcterms:W3CDTF")
        element.text = properties.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
