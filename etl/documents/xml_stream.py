"""XML inside archives, read piece by piece so that no element can fill the memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, Literal, cast

from lxml import etree

from etl.documents.limits import MAX_ELEMENT_BYTES, MAX_SMALL_PART_BYTES
from etl.documents.source import Source

_PIECE_BYTES = 2**16


class XmlStream:
    """Events of some tags from a stream, as `lxml.etree.iterparse` gives them.

    Who takes the events frees what is done with and says so; if too much is held, it is an error.
    """

    def __init__(self, source: Source, stream: IO[bytes]) -> None:
        self._source = source
        self._stream = stream
        self._held_bytes = 0

    def events(
        self, events: Sequence[Literal["start", "end"]], tags: Sequence[str]
    ) -> Iterator[tuple[str, etree._Element]]:
        """Give the events.

        Raises
        ------
        InvalidInput
            If more than `MAX_ELEMENT_BYTES` are read without anything being freed.
        lxml.etree.XMLSyntaxError
            If the XML is damaged.
        """
        parser = etree.XMLPullParser(events, tag=tags, resolve_entities=False, no_network=True)
        while piece := self._stream.read(_PIECE_BYTES):
            parser.feed(piece)
            self._held_bytes += len(piece)
            yield from cast("Iterator[tuple[str, etree._Element]]", parser.read_events())
            if self._held_bytes > MAX_ELEMENT_BYTES:
                raise self._source.fault(
                    f"a row or paragraph of more than {MAX_ELEMENT_BYTES // 2**20} MB inside: "
                    "not a document that an office program made"
                )
        parser.close()

    def free(self, element: etree._Element) -> None:
        """Empty an element and drop those before it."""
        element.clear()
        parent = element.getparent()
        if parent is not None:
            while element.getprevious() is not None:
                del parent[0]
        self._held_bytes = 0


def small_part(source: Source, archive: zipfile.ZipFile, name: str) -> etree._Element:
    """The root of a part that is held whole.

    Raises
    ------
    InvalidInput
        If it is too large.
    KeyError, lxml.etree.XMLSyntaxError
        If it is missing or damaged.
    """
    if archive.getinfo(name).file_size > MAX_SMALL_PART_BYTES:
        raise source.fault(f"{name} inside is larger than {MAX_SMALL_PART_BYTES // 2**20} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(name), parser)
