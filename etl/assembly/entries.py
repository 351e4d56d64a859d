"""The rows of all cluster lists as entries: each placed, each belonging to one cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.assembly.families import Answer, Families
from etl.assembly.placing import Placed, Placer
from etl.assembly.worded import Wording, worded_alike
from etl.decisions.decision import Decision
from etl.decisions.ledger import Met, State

_STATES = {
    Answer.JOINED: State.APPLIED,
    Answer.ALREADY: State.NEEDLESS,
    Answer.UNKNOWN: State.STALE,
    Answer.AMBIGUOUS: State.STALE,
}
_REMARKS = {
    Answer.ALREADY: "its wording alone makes it the same cluster",
    Answer.UNKNOWN: "no list of the programme has that cluster",
    Answer.AMBIGUOUS: "several clusters of the programme bear that name: give the id",
}


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of the lists.

    Attributes
    ----------
    frame
        Columns of `etl.lists.clusters.DTYPES`, with `own_id` (of the row's own wording) and
        `cluster_id` (of the cluster that it belongs to).
    placed
        How each row was placed, in the frame's order.
    families
        Which wordings are one cluster.
    separate
        Decisions that an entry is no other cluster, by the entry's own id.
    met
        What decisions did to the rows.
    """

    frame: pd.DataFrame
    placed: tuple[Placed, ...]
    families: Families
    separate: Mapping[str, Decision]
    met: tuple[Met, ...]


def take_in(listed: pd.DataFrame, placer: Placer) -> Entries:
    """Place every row and find out which rows are one cluster.

    Parameters
    ----------
    listed : DataFrame
        Rows of all cluster lists, in the order of the registry.
    placer : Placer
    """
    wordings = wordings_of(listed)
    placed = {wording: placed_at(wording, placer) for wording in dict.fromkeys(wordings)}
    families = Families(placer.resolver.unit_key)
    own = {wording: families.add(*wording) for wording in placed}
    answers = {
        wording: families.meant(*wording, one.decision.same_as)
        for wording, one in placed.items()
        if one.decision and one.decision.same_as
    }
    for wording, (said, other) in answers.items():
        if said is Answer.JOINED and other is not None:
            families.join(own[wording], other)
    for first, later in worded_alike(listed, wordings, placed):
        if first not in answers and later not in answers:
            families.join(own[first], own[later])
    separate: dict[str, Decision] = {}
    for wording, (said, _) in answers.items():
        if said is Answer.DISTINCT and (decision := placed[wording].decision):
            separate[own[wording]] = decision
    met = [place_met(one) for one in placed.values()]
    met += [same_met(placed[wording].decision, said) for wording, (said, _) in answers.items()]
    own_ids = [own[wording] for wording in wordings]
    return Entries(
        frame=listed.assign(own_id=own_ids, cluster_id=[families.id_of(one) for one in own_ids]),
        placed=tuple(placed[wording] for wording in wordings),
        families=families,
        separate=separate,
        met=tuple(one for one in met if one is not None),
    )


def wordings_of(listed: pd.DataFrame) -> Sequence[Wording]:
    """Programme, name and recommending unit of each row; a unit that is missing is empty."""
    rows = listed[["programme_id", "name_zh", "unit"]].itertuples(index=False, name=None)
    return [(programme, name, text_of(unit)) for programme, name, unit in rows]


def placed_at(wording: Wording, placer: Placer) -> Placed:
    """Where an entry lies."""
    programme_id, name, unit = wording
    return placer.cluster(name, unit, programme_id)


def place_met(placed: Placed) -> Met | None:
    """What became of a decided place; nothing where none was decided."""
    if placed.decision is None or not placed.decision.adcodes:
        return None
    if placed.lacking:
        remark = f"the boundary layer has no {', '.join(placed.lacking)}"
        return Met(placed.decision, State.STALE, remark)
    if placed.is_needless:
        return Met(placed.decision, State.NEEDLESS, "the name alone gives that place")
    return Met(placed.decision, State.APPLIED)


def same_met(decision: Decision | None, said: Answer) -> Met | None:
    """What became of a decision about which cluster an entry is.

    Nothing yet if it says that it is no other one: that shows when alike clusters are looked for.
    """
    if decision is None or said is Answer.DISTINCT:
        return None
    return Met(decision, _STATES[said], _REMARKS.get(said, ""))


def text_of(value: object) -> str:
    """A cell's text, empty where it is missing."""
    return value if isinstance(value, str) else ""
