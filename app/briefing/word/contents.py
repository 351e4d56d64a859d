"""The table of contents of a DOCX: a field that Word updates, filled from the start.

Its entries link to the headings. On which page they stand only Word knows, when it has set the
document in its fonts: updating the field (F9) adds the page numbers, and until then there is none
that could be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.briefing.word.styles import TOC_STYLES
from app.briefing.word.text import close_field, open_field, paragraph, run
from app.briefing.word.xml import Node, w


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: its text, level from 1, number with punctuation, and place in the document."""

    text: str
    level: int
    number: str
    id: int

    @property
    def bookmark(self) -> str:
        """Name of its bookmark, hidden as Word's own are."""
        return f"_Toc{self.id:09d}"


def contents(heading: str, entries: Sequence[Entry]) -> Node:
    """The table with its heading, as Word builds it; there is at least one entry."""
    lines = [_line(entry) for entry in entries]
    for node in reversed(open_field(f'TOC \\o "1-{len(TOC_STYLES)}" \\h \\z \\u')):
        lines[0].insert(1, node)  # after the properties of the first line
    lines[-1].append(close_field())
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    content = w("sdtContent", paragraph("TOCHeading", run(heading)), *lines)
    return w("sdt", w("sdtPr", gallery), content)


def _line(entry: Entry) -> Node:
    link = w("hyperlink", run(entry.number + entry.text), anchor=entry.bookmark, history=1)
    return paragraph(TOC_STYLES[entry.level - 1], link)
