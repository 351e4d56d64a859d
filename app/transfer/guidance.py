"""Policy: what prefectures are asked to receive, to phase out, or to receive no longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geo.place import Level, PlaceKey


class Direction(StrEnum):
    """What a prefecture is asked to do with an industry."""

    RECEIVE = "receive"
    PHASE_OUT = "phase_out"
    NO_LONGER_RECEIVE = "no_longer_receive"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a guidance directory."""

    place: PlaceKey
    direction: Direction
    direction_zh: str
    sector: str | None
    item: str
    record_complete: str | None
    source_url: str | None
    source_id: str
    source_row: int


class Guidance:
    """The entries of an edition, by prefecture."""

    def __init__(self, records: Iterable[dict[str, Any]]) -> None:
        self.entries = tuple(_entry(record) for record in records)
        self._of: dict[PlaceKey, list[Entry]] = {}
        for entry in self.entries:
            self._of.setdefault(entry.place, []).append(entry)

    @property
    def places(self) -> list[PlaceKey]:
        """Prefectures that the source tells about, in its order."""
        return list(self._of)

    def of(self, place: PlaceKey) -> list[Entry]:
        """Entries of one prefecture, in the order of the source."""
        return self._of.get(place, [])

    def directions(self, place: PlaceKey) -> frozenset[Direction]:
        """What it is asked to do with some industry."""
        return frozenset(entry.direction for entry in self.of(place))

    def is_complete(self, place: PlaceKey) -> bool:
        """Whether the source says that it holds the whole record of a prefecture."""
        return all((entry.record_complete or "").startswith("yes") for entry in self.of(place))


def _entry(record: dict[str, Any]) -> Entry:
    return Entry(
        PlaceKey(Level(record["level"]), record["adcode"]),
        Direction(record["direction"]),
        record["direction_zh"],
        record["sector"],
        record["item"],
        record["record_complete"],
        record["source_url"],
        record["source_id"],
        int(record["source_row"]),
    )
