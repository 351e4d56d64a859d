"""Ids of rows and cells that hold several things."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable


def joined(parts: Iterable[str]) -> str | None:
    """Codes or ids with ; between them; None if there are none."""
    return ";".join(parts) or None


def digest(*parts: object) -> str:
    """Ten hexadecimal digits of what a row says, for an id where the source gives none."""
    text = "\0".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def told_apart(names: Iterable[str]) -> list[str]:
    """Names in their order; one that stands again is number 2, 3 and so on."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name}-{seen[name]}" if seen[name] > 1 else name)
    return found
