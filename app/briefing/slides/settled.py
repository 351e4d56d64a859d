"""A file of Office without the hour at which it was made: the same content is the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip knows."""


def settled(body: bytes) -> bytes:
    """Write a package again with one date for all of its parts, also of packages within it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as read, zipfile.ZipFile(made, "w") as written:
        for name in read.namelist():
            part = read.read(name)
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            is_small = name.endswith((".png", ".xlsx"))  # they are compressed already
            entry.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            written.writestr(entry, settled(part) if name.endswith(".xlsx") else part)
    return made.getvalue()
