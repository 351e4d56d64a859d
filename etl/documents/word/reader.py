"""Tables and paragraphs of DOCX files, read as a stream of XML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from etl.documents.archive import open_archive, unpack_all
from etl.documents.grid import Block, Line
from etl.documents.limits import MAX_PAGES, MAX_ROWS
from etl.documents.source import Source
from etl.documents.text import tidy
from etl.documents.word.numbers import Numbering, load_numbering
from etl.documents.word.table import WordTable, inner_rows
from etl.documents.word.text import children, local, page_breaks, paragraph_text, text_boxes
from etl.documents.xml_stream import XmlStream

_PART = "word/document.xml"


def blocks(source: Source) -> Iterator[Block]:
    """Give the tables and paragraphs of a DOCX file in order.

    A table inside a cell comes after the table that holds it.

    Raises
    ------
    InvalidInput
        If the file is damaged, unsafe to unpack, or has too many pages or rows.
    """
    with open_archive(source) as archive:
        unpack_all(source, archive)
        try:
            numbering = load_numbering(source, archive)
            with archive.open(_PART) as stream:
                yield from _Document(source, numbering, XmlStream(source, stream)).blocks()
        except (etree.XMLSyntaxError, KeyError, ValueError) as error:
            raise source.fault(f"the document is damaged ({error}): save it anew") from None


class _Document:
    """Counts paragraphs, tables and pages while the document passes by."""

    def __init__(self, source: Source, numbering: Numbering, xml: XmlStream) -> None:
        self._source = source
        self._numbering = numbering
        self._xml = xml
        self._paragraphs = 0
        self._tables = 0
        self._pages = 1
        self._inside = {"p": 0, "tbl": 0, "tr": 0}
        self._table: WordTable | None = None

    def blocks(self) -> Iterator[Block]:
        """Give paragraphs and tables of the body; what was given is freed."""
        tags = ("{*}p", "{*}tbl", "{*}tr")
        for event, element in self._xml.events(("start", "end"), tags):
            name = local(element)
            if event == "start":
                self._inside[name] += 1
                self._begin()
            else:
                self._inside[name] -= 1
                yield from self._end(name, element)

    def _begin(self) -> None:
        if self._table is None and self._inside == {"p": 0, "tbl": 1, "tr": 0}:
            self._table = self._new_table()

    def _end(self, name: str, element: etree._Element) -> Iterator[Block]:
        """Give what ends here on the outermost level."""
        if name == "p" and not any(self._inside.values()):
            self._turn_pages(element)
            yield from self._paragraph(element)
            self._xml.free(element)
        elif self._table and name == "tr" and self._inside == {"p": 0, "tbl": 1, "tr": 0}:
            self._turn_pages(element)
            self._table.add(element)
            if self._table.count > MAX_ROWS:
                raise self._source.fault(f"a table of more than {MAX_ROWS:,} rows")
            if not self._table.inner:
                self._xml.free(element)
        elif self._table and name == "tbl" and not any(self._inside.values()):
            yield from self._finished(self._table)
            self._table = None
            self._xml.free(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        self._paragraphs += 1
        label = self._numbering.label(element)
        if text := tidy(paragraph_text(element)):
            yield Line(self._source.where(self._paragraphs), text, label)
        for box in text_boxes(element):
            for one in children(box):
                yield from self._held(one)

    def _held(self, element: etree._Element) -> Iterator[Block]:
        """Give a paragraph or table that is held whole: in a text box or in a cell."""
        if local(element) == "p":
            yield from self._paragraph(element)
        elif local(element) == "tbl":
            table = self._new_table()
            for row in inner_rows(element):
                table.add(row)
            yield from self._finished(table)

    def _new_table(self) -> WordTable:
        self._tables += 1
        return WordTable(self._source, self._numbering, self._tables)

    def _finished(self, table: WordTable) -> Iterator[Block]:
        if table.rows:
            yield table.grid()
        for one in table.inner:
            yield from self._held(one)

    def _turn_pages(self, element: etree._Element) -> None:
        self._pages += page_breaks(element)
        if self._pages > MAX_PAGES:
            raise self._source.fault(
                f"more than {MAX_PAGES} pages; keep the pages with the list and save them"
            )
