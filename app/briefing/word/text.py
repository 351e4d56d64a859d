"""Paragraphs, runs and fields of a DOCX."""

from __future__ import annotations

from collections.abc import Sequence

from app.briefing.plain import plain
from app.briefing.word.xml import Node, w


def run(text: str, style: str = "") -> Node:
    """A run of text, as it is: nothing in it is read as markup."""
    properties = w("rPr", w("rStyle", val=style)) if style else None
    return w("r", properties, w("t", plain(text), xml_space="preserve"))


def paragraph(style: str, *runs: Node, properties: Sequence[Node] = ()) -> Node:
    """A paragraph; `properties` are what its style does not say, in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *runs)


def keep_with_next(node: Node) -> None:
    """Ask that a paragraph stands on the page of the next one."""
    properties = node[0]
    if properties.tag == w("pPr").tag and properties.find(w("keepNext").tag) is None:
        properties.insert(1, w("keepNext"))  # after the style


def field(instruction: str, result: str) -> list[Node]:
    """A field with the result that it has before anybody updates it."""
    return [*open_field(instruction), run(result), close_field()]


def open_field(instruction: str) -> list[Node]:
    """The beginning of a field, whose result follows."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", w("instrText", f" {instruction} ", xml_space="preserve")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def close_field() -> Node:
    """The end of a field."""
    return w("r", w("fldChar", fldCharType="end"))


def bookmarked(name: str, number: int, *runs: Node) -> list[Node]:
    """Runs that a link inside the document can point at; names and numbers are unique."""
    begin = w("bookmarkStart", id=number, name=name)
    return [begin, *runs, w("bookmarkEnd", id=number)]
