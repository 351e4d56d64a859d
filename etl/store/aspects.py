"""Comparing two tables of things by their ids, aspect by aspect."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.store.changes import Change, Kind, Subject

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that may differ: what is compared of a row, and how it is told."""

    kind: Kind
    value: Callable[[Row], Hashable]
    tell: Callable[[Row], str]

    @classmethod
    def of_column(cls, kind: Kind, column: str, *, named: bool = False) -> Aspect:
        """A column, told as it is, or with its name where a kind stands for several columns."""
        before = f"{column} " if named else ""
        return cls(kind, lambda row: row[column], lambda row: f"{before}{_told(row[column])}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How things of one subject are compared.

    Rows have `id` and `name`; `group` is the column that a change's group is taken from, and
    `tell` says what was added or removed beyond its name.
    """

    subject: Subject
    group: str
    tell: Callable[[Row], str]
    aspects: Sequence[Aspect]

    def changes(
        self,
        before: Mapping[str, Row],
        after: Mapping[str, Row],
        same: Mapping[str, str],
        settled: frozenset[str] = frozenset(),
    ) -> Iterator[Change]:
        """Tell what differs.

        Parameters
        ----------
        before, after
            Rows of either edition, by id.
        same
            Pairs of ids, older and newer, that are one thing under another id.
        settled
            Ids that were told of elsewhere: neither added nor removed.
        """
        for key in before.keys() - after.keys() - same.keys() - settled:
            yield self.change(Kind.REMOVED, before[key], self.tell(before[key]), "")
        for key in after.keys() - before.keys() - set(same.values()) - settled:
            yield self.change(Kind.ADDED, after[key], "", self.tell(after[key]))
        for old, new in {**{key: key for key in before.keys() & after.keys()}, **same}.items():
            yield from self._differences(before[old], after[new])

    def _differences(self, old: Row, new: Row) -> Iterator[Change]:
        for aspect in self.aspects:
            if aspect.value(old) != aspect.value(new):
                yield self.change(aspect.kind, new, aspect.tell(old), aspect.tell(new))

    def change(self, kind: Kind, row: Row, before: str, after: str) -> Change:
        """A change of the thing in a row."""
        group = _told(row[self.group])
        return Change(self.subject, kind, row["id"], row["name"], group, before, after)


def _told(value: object) -> str:
    return "" if value is None else str(value)
