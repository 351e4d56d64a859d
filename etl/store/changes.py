"""What changed from one edition to another: values that a command, a page or a file can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Subject(StrEnum):
    """What a change is about."""

    CLUSTER = "cluster"
    PARK = "park"
    PLACE = "place"
    SOURCE = "source"


class Kind(StrEnum):
    """What happened; docs/editions.md defines each."""

    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"
    SPLIT = "split"
    LAPSED = "lapsed"
    IN_FORCE = "in_force"
    IN_DOUBT = "in_doubt"
    RENAMED = "renamed"
    MOVED = "moved"
    RECLASSIFIED = "reclassified"
    REDATED = "redated"
    REDRAWN = "redrawn"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one thing.

    `id` is that of the newer edition where it has the thing: a cluster's or park's id, a place's
    level/adcode, a source's id. `group` is the programme of a cluster, the grade of a park, the
    level of a place and the kind of a source. `before` and `after` say what differs.
    """

    subject: Subject
    kind: Kind
    id: str
    name: str
    group: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """Clusters in force in a province, of one programme, by either edition."""

    adcode: str
    name: str
    programme_id: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Total:
    """One number of either edition."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What changed from one edition to another.

    `year` is the one in which standings were compared and clusters counted, by both editions.
    `counts` has every province and programme with a cluster in force by either.
    """

    before_id: str
    after_id: str
    year: int
    changes: tuple[Change, ...]
    counts: tuple[ProvinceCount, ...]
    totals: tuple[Total, ...]

    def of(self, subject: Subject, kind: Kind) -> list[Change]:
        """The changes of one subject and kind."""
        return [one for one in self.changes if (one.subject, one.kind) == (subject, kind)]

    def tally(self) -> Mapping[tuple[Subject, Kind], int]:
        """Number of changes of each subject and kind that occur, in the order of both."""
        found = Counter((one.subject, one.kind) for one in self.changes)
        ordered = ((subject, kind) for subject in Subject for kind in Kind)
        return {both: found[both] for both in ordered if found[both]}

    def provinces(self) -> list[ProvinceCount]:
        """Provinces whose number of clusters in force changed, over all programmes."""
        summed: dict[tuple[str, str], list[int]] = {}
        for one in self.counts:
            sums = summed.setdefault((one.adcode, one.name), [0, 0])
            sums[0], sums[1] = sums[0] + one.before, sums[1] + one.after
        rows = (ProvinceCount(code, name, "", *sums) for (code, name), sums in summed.items())
        return [row for row in rows if row.before != row.after]

    def as_json(self) -> dict[str, Any]:
        """Its summary as JSON values: numbers, not the single changes."""
        return {
            "edition": self.before_id,
            "year": self.year,
            "changes": [
                {"subject": subject.value, "kind": kind.value, "count": count}
                for (subject, kind), count in self.tally().items()
            ],
            "totals": [
                {"name": one.name, "before": one.before, "after": one.after} for one in self.totals
            ],
            "provinces": [
                {"adcode": one.adcode, "name": one.name, "before": one.before, "after": one.after}
                for one in self.provinces()
            ],
        }

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Everything as rows of `COLUMNS`: changes, counts of provinces, totals."""
        for change in self.changes:
            yield (
                change.subject, change.kind, change.id, change.name, change.group, change.before,
                change.after,
            )  # fmt: skip
        for count in self.counts:
            numbers = (str(count.before), str(count.after))
            yield ("province", "in_force", count.adcode, count.name, count.programme_id, *numbers)
        for total in self.totals:
            numbers = (str(total.before), str(total.after))
            yield ("edition", "total", "", total.name, "", *numbers)


COLUMNS = ("subject", "kind", "id", "name", "group", "before", "after")
