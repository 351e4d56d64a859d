"""The text that people read: one catalogue for each language, under assets/locales."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from app.state import Language

LOCALES = Path(__file__).resolve().parents[1] / "assets" / "locales"


class Text:
    """One language's catalogue; call it with a key and the values that the text names."""

    def __init__(self, lang: Language, entries: dict[str, str]) -> None:
        self.lang = lang
        self._entries = entries

    def __call__(self, key: str, **values: object) -> str:
        """Return the text for `key`.

        Raises
        ------
        KeyError
            If the catalogue has no such key: a fault of the program, held by a test.
        """
        return self._entries[key].format(**values)

    def entries(self) -> Iterable[str]:
        """All texts of the catalogue, as they are written there."""
        return self._entries.values()

    def or_else(self, key: str, fallback: str) -> str:
        """Return the text for `key`, or what stands in the data where the catalogue has none."""
        return self._entries.get(key, fallback)

    def number(self, value: float, digits: int = 3) -> str:
        """Format a value with thousands separators and at most `digits` significant digits."""
        if value == int(value):
            return f"{int(value):,}"
        decimals = max(0, digits - len(str(int(abs(value)))) if abs(value) >= 1 else digits - 1)
        if 0 < abs(value) < 1:
            return f"{value:.{digits}g}"
        return f"{value:,.{decimals}f}"


@lru_cache(maxsize=len(Language))
def text_in(lang: Language) -> Text:
    """Return the catalogue of a language, read once."""
    with (LOCALES / f"{lang}.json").open(encoding="utf-8") as file:
        return Text(lang, json.load(file))
