"""What the atlas knows of industrial transfer: three natures, five kinds, never merged."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from geo.place import Level


class Nature(StrEnum):
    """How something is known."""

    POLICY = "policy"
    OBSERVED = "observed"
    MODELLED = "modelled"


class Kind(StrEnum):
    """What the map of industrial transfer shows."""

    POLICY = "policy"
    EVENTS = "events"
    PROJECTS = "projects"
    MODELLED = "modelled"
    GRADIENT = "gradient"

    @property
    def nature(self) -> Nature:
        """How values of this kind are known."""
        return _NATURES[self]

    @property
    def is_modelled(self) -> bool:
        """Whether a model of ours gives the values (估算)."""
        return self.nature is Nature.MODELLED

    @property
    def has_flows(self) -> bool:
        """Whether it tells from where to where."""
        return self in (Kind.PROJECTS, Kind.MODELLED)

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels of the units that it tells about, coarse to fine."""
        return _LEVELS[self]


class By(StrEnum):
    """By what recorded projects are measured."""

    AMOUNT = "amount"
    JOBS = "jobs"


_NATURES: Final[Mapping[Kind, Nature]] = {
    Kind.POLICY: Nature.POLICY,
    Kind.EVENTS: Nature.OBSERVED,
    Kind.PROJECTS: Nature.OBSERVED,
    Kind.MODELLED: Nature.MODELLED,
    Kind.GRADIENT: Nature.MODELLED,
}
_LEVELS: Final[Mapping[Kind, tuple[Level, ...]]] = {
    Kind.POLICY: (Level.PREFECTURE,),
    Kind.EVENTS: (Level.PROVINCE,),
    Kind.PROJECTS: (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY),
    Kind.MODELLED: (Level.PROVINCE,),
    Kind.GRADIENT: (Level.PROVINCE,),
}
