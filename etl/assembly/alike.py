"""Clusters that may be one: alike, of one programme, never named by the same list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.assembly.entries import Entries, text_of
from etl.assembly.likeness import Features, features_of, likeness
from etl.assembly.placing import Placer
from etl.decisions.ledger import Met, State

Listed = tuple[str, int]
"""One batch in one source; the batch is 0 where the source does not say which."""
_UNDATED = 0


@dataclass(frozen=True, slots=True)
class Alike:
    """A cluster that may be one that was listed before it, and why."""

    cluster_id: str
    other_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AlikeClusters:
    """Pairs that nobody decided about yet, and what became of decisions that settle others."""

    open: tuple[Alike, ...]
    met: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    own_id: str
    cluster_id: str
    programme_id: str
    listed: Listed
    features: Features


def find_alike(entries: Entries, placer: Placer) -> AlikeClusters:
    """Find clusters that may be one.

    The list of a batch names a cluster once, so clusters of one list are never asked about; two
    lists of a batch may name it in other words. The question is put to the cluster that came later
    into the lists.

    Parameters
    ----------
    entries : Entries
    placer : Placer
    """
    wordings = _wordings(entries, placer)
    order = {
        one: number for number, one in enumerate(dict.fromkeys(w.cluster_id for w in wordings))
    }
    lists: dict[str, set[Listed]] = {}
    for one in wordings:
        if one.listed[1] != _UNDATED:
            lists.setdefault(one.cluster_id, set()).add(one.listed)
    found: dict[tuple[str, str], str] = {}
    for one, other in _comparable(wordings):
        first, later = sorted((one.cluster_id, other.cluster_id), key=order.__getitem__)
        together = lists.get(first, set()) & lists.get(later, set())
        if first == later or together or (later, first) in found:
            continue
        if reason := likeness(one.features, other.features):
            found[later, first] = reason
    return _settled(entries, found)


def _wordings(entries: Entries, placer: Placer) -> list[_Wording]:
    """One for each wording and list, in the order of the lists."""
    frame = entries.frame
    columns = ["own_id", "cluster_id", "programme_id", "source_id", "batch_year", "name_zh", "unit"]
    rows = zip(frame[columns].itertuples(index=False, name=None), entries.placed, strict=True)
    found: dict[tuple[str, Listed], _Wording] = {}
    for (own_id, cluster_id, programme_id, source_id, year, name, unit), placed in rows:
        listed = (source_id, _UNDATED if pd.isna(year) else int(year))
        if (own_id, listed) not in found:
            features = features_of(name, text_of(unit), placed, placer)
            found[own_id, listed] = _Wording(own_id, cluster_id, programme_id, listed, features)
    return list(found.values())


def _comparable(wordings: Sequence[_Wording]) -> Iterator[tuple[_Wording, _Wording]]:
    """Pairs that have something in common and do not stand in one list."""
    blocks: dict[object, dict[Listed, list[_Wording]]] = {}
    for one in wordings:
        for key in _blocks(one):
            block = blocks.setdefault((one.programme_id, key), {})
            for listed, others in block.items():
                if listed != one.listed or listed[1] == _UNDATED:
                    yield from ((one, other) for other in others)
            block.setdefault(one.listed, []).append(one)


def _blocks(one: _Wording) -> Iterator[object]:
    features = one.features
    yield "name", features.name
    yield from sorted(features.places | features.around)
    if features.industry:
        yield "industry", features.industry, features.unit_key


def _settled(entries: Entries, found: dict[tuple[str, str], str]) -> AlikeClusters:
    """Put aside what the steward has decided."""
    separate = {entries.families.id_of(own): one for own, one in entries.separate.items()}
    asked = {later for later, _ in found}
    met = [
        Met(decision, State.APPLIED)
        if cluster_id in asked
        else Met(decision, State.NEEDLESS, "no other cluster is like it")
        for cluster_id, decision in separate.items()
    ]
    still_open = (Alike(*pair, reason) for pair, reason in found.items() if pair[0] not in separate)
    return AlikeClusters(tuple(still_open), tuple(met))
