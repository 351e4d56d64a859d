"""Numbers of headings: 一、 and （一） as in GB/T 9704-2012 (7.3.3), 1. and 1.1 in English."""

from __future__ import annotations

from typing import Final

from app.state import Language

_DIGITS: Final = "〇一二三四五六七八九"


def chinese_number(value: int) -> str:
    """Write a number from 1 to 99: 一, 十, 十二, 二十."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


class HeadingNumbers:
    """Counts the headings of one document, as Word does from its list of levels."""

    def __init__(self, lang: Language) -> None:
        self._is_english = lang is Language.EN
        self._section = self._part = 0

    def next(self, level: int) -> str:
        """Number of the next heading of a level, 1 or 2, with its punctuation."""
        if level == 1:
            self._section, self._part = self._section + 1, 0
            return (
                f"{self._section}. " if self._is_english else f"{chinese_number(self._section)}、"
            )
        self._part += 1
        if self._is_english:
            return f"{self._section}.{self._part} "
        return f"（{chinese_number(self._part)}）"
