"""The address of the live view as a QR code, for those who hold the paper."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

import segno

from app.briefing.document import Picture

SIDE_MM: Final = 22.0
_DOTS_PER_MODULE: Final = 8


@lru_cache(maxsize=64)
def qr_code(address: str) -> Picture:
    """Draw it with the white border that readers need; a seventh of it may be soiled (level M)."""
    body = io.BytesIO()
    code = segno.make(address, error="m", boost_error=False, micro=False)
    code.save(body, kind="png", scale=_DOTS_PER_MODULE, border=4)
    return Picture(body.getvalue(), SIDE_MM, SIDE_MM)
