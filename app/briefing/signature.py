"""Where issuing unit and date stand at the end (GB/T 9704-2012, 7.3.5.1: room for a seal)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from app.briefing.document import Briefing

_DATE_IN: Final = 4.0
_LEAST_IN: Final = 2.0


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines and how many characters they stand in from the right side; empty ones are none."""

    issuer: str
    issuer_in: float
    dated: str
    date_in: float


def signature_of(briefing: Briefing) -> Signature:
    """The date four characters in, the unit centred above it; a long unit two in."""
    middle = _DATE_IN + characters(briefing.dated) / 2
    centred = middle - characters(briefing.issuer) / 2
    issuer_in = max(_LEAST_IN, round(centred, 2)) if briefing.dated else _LEAST_IN
    return Signature(briefing.issuer, issuer_in, briefing.dated, _DATE_IN)


def characters(text: str) -> float:
    """Width of a line in characters of Chinese type: letters and digits are half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
