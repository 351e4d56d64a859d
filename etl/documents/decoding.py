"""Text from bytes: UTF-8, UTF-16 with a mark, GB18030."""

from __future__ import annotations

from etl.documents.source import Source, fault_at


def decode(source: Source) -> str:
    """Decode a text file.

    Raises
    ------
    InvalidInput
        If it is in none of these, in two of them, cut off, or holds NUL bytes; with the line.
    """
    content = source.content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(source)
    if (position := content.find(b"\0")) >= 0:
        where = source.where(content.count(b"\n", 0, position) + 1)
        raise fault_at(where, "NUL byte; the file is damaged or not a text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _utf16(source: Source) -> str:
    try:
        return source.content.decode("utf-16")
    except UnicodeDecodeError:
        raise source.fault("the UTF-16 text is cut off or damaged: fetch it again") from None
