"""Automatic numbers of DOCX paragraphs, which stand nowhere in the text."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from etl.documents.source import Source
from etl.documents.word.text import child, local, value
from etl.documents.xml_stream import small_part

_DIGITS = "零一二三四五六七八九"
_CHINESE_FORMATS = {
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital",
    "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
}  # fmt: skip
_NO_NUMBER = {"bullet", "none"}
_PLACE = re.compile(r"%([1-9])")
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a numbered list is written."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The numbered lists of a document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """Count a paragraph; gives its number as printed, empty if it has none."""
        list_id, depth = self._place(paragraph)
        abstract = self.lists.get(list_id, "")
        level = self.levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.format in _NO_NUMBER:
            return ""
        return _PLACE.sub(lambda found: self._number(abstract, int(found[1]) - 1), level.text)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        properties = child(paragraph, "pPr")
        if properties is None:
            return "0", 0
        own = child(properties, "numPr")
        style = value(child(properties, "pStyle")) or ""
        styled = self.styles.get(style, ("0", 0))
        if own is None:
            return styled
        list_id = value(child(own, "numId"))
        depth = value(child(own, "ilvl"))
        return list_id or styled[0], int(depth) if depth else styled[1]

    def _number(self, abstract: str, depth: int) -> str:
        level = self.levels[abstract].get(depth, Level("decimal", "", 1))
        count = self.counts[abstract].get(depth, level.start)
        return chinese(count) if level.format in _CHINESE_FORMATS else str(count)


def load_numbering(source: Source, archive: zipfile.ZipFile) -> Numbering:
    """Read the numbered lists and the styles that use them."""
    held = set(archive.namelist())
    numbering = Numbering()
    if "word/numbering.xml" in held:
        for element in small_part(source, archive, "word/numbering.xml"):
            _take(numbering, element)
    if "word/styles.xml" in held:
        numbering.styles = _styles(small_part(source, archive, "word/styles.xml"))
    return numbering


def _take(numbering: Numbering, element: etree._Element) -> None:
    if local(element) == "abstractNum":
        levels = (one for one in element if local(one) == "lvl")
        numbering.levels[value(element, "abstractNumId") or ""] = {
            int(value(level, "ilvl") or 0): Level(
                value(child(level, "numFmt")) or "decimal",
                value(child(level, "lvlText")) or "",
                int(value(child(level, "start")) or 1),
            )
            for level in levels
        }
    elif local(element) == "num":
        _take_list(numbering, element)


def _take_list(numbering: Numbering, element: etree._Element) -> None:
    """A list; one that starts anew is given levels of its own so that it counts by itself."""
    list_id = value(element, "numId") or ""
    abstract = value(child(element, "abstractNumId")) or ""
    starts = {
        int(value(one, "ilvl") or 0): int(value(child(one, "startOverride")) or 1)
        for one in element
        if local(one) == "lvlOverride"
    }
    if starts:
        levels = numbering.levels.get(abstract, {})
        abstract = f"{abstract} of {list_id}"
        numbering.levels[abstract] = {
            depth: Level(level.format, level.text, starts.get(depth, level.start))
            for depth, level in levels.items()
        }
    numbering.lists[list_id] = abstract


def _styles(root: etree._Element) -> dict[str, tuple[str, int]]:
    """The list and level that each paragraph style brings, its own or that of its base."""
    own: dict[str, tuple[str, int]] = {}
    base: dict[str, str] = {}
    for style in root:
        if local(style) != "style":
            continue
        id_ = value(style, "styleId") or ""
        base[id_] = value(child(style, "basedOn")) or ""
        numbers = child(style, "pPr", "numPr")
        if numbers is not None and (list_id := value(child(numbers, "numId"))):
            own[id_] = list_id, int(value(child(numbers, "ilvl")) or 0)
    return {id_: found for id_ in base if (found := _inherited(id_, own, base))}


def _inherited(
    id_: str, own: dict[str, tuple[str, int]], base: dict[str, str]
) -> tuple[str, int] | None:
    for _ in range(_DEEPEST_STYLE):
        if id_ in own or not id_:
            break
        id_ = base.get(id_, "")
    return own.get(id_)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals; others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
