"""Tables, lists and paragraphs of HTML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from etl.documents.decoding import decode
from etl.documents.grid import Block, Line
from etl.documents.limits import MAX_HTML_BYTES
from etl.documents.source import Source
from etl.documents.text import tidy
from etl.documents.web.table import WebTable, attribute, is_shown

_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4096
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip


def blocks(source: Source) -> Iterator[Block]:
    """Give the tables and lines of a page in order.

    A table that holds other tables is taken for the layout of the page, not for a table.

    Raises
    ------
    InvalidInput
        If the page is too large, cannot be decoded, or is nested too deeply to be read whole.
    """
    if len(source.content) > MAX_HTML_BYTES:
        raise source.fault(f"a page larger than {MAX_HTML_BYTES // 2**20} MB")
    declared = _CHARSET.search(source.content[:_CHARSET_WITHIN])
    text = decode(source, declared[1].decode("ascii") if declared else None)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise source.fault(f"not readable as HTML ({error})") from None
    if any("depth" in error.message for error in parser.error_log):
        raise source.fault("nested too deeply to be read whole; save the list as XLSX or CSV")
    yield from _Page(source).blocks(root)


class _Page:
    """Walks through a page, collecting text until a line ends."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._texts: list[str] = []
        self._label = ""
        self._lines = 0
        self._tables = 0

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Give what is shown."""
        yield from self._walk(root)
        yield from self._line()

    def _walk(self, element: etree._Element) -> Iterator[Block]:
        if not is_shown(element):
            return
        tag = str(element.tag).lower()
        ends_line = tag not in _INLINE
        if ends_line:
            yield from self._line()
        if tag == "table" and next(element.iterdescendants("table"), None) is None:
            self._tables += 1
            yield WebTable(self._source, self._tables).grid(element)
            return
        yield from self._inside(element, numbered=tag == "ol")
        if ends_line:
            yield from self._line()

    def _inside(self, element: etree._Element, *, numbered: bool) -> Iterator[Block]:
        self._texts.append(element.text or "")
        start = attribute(element, "start", 1) if numbered else 1
        items = 0
        for child in element:
            if numbered and child.tag == "li":
                yield from self._line()
                self._label = f"{start + items}."
                items += 1
            yield from self._walk(child)
            self._texts.append(child.tail or "")
        if numbered:
            yield from self._line()
            self._label = ""

    def _line(self) -> Iterator[Block]:
        text = tidy("".join(self._texts))
        self._texts = []
        if text:
            self._lines += 1
            yield Line(self._source.where(self._lines), text, self._label)
            self._label = ""
