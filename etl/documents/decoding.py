"""Text from bytes: UTF-8, UTF-16 with a mark, GB18030."""

from __future__ import annotations

import codecs
import re

from etl.documents.source import Source, fault_at
from geo.errors import InvalidInput

_CHINESE = re.compile("[\u4e00-\u9fff]")


def decode(source: Source, declared: str | None = None) -> str:
    """Decode a text.

    Parameters
    ----------
    source : Source
    declared : str, optional
        The encoding that the document itself names.

    Raises
    ------
    InvalidInput
        If it is in no known encoding, in two of them, cut off, or holds NUL bytes; with the line.
    """
    content = source.content
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(source)
    if (position := content.find(b"\0")) >= 0:
        message = "NUL byte: the file is damaged, or not a text; save it as UTF-8"
        raise _fault(source, position, message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _declared(content, declared) if declared else None
        return _gb18030(source, error) if text is None else text


def _utf16(source: Source) -> str:
    try:
        text = source.content.decode("utf-16")
    except UnicodeDecodeError:
        raise source.fault("the UTF-16 text is cut off or damaged: fetch it again") from None
    if (position := text.find("\0")) >= 0:
        where = source.where(text.count("\n", 0, position) + 1)
        raise fault_at(where, "NUL character: the file is damaged, or not a text")
    return text


def _declared(content: bytes, encoding: str) -> str | None:
    """The text in an encoding such as Big5; None if it is not in it, or UTF-8 or GBK anyway."""
    try:
        if codecs.lookup(encoding).name in {"utf-8", "gb2312", "gbk", "gb18030"}:
            return None
        return content.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _gb18030(source: Source, error: UnicodeDecodeError) -> str:
    """Decode what is not UTF-8, unless part of it is."""
    content = source.content
    before = _CHINESE.search(content[: error.start].decode("utf-8"))
    if error.reason == "unexpected end of data" and before:
        raise source.fault("ends in the middle of a character: it is cut off, fetch it again")
    if _CHINESE.search(_valid_lines(content)):
        raise _fault(source, error.start, "not UTF-8, while other lines are: save all in UTF-8")
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as second:
        raise _fault(source, second.start, "neither UTF-8 nor GBK: save it as UTF-8") from None


def _valid_lines(content: bytes) -> str:
    """The lines that are UTF-8 and hardly anything else: with three characters or more."""
    valid = []
    for line in content.split(b"\n"):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(_CHINESE.findall(text)) > 2:
            valid.append(text)
    return "".join(valid)


def _fault(source: Source, position: int, message: str) -> InvalidInput:
    return fault_at(source.where(source.content.count(b"\n", 0, position) + 1), message)
