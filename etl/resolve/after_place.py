"""Taking in what stands after a place: towns, zones, parts of zones, repeated ancestors."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.resolve import confidence as scale
from etl.resolve.chain import OFFICIAL, ChainReader
from etl.resolve.finding import Finding
from etl.resolve.placement import Method
from etl.resolve.tail import read_district, read_tail
from etl.resolve.territory import Territory
from geo.place import Level

_BACK_REFERENCE = re.compile(r"[·,，/\\|>\-—_:：( ]{1,3}")
_PART = re.compile(r"园|片区|分区|分园|组团")


class AfterPlace:
    """Reads on after a finding's place."""

    def __init__(self, chains: ChainReader, territory: Territory) -> None:
        self._chains = chains
        self._territory = territory

    def taken_in(self, text: str, found: Finding) -> Finding:
        """The finding with the town, zone or area word after the place taken in."""
        found = self._without_back_reference(text, found)
        for _ in range(3):
            tail = read_tail(text, found.end)
            if tail.end == found.end and found.places[0].level is Level.PREFECTURE:
                tail = read_district(text, found.end) or tail
            if tail.end == found.end:
                return found
            found = replace(found, end=tail.end)
            if tail.town:
                found = self._at_town(found, tail.town)
            elif tail.zone:
                found = self._in_part(text, self._at_zone(found, tail.zone))
            found = self._without_back_reference(text, found)
        return found

    def _without_back_reference(self, text: str, found: Finding) -> Finding:
        """Skip a place that only repeats where this one lies: 沙河市——河北省…"""
        between = _BACK_REFERENCE.match(text, found.end)
        if between is None:
            return found
        place = found.places[0]
        ends = [
            chain.end
            for chain in self._chains.at(text, between.end())
            if self._territory.holds(chain.place, place) and chain.last.reading.form in OFFICIAL
        ]
        return replace(found, end=max(ends)) if ends else found

    def _at_zone(self, found: Finding, zone: str) -> Finding:
        if found.places[0].level is Level.COUNTY:
            return replace(found, confidence=min(found.confidence, 0.93))
        note = f"{zone}: a development zone, no county is certain"
        return replace(
            found,
            method=Method.ZONE,
            confidence=min(found.confidence, scale.PREFECTURE_ZONE),
            notes=(*found.notes, note),
        )

    def _in_part(self, text: str, found: Finding) -> Finding:
        """A named part of a zone: 张江高新区黄浦园, 乌鲁木齐经开区(头屯河区)."""
        bracket = text[found.end : found.end + 1] == "("
        inside = [
            chain
            for chain in self._chains.at(text, found.end + bracket)
            if chain.place != found.places[0]
            and self._territory.holds(found.places[0], chain.place)
            and (
                text[chain.end : chain.end + 1] == ")" if bracket else _PART.match(text, chain.end)
            )
        ]
        if not inside:
            return found
        chain = max(inside, key=lambda c: c.end)
        end = chain.end + 1 if bracket else read_tail(text, chain.end).end
        return replace(found, places=(chain.place,), confidence=0.85, end=end)

    def _at_town(self, found: Finding, town: str) -> Finding:
        """A town that is not in the table: the place stays what it is."""
        if found.places[0].level is Level.COUNTY:
            return found
        note = f"the layer has no towns; {town} is placed by what else the name says"
        confidence = min(found.confidence, scale.UNKNOWN_TOWN)
        return replace(found, confidence=confidence, notes=(*found.notes, note))
