"""What a document is, by its content; the extension is only compared with it."""

from __future__ import annotations

import re
import struct
from pathlib import PurePath

from etl.documents.archive import open_archive
from etl.documents.rows import Remark
from etl.documents.source import Source

_EXTENSIONS = {
    "csv": {".csv", ".tsv", ".txt"},
    "xlsx": {".xlsx", ".xlsm", ".et"},
    "xls": {".xls", ".et"},
    "docx": {".docx", ".docm", ".wps"},
    "pdf": {".pdf"},
    "html": {".html", ".htm", ".shtml", ".xhtml"},
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HEADER_BYTES = 512
_WORKBOOK_BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS = 0x2F
_RECORDS_LOOKED_AT = 10
_SAVE_AS = "open it and save the list as XLSX, DOCX, PDF or CSV"
_SIGNATURES = (
    (b"{\\rtf", "an RTF text", _SAVE_AS),
    (b"\x89PNG", "a PNG picture", "recognise its text (OCR) and save that as PDF or CSV"),
    (b"\xff\xd8\xff", "a JPEG picture", "recognise its text (OCR) and save that as PDF or CSV"),
    (b"GIF8", "a GIF picture", "recognise its text (OCR) and save that as PDF or CSV"),
    (b"II*\0", "a TIFF picture", "recognise its text (OCR) and save that as PDF or CSV"),
    (b"MM\0*", "a TIFF picture", "recognise its text (OCR) and save that as PDF or CSV"),
    (b"BM", "a BMP picture", "recognise its text (OCR) and save that as PDF or CSV"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"MIME-Version:", "a saved web page in one file (MHTML)", "save it as HTML"),
)  # fmt: skip
_PARTS = (
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "docx"),
)
_OTHER_PARTS = (
    ("xl/workbook.bin", "an XLSB workbook"),
    ("ppt/presentation.xml", "a presentation"),
    ("OFD.xml", "an OFD document"),
    ("content.xml", "an OpenDocument file"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|ul|ol|h[1-6]|style|script|span|br)"
    r"[\s>/]",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(source: Source) -> str:
    """Tell csv, xlsx, xls, docx, pdf and html apart.

    Raises
    ------
    InvalidInput
        If the document is of another kind, or locked with a password; the message says which,
        and what to do.
    """
    content = source.content
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(_OLE):
        return _old_office(source)
    if content.startswith(b"PK"):
        return _archive(source)
    if b"%PDF-" in content[:1024] and b"endobj" in content:
        return "pdf"
    _refuse_known(source)
    return "html" if _HTML.match(_beginning(content)) else "csv"


def extension_remark(source: Source, kind: str) -> Remark | None:
    """A remark if the name of the file says another kind than its content."""
    extension = PurePath(source.name).suffix.lower()
    if not extension or extension in _EXTENSIONS[kind]:
        return None
    return Remark("extension", f"read as {kind.upper()}, which it is by content", source.where(1))


def _old_office(source: Source) -> str:
    content = source.content
    if len(content) < _OLE_HEADER_BYTES or _directory_offset(content) >= len(content):
        raise source.fault("damaged or cut off: fetch it again")
    if _has_stream(content, "EncryptedPackage") or _is_locked_workbook(content):
        raise source.fault("locked with a password: open it and save it without one")
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return "xls"
    if _has_stream(content, "WordDocument"):
        raise source.fault("an old Word or WPS file (DOC, WPS): save it as DOCX")
    raise source.fault(f"an old Office file without a workbook: {_SAVE_AS}")


def _directory_offset(content: bytes) -> int:
    """Where the list of streams of an OLE file begins ([MS-CFB] 2.2)."""
    (shift,) = struct.unpack_from("<H", content, 30)
    (sector,) = struct.unpack_from("<I", content, 48)
    return int((sector + 1) << min(shift, 16))


def _is_locked_workbook(content: bytes) -> bool:
    """Whether a FilePass record stands near the beginning of a workbook ([MS-XLS] 2.4.117)."""
    at = content.find(_WORKBOOK_BEGIN)
    for _ in range(_RECORDS_LOOKED_AT):
        if at < 0 or at + 4 > len(content):
            return False
        record, size = struct.unpack_from("<HH", content, at)
        if record == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _has_stream(content: bytes, name: str) -> bool:
    """Whether an OLE file has a stream: its directory entries stand at multiples of 128 bytes."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = content.find(wanted)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = content.find(wanted, at + 1)
    return False


def _archive(source: Source) -> str:
    with open_archive(source) as archive:
        names = set(archive.namelist())
        for part, kind in _PARTS:
            if part in names:
                return kind
        raise source.fault(_other_archive(names))


def _other_archive(names: set[str]) -> str:
    for part, description in _OTHER_PARTS:
        if part in names:
            return f"{description}: {_SAVE_AS}"
    inside = ", ".join(sorted(names)[:3]) or "nothing"
    return f"a ZIP archive with {inside}: unpack it and give the file inside"


def _refuse_known(source: Source) -> None:
    for signature, description, advice in _SIGNATURES:
        if source.content.startswith(signature):
            raise source.fault(f"{description}: {advice}")
    if b'progid="Excel.Sheet"' in source.content[:1024]:
        raise source.fault("an XML workbook of 2003: open it and save it as XLSX")


def _beginning(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[:8192].decode("utf-16", errors="replace")
    return content[:8192].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
