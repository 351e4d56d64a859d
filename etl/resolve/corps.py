"""The Xinjiang Production and Construction Corps: divisions and their cities."""

from __future__ import annotations

import re

from etl.resolve import confidence as scale
from etl.resolve.chain import ChainReader
from etl.resolve.choice import choose
from etl.resolve.finding import Finding
from etl.resolve.placement import Method
from etl.resolve.reference import Reference
from etl.resolve.tail import read_tail
from etl.resolve.territory import Territory
from etl.resolve.units import CORPS_WORDS, XINJIANG
from geo.place import Level

_CORPS = re.compile("(?:新疆维吾尔自治区)?(?:" + "|".join(CORPS_WORDS) + ")")
_DIVISION = re.compile(r"第?([一二三四五六七八九十]{1,2}|\d{1,2})师")
_REGIMENT = re.compile(r"\d{1,3}团(?:场)?|[一-鿿]{1,4}团场")
_NUMERALS = "零一二三四五六七八九"


def division_number(text: str) -> str:
    """十二 -> 12; digits stay."""
    if text.isdigit():
        return str(int(text))
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return str(_NUMERALS.index(text)) if len(text) == 1 else ""
    number = (_NUMERALS.index(tens) if tens else 1) * 10
    return str(number + (_NUMERALS.index(ones) if ones else 0))


class CorpsReader:
    """Reads names that begin with the Corps or one of its divisions."""

    def __init__(self, chains: ChainReader, territory: Territory, reference: Reference) -> None:
        self._chains = chains
        self._territory = territory
        self._divisions = reference.divisions

    def at(self, text: str, start: int) -> Finding | None:
        """The place of a Corps name; none if the text does not speak of the Corps."""
        corps = _CORPS.match(text, start)
        end = corps.end() if corps else start
        division = _DIVISION.match(text, end)
        if (corps is None and division is None) or XINJIANG not in self._territory.gazetteer:
            return None
        if division:
            end = division.end()
        choice = choose(self._chains.at(text, end), XINJIANG, self._territory)
        if choice and choice.agrees and not choice.ambiguous:
            method = Method.CORPS
            end = self._after(text, choice.chain.end)
            value = 0.95 if choice.chain.place.level is Level.COUNTY else 0.8
            return Finding((choice.chain.place,), method, value, start, end)
        return self._division(text, start, end, division[1] if division else "")

    @staticmethod
    def _after(text: str, end: int) -> int:
        """Position after a regiment and a zone, which are no places of the layer."""
        if regiment := _REGIMENT.match(text, end):
            end = regiment.end()
        return read_tail(text, end).end

    def _division(self, text: str, start: int, end: int, number: str) -> Finding | None:
        end = self._after(text, end)
        place = self._divisions.get(division_number(number)) if number else None
        if place is None:
            note = "the Corps is no place of the layer; placed at the province"
            return Finding((XINJIANG,), Method.CORPS, scale.UNIT_ONLY, start, end, (note,))
        note = f"division {number} of the Corps: {self._territory.path(place)}"
        return Finding((place,), Method.CORPS, scale.CORPS - 0.1, start, end, (note,))
