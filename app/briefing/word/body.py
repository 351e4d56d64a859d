"""The text of a DOCX: title, contents, sections, signature, colophon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from app.briefing.chart_picture import chart_picture
from app.briefing.document import (
    Block,
    Briefing,
    Chart,
    Heading,
    Map,
    MapId,
    Paragraph,
    Picture,
    Section,
    Table,
    Tone,
)
from app.briefing.heading_numbers import HeadingNumbers
from app.briefing.paper import has_contents
from app.briefing.properties import properties_of
from app.briefing.qr_code import qr_code
from app.briefing.word.closing import colophon, signature
from app.briefing.word.contents import Entry, contents
from app.briefing.word.package import Relations
from app.briefing.word.picture import drawing
from app.briefing.word.table import table_node
from app.briefing.word.text import bookmarked, field, keep_with_next, paragraph, run
from app.briefing.word.xml import Node, w
from app.text import text_in

_STYLES = {
    Tone.BODY: "BodyText",
    Tone.NOTE: "Note",
    Tone.FLAG: "Flag",
    Tone.MODELLED: "Modelled",
}


class Body:
    """Makes the nodes of one briefing, and numbers its headings, tables and pictures."""

    def __init__(self, briefing: Briefing, pictures: Mapping[MapId, Picture]) -> None:
        self.relations = Relations()
        self._briefing, self._pictures = briefing, pictures
        self._text = text_in(briefing.lang)
        self._entries: list[Entry] = []
        self._numbers = HeadingNumbers(briefing.lang)
        self._drawn = count(1)
        self._captions = {"table": count(1), "figure": count(1)}

    def nodes(self) -> list[Node]:
        """All that stands in the body, in order."""
        sections = [node for section in self._briefing.sections for node in self._section(section)]
        # The signature and what follows it never stand on a page without text.
        for last in sections[-1:]:
            keep_with_next(last)
        return [*self._opening(), *sections, *signature(self._briefing), *self._colophon()]

    def _opening(self) -> Iterator[Node]:
        yield paragraph("Title", run(properties_of(self._briefing).title))
        yield paragraph("Subtitle", run(self._briefing.imprint))
        if has_contents(self._briefing):
            yield contents(self._text("briefing.paper.contents"), self._entries)

    def _colophon(self) -> list[Node]:
        code = qr_code(self._briefing.address)
        picture = self._drawing(code, self._text("briefing.paper.code"))
        return colophon(self._briefing, picture, self.relations.link(self._briefing.address))

    def _section(self, section: Section) -> Iterator[Node]:
        yield self._heading(section.heading, 1)
        for block in section.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Node]:
        match block:
            case Paragraph(text, tone):
                yield paragraph(_STYLES[tone], run(text))
            case Heading(text):
                yield self._heading(text, 2)
            case Table():
                yield from self._table(block)
            case Chart(caption=caption, alt=alt):
                yield from self._figure(chart_picture(block, self._briefing.lang), caption, alt)
            case Map(id=map_id, caption=caption, alt=alt):
                yield from self._figure(self._pictures[map_id], caption, alt)

    def _heading(self, text: str, level: int) -> Node:
        entry = Entry(text, level, self._numbers.next(level), len(self._entries) + 1)
        # What follows the table of contents begins a page.
        begins = not self._entries and has_contents(self._briefing)
        breaks = [w("pageBreakBefore")] if begins else []
        self._entries.append(entry)
        runs = bookmarked(entry.bookmark, entry.id, run(text))
        return paragraph(f"Heading{level}", *runs, properties=breaks)

    def _table(self, table: Table) -> Iterator[Node]:
        yield self._caption("table", table.caption, [w("keepNext")])
        yield table_node(table)
        yield paragraph("Note", run(table.more)) if table.more else paragraph("TableEnd")

    def _figure(self, picture: Picture, caption: str, alt: str) -> Iterator[Node]:
        yield paragraph("Picture", self._drawing(picture, alt))
        yield self._caption("figure", caption)

    def _caption(self, kind: str, caption: str, properties: Sequence[Node] = ()) -> Node:
        label = self._text(f"briefing.paper.{kind}")
        number = field(f"SEQ {label.strip()} \\* ARABIC", str(next(self._captions[kind])))
        runs = [run(label), *number, run("\u3000"), run(caption)]
        return paragraph("Caption", *runs, properties=properties)

    def _drawing(self, picture: Picture, alt: str) -> Node:
        return drawing(picture, self.relations.picture(picture.png), next(self._drawn), alt)
