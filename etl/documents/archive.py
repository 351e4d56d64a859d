"""XLSX and DOCX are ZIP archives: looked through before a library unpacks them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from etl.documents.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED_BYTES, MIN_RATIO_BYTES
from etl.documents.source import Source

_CHUNK_BYTES = 2**20
_PIECE_BYTES = 2**16
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_DAMAGED = "damaged or cut off: fetch it again"


def open_archive(source: Source) -> zipfile.ZipFile:
    """Open an archive after looking at what it declares.

    Raises
    ------
    InvalidInput
        If it is damaged or locked, has too many files inside, or declares to be too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise source.fault(_DAMAGED) from None
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise source.fault(f"{len(entries):,} files inside, more than {MAX_ENTRIES:,}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise source.fault("locked with a password: save it without one")
    if len({entry.filename for entry in entries}) < len(entries):
        raise source.fault("a file stands in it twice: save it anew")
    if sum(entry.compress_size for entry in entries) > len(source.content):
        raise source.fault("its parts overlap: not a document that an office program made")
    _check_sizes(source, entries)
    return archive


def unpack_all(source: Source, archive: zipfile.ZipFile) -> None:
    """Unpack everything once, keeping nothing, and hold it to what it declares.

    Raises
    ------
    InvalidInput
        If a part is damaged, larger than declared, or defines XML entities.
    """
    for entry in archive.infolist():
        size, checksum, tail = 0, 0, b""
        for chunk in _unpacked(source, entry):
            size += len(chunk)
            if size > entry.file_size:
                raise source.fault(f"{entry.filename} inside is larger than declared")
            checksum = zlib.crc32(chunk, checksum)
            if any(mark in tail + chunk for mark in _DOCTYPES) and _is_xml(entry.filename):
                raise source.fault(f"{entry.filename} inside defines XML entities: not read")
            tail = chunk[-32:]
        if size != entry.file_size or checksum != entry.CRC:
            raise source.fault(f"{entry.filename} inside is {_DAMAGED}")


def _check_sizes(source: Source, entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED_BYTES:
        raise source.fault(
            f"{total // 2**20:,} MB unpacked, more than {MAX_UNPACKED_BYTES // 2**20} MB"
        )
    for entry in entries:
        if entry.file_size > max(MIN_RATIO_BYTES, MAX_RATIO * entry.compress_size):
            raise source.fault(
                f"{entry.filename} inside is packed more than {MAX_RATIO} times: "
                "not a document that an office program made"
            )


def _unpacked(source: Source, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of one entry, whatever it declares, one bounded chunk after the other."""
    packed = memoryview(source.content)[_data_offset(source, entry) :][: entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise source.fault(f"{entry.filename} inside is packed in an unusual way: save it anew")
    try:
        yield from _inflated(packed)
    except zlib.error:
        raise source.fault(f"{entry.filename} inside is {_DAMAGED}") from None


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PIECE_BYTES):
        piece: memoryview | bytes = packed[at : at + _PIECE_BYTES]
        while piece:
            yield inflate.decompress(piece, _CHUNK_BYTES)
            piece = inflate.unconsumed_tail
    while chunk := inflate.decompress(b"", _CHUNK_BYTES):
        yield chunk


def _data_offset(source: Source, entry: zipfile.ZipInfo) -> int:
    header = source.content[entry.header_offset :][: _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise source.fault(_DAMAGED)
    *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
    return int(entry.header_offset + _LOCAL_HEADER.size + name_bytes + extra_bytes)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))
