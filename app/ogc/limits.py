"""How many features one answer may hold."""

from __future__ import annotations

from typing import Final

DEFAULT_LIMIT: Final = 10
MOST_ITEMS: Final = 10_000
