"""A decision of the steward about one entry of a list, and the search for the one that applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from etl.assembly.identity import bare, core_name
from geo.place import Gazetteer, Level, PlaceKey

CLUSTER, PARK = "cluster", "park"
KINDS = (CLUSTER, PARK)
ITSELF = "itself"
"""In place of another cluster's name: the entry is no other cluster."""

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an entry lies, or which cluster it is, as a person decided.

    `unit` and `programme_id` are empty where the decision holds for any. `adcodes` are the places;
    `level` says which where a code stands at two levels (441900), empty: the coarsest. `same_as` is
    the name or id of the cluster that the entry is, or `ITSELF`.
    """

    name_zh: str
    kind: str = CLUSTER
    unit: str = ""
    programme_id: str = ""
    adcodes: tuple[str, ...] = ()
    level: str = ""
    same_as: str = ""
    decided_by: str = ""
    decided_on: str = ""
    why: str = ""
    source_id: str = ""
    source_row: int = 0

    @property
    def said(self) -> str:
        """Who decided when and why, for the note of a placement."""
        return f"decided by {self.decided_by} on {self.decided_on}: {self.why}"

    @property
    def outcome(self) -> str:
        """What was decided, in a few words."""
        at = f"at {';'.join(self.adcodes)}" if self.adcodes else ""
        same = f"the same as {self.same_as}" if self.same_as else ""
        return ", ".join(part for part in (at, same) if part)

    def key(self, unit_key: Callable[[str], str] = bare) -> Key:
        """What it is about: decisions with the same key exclude each other."""
        return (
            self.kind,
            name_key(self.kind, self.name_zh),
            unit_key(self.unit) if self.unit else "",
            self.programme_id,
        )

    def places(self, gazetteer: Gazetteer) -> tuple[PlaceKey, ...]:
        """The places decided, without codes that the boundary layer does not have."""
        found = (place_of(adcode, self.level, gazetteer) for adcode in self.adcodes)
        return tuple(key for key in found if key is not None)

    def lacking(self, gazetteer: Gazetteer) -> tuple[str, ...]:
        """The adcodes decided that the boundary layer does not have, at the level decided."""
        return tuple(
            adcode for adcode in self.adcodes if place_of(adcode, self.level, gazetteer) is None
        )


def place_of(adcode: str, level: str, gazetteer: Gazetteer) -> PlaceKey | None:
    """The place with a code: at the level if one is given, else the coarsest that bears it."""
    levels = [Level(level)] if level else list(Level)
    keys = (PlaceKey(one, adcode) for one in levels)
    return next((key for key in keys if key in gazetteer), None)


def name_key(kind: str, name: str) -> str:
    """A name as decisions compare it."""
    return core_name(name) if kind == CLUSTER else bare(name)


@dataclass(frozen=True, slots=True)
class DecisionsFile:
    """A file of decisions that was read."""

    source_id: str
    path: Path
    sha256: str
    decisions: tuple[Decision, ...]


class Decisions:
    """All decisions that hold for a run.

    Parameters
    ----------
    files
        Of two decisions with the same key the later one holds.
    unit_key
        Equal for two spellings of one recommending unit; by default the bare text.
    """

    def __init__(
        self, files: Iterable[DecisionsFile] = (), unit_key: Callable[[str], str] = bare
    ) -> None:
        self.files = tuple(files)
        self.all = tuple(one for file in self.files for one in file.decisions)
        self._unit_key = unit_key
        self._by_key = {decision.key(unit_key): decision for decision in self.all}

    def with_units(self, unit_key: Callable[[str], str]) -> Decisions:
        """The same decisions with another way to tell recommending units apart."""
        return Decisions(self.files, unit_key)

    def of(self, kind: str, name_zh: str, unit: str, programme_id: str) -> Decision | None:
        """The decision about an entry; of several the one that says most about it.

        Parameters
        ----------
        kind : str
            `cluster` or `park`.
        name_zh, unit : str
            As a list prints them; compared in bare form.
        programme_id : str
            Empty for a park.
        """
        if not self._by_key:
            return None
        name = name_key(kind, name_zh)
        its_unit = self._unit_key(unit) if unit else ""
        for unit_part, programme in (
            (its_unit, programme_id),
            (its_unit, ""),
            ("", programme_id),
            ("", ""),
        ):
            if decision := self._by_key.get((kind, name, unit_part, programme)):
                return decision
        return None
