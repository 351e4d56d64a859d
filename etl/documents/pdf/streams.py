"""Looks at the compressed parts of a PDF before a library unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from etl.documents.limits import MAX_STREAM_BYTES
from etl.documents.rows import Remark
from etl.documents.source import Source

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY_BYTES = 2048
_PIECE_BYTES = 2**16
_TRAILER_WITHIN = 2048


def check_streams(source: Source) -> Iterator[Remark]:
    """Unpack every compressed part once, keeping nothing; gives a remark if one is damaged.

    Pictures are left out: they are never unpacked to read text.

    Raises
    ------
    InvalidInput
        If the file is cut off, or a part is larger than is reasonable or packed twice over.
    """
    content = source.content
    if b"startxref" not in content[-_TRAILER_WITHIN:]:
        raise source.fault("the PDF is damaged or cut off: fetch it again")
    if _TWICE.search(content):
        raise source.fault("parts of it are packed twice over; print it to a new PDF")
    for found in _STREAM.finditer(content):
        begin = content.rfind(b"obj", max(0, found.start() - _DICTIONARY_BYTES), found.start())
        dictionary = content[max(begin, 0) : found.start()]
        if b"/Fl" in dictionary and not _IMAGE.search(dictionary):
            is_whole = _check(source, found.end())
            if not is_whole and b"/Encrypt" not in content:
                message = "a part is damaged, text may be missing: fetch it again"
                yield Remark("damaged-part", message, source.where(1))
                return


def _check(source: Source, begin: int) -> bool:
    """Whether a part can be unpacked to its end."""
    inflate = zlib.decompressobj()
    size, at = 0, begin
    try:
        while not inflate.eof and at < len(source.content):
            piece = source.content[at : at + _PIECE_BYTES]
            at += _PIECE_BYTES
            while piece and not inflate.eof:
                size += len(inflate.decompress(piece, MAX_STREAM_BYTES))
                piece = inflate.unconsumed_tail
                if size > MAX_STREAM_BYTES:
                    raise source.fault(
                        f"a part of more than {MAX_STREAM_BYTES // 2**20} MB unpacked: "
                        "not a document that an office program made"
                    )
    except zlib.error:
        return False
    return inflate.eof
