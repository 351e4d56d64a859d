"""Entries of lists that are one cluster: by their wording, or because the steward says so."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from etl.assembly.identity import cluster_id, core_name
from etl.decisions.decision import ITSELF

UnitKey = Callable[[str], str]


class Answer(StrEnum):
    """What a statement "this entry is the same as ..." came to."""

    JOINED = "joined"
    ALREADY = "already"  # they are one cluster by their wording
    DISTINCT = "distinct"  # the entry itself: it is no other cluster
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


class Families:
    """Clusters as sets of entries; each bears the id of its entry that was added first.

    So an entry that comes later joins the id that is in use, and ids stay as they were.

    Parameters
    ----------
    unit_key
        Equal for two spellings of one recommending unit.
    """

    def __init__(self, unit_key: UnitKey) -> None:
        self._unit_key = unit_key
        self._above: dict[str, str] = {}
        self._order: dict[str, int] = {}
        self._programme_of: dict[str, str] = {}
        self._by_wording: dict[tuple[str, str, str], str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}

    def add(self, programme_id: str, name: str, unit: str) -> str:
        """Take in an entry; give the id of its own wording."""
        identity = cluster_id(programme_id, name, unit)
        if identity not in self._above:
            self._above[identity] = identity
            self._order[identity] = len(self._order)
            self._programme_of[identity] = programme_id
            self._by_name.setdefault((programme_id, core_name(name)), []).append(identity)
        wording = self._wording(programme_id, name, unit)
        self.join(identity, self._by_wording.setdefault(wording, identity))
        return identity

    def id_of(self, identity: str) -> str:
        """The id of the cluster to which an entry's own id belongs."""
        while (above := self._above[identity]) != identity:
            identity = above
        return identity

    def join(self, one: str, other: str) -> None:
        """Make two clusters one; the id that was there first stays."""
        first, second = sorted((self.id_of(one), self.id_of(other)), key=self._order.__getitem__)
        self._above[second] = first

    def find(self, programme_id: str, name: str, unit: str) -> str | None:
        """The id of the cluster that an entry is by its wording, if it was taken in."""
        identity = cluster_id(programme_id, name, unit)
        if identity not in self._above:
            found = self._by_wording.get(self._wording(programme_id, name, unit))
            return None if found is None else self.id_of(found)
        return self.id_of(identity)

    def meant(
        self, programme_id: str, name: str, unit: str, same_as: str
    ) -> tuple[Answer, str | None]:
        """Which cluster an entry is said to be.

        Parameters
        ----------
        programme_id, name, unit
            The entry.
        same_as
            Name or id of a cluster of the same programme. `ITSELF`, or the entry's own id: it is no
            other cluster.

        Returns
        -------
        Answer and the cluster's id; `JOINED` says that they are to be joined.
        """
        own = self.find(programme_id, name, unit)
        if same_as in (ITSELF, cluster_id(programme_id, name, unit)):
            return Answer.DISTINCT, own
        found = self._called(programme_id, same_as, unit, own)
        if len(found) > 1:
            return Answer.AMBIGUOUS, None
        if not found:
            return Answer.UNKNOWN, None
        return (Answer.ALREADY if found[0] == own else Answer.JOINED), found[0]

    def _called(self, programme_id: str, text: str, unit: str, own: str | None) -> list[str]:
        """Clusters of a programme with this id or name: other ones, that of the same unit first."""
        if self._programme_of.get(text) == programme_id:
            return [self.id_of(text)]
        named = self._by_name.get((programme_id, core_name(text)), [])
        ids = list(dict.fromkeys(map(self.id_of, named)))
        others = [one for one in ids if one != own] or ids
        of_unit = self.find(programme_id, text, unit)
        return [of_unit] if of_unit in others else others

    def _wording(self, programme_id: str, name: str, unit: str) -> tuple[str, str, str]:
        return programme_id, core_name(name), self._unit_key(unit)
