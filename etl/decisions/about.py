"""What a decision is about: the entries of the registered lists that it meets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from etl.assembly.identity import cluster_id, core_name
from etl.assembly.lists import Lists
from etl.decisions.decision import CLUSTER, ITSELF, PARK, Decision, name_key

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as a list prints it; a park has no programme."""

    kind: str
    name: str
    unit: str
    programme_id: str


def entries_of(lists: Lists) -> list[Entry]:
    """Each different entry of all lists and re-review lists."""
    listed = [(CLUSTER, frame) for frame in (lists.clusters, lists.reviews)]
    entries = (
        Entry(kind, name, unit, programme)
        for kind, frame in [*listed, (PARK, lists.parks.assign(programme_id=""))]
        for name, unit, programme in frame[["name_zh", "unit", "programme_id"]]
        .fillna({"unit": ""})
        .itertuples(index=False, name=None)
    )
    return list(dict.fromkeys(entries))


def met_by(
    decision: Decision, entries: Sequence[Entry], unit_key: Callable[[str], str]
) -> list[Entry]:
    """The entries that a decision is about, whatever other decisions say.

    Parameters
    ----------
    decision : Decision
    entries : sequence of Entry
    unit_key : callable
        Equal for two spellings of one recommending unit.
    """
    kind, name, unit, programme_id = decision.key(unit_key)
    return [
        one
        for one in entries
        if one.kind == kind
        and programme_id in ("", one.programme_id)
        and name_key(kind, one.name) == name
        and unit in ("", unit_key(one.unit))
    ]


def nearest_names(name: str, entries: Sequence[Entry]) -> list[str]:
    """Names in the lists that are near a name that is not in them."""
    return get_close_matches(name, {one.name for one in entries}, n=NEAREST, cutoff=0.5)


def has_cluster(same_as: str, entries: Sequence[Entry]) -> bool:
    """Whether a list has the cluster of this name or id."""
    if same_as == ITSELF:
        return True
    core = core_name(same_as)
    return any(
        core_name(one.name) == core or cluster_id(one.programme_id, one.name, one.unit) == same_as
        for one in entries
        if one.kind == CLUSTER
    )
