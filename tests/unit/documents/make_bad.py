"""Files that are no usable list: containers, bombs, pictures."""

import io
import struct
import zipfile
import zlib

SECTOR = 512
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def ole(*streams):
    """A minimal OLE file whose directory names some streams."""
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHH", header, 24, 0x3E, 3, 0xFFFE, 9)
    struct.pack_into("<I", header, 48, 1)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams)
    )
    return bytes(header) + bytes(SECTOR) + directory.ljust(2 * SECTOR, b"\0")


def archive(*entries):
    """A ZIP archive of names and contents."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in entries:
            target.writestr(name, body)
    return stream.getvalue()


def declaring(content, name, size):
    """An archive in which a file inside declares another unpacked size, in both places."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entry = source.getinfo(name)
    central = content.rfind(name.encode()) - 46
    struct.pack_into("<I", changed, entry.header_offset + 22, size)
    struct.pack_into("<I", changed, central + 24, size)
    return bytes(changed)


def one_page_pdf(*objects, page=b"", content=b""):
    """A PDF written by hand: one page, given objects from number 5 on."""
    stream = zlib.compress(content, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + page + b">>",
        b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        *objects,
    ]
    body, offsets = b"%PDF-1.5\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(parts) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    at = body.rindex(b"xref\n")
    return body + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, at)


def scan():
    """A PDF page with a picture and no text."""
    picture = zlib.compress(bytes(100))
    image = (
        b"<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
        % (len(picture), picture)
    )
    return one_page_pdf(
        image, page=b"/Resources<</XObject<</I 5 0 R>>>>", content=b"q 600 0 0 800 0 0 cm /I Do Q"
    )
