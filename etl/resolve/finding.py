"""A finding: the place that a text gives, and which part of the text gave it."""

from __future__ import annotations

from dataclasses import dataclass

from etl.resolve.placement import Method
from geo.place import PlaceKey


@dataclass(frozen=True, slots=True)
class Finding:
    """Outcome of one way to read a name.

    `level` is empty where the one place's own level holds.
    """

    places: tuple[PlaceKey, ...]
    method: Method
    confidence: float
    start: int
    end: int
    notes: tuple[str, ...] = ()
    candidates: tuple[PlaceKey, ...] = ()
    level: str = ""

    @property
    def stated_level(self) -> str:
        """The placement's level."""
        if self.level:
            return self.level
        if not self.places:
            return "none"
        return self.places[0].level.value if len(self.places) == 1 else "several"
