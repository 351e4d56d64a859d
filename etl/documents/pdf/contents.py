"""How much a PDF page draws, told before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import LIT
from pdfplumber.utils.exceptions import PdfminerException

from etl.documents.limits import MAX_PAGE_BYTES, MAX_PAGE_CHARACTERS
from etl.documents.rows import Where
from etl.documents.source import fault_at

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STRING = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_STRING_BYTES_EACH = 4
"""Most bytes that stand for one character."""
_DEEPEST_FORM = 20


class _Drawing:
    """Sums up what is drawn; a form counts as often as it is drawn, and forms may draw forms."""

    def __init__(self, where: Where) -> None:
        self._where = where
        self._bytes = 0
        self._string_bytes = 0

    def add(self, streams: Sequence[object], resources: object, depth: int = 0) -> None:
        """Add streams of instructions, and what they draw.

        Raises
        ------
        InvalidInput
            As soon as it is too much.
        """
        forms = _forms(resources)
        for stream in map(resolve1, streams):
            if not isinstance(stream, PDFStream):
                continue
            data = stream.get_data()
            self._count(data, depth)
            for name in _DRAWN.findall(data):
                form = forms.get(_ESCAPED.sub(_character, name))
                if form is not None:
                    self.add([form], form.get("Resources") or resources, depth + 1)

    def _count(self, data: bytes, depth: int) -> None:
        self._bytes += len(data)
        self._string_bytes += sum(map(len, _STRING.findall(data)))
        if self._bytes > MAX_PAGE_BYTES or depth > _DEEPEST_FORM:
            raise fault_at(self._where, "more drawing on one page than a list needs")
        if self._string_bytes > _STRING_BYTES_EACH * MAX_PAGE_CHARACTERS:
            raise fault_at(self._where, f"more than {MAX_PAGE_CHARACTERS:,} characters on one page")


def check_contents(page: PDFPage, where: Where) -> None:
    """Hold a page to what a page of print may draw.

    Raises
    ------
    InvalidInput
        If its instructions, or the characters in them, are too many.
    PdfminerException
        If they are damaged.
    """
    try:
        _Drawing(where).add(page.contents, page.resources)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise PdfminerException(error) from error


def _character(escaped: re.Match[bytes]) -> bytes:
    return bytes([int(escaped[1], 16)])


def _forms(resources: object) -> Mapping[bytes, PDFStream]:
    """The forms that a page or form may draw, by name."""
    found = dict_value(resources).get("XObject") if resources else None
    streams = {name: resolve1(one) for name, one in (dict_value(found) if found else {}).items()}
    return {
        name if isinstance(name, bytes) else str(name).encode(): stream
        for name, stream in streams.items()
        if isinstance(stream, PDFStream) and stream.get("Subtype") is LIT("Form")
    }
