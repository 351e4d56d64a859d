"""What became of each decision: applied, needless, or stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

import pandas as pd

from etl.decisions.decision import Decision, Decisions
from etl.lists.finding import Finding
from etl.store.tables import decisions as table


class State(StrEnum):
    """What a decision came to in a run."""

    APPLIED = "applied"
    NEEDLESS = "needless"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Met:
    """A decision that met an entry, or one half of it: its place or its cluster."""

    decision: Decision
    state: State
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Frame of the table `decisions`, and findings about those that should be looked at."""

    frame: pd.DataFrame
    findings: tuple[Finding, ...]


def keep_ledger(decisions: Decisions, met: Iterable[Met], names: Iterable[str]) -> Ledger:
    """Tell what became of every decision.

    A decision is stale as soon as one half of it cannot be carried out or it meets no entry; it is
    needless if everything would be so without it.

    Parameters
    ----------
    decisions : Decisions
    met : iterable of Met
        What the decisions did to the entries of all lists.
    names : iterable of str
        Names of all entries, to say which is near one that a decision does not meet.
    """
    of_row: dict[tuple[str, int], list[Met]] = {}
    for one in met:
        of_row.setdefault(_row(one.decision), []).append(one)
    known = list(dict.fromkeys(names)) if any(_row(d) not in of_row for d in decisions.all) else []
    judged = [_judge(one, of_row.get(_row(one), ()), known) for one in decisions.all]
    return Ledger(
        _frame(judged), tuple(_finding(one) for one in judged if one.state is not State.APPLIED)
    )


def _row(decision: Decision) -> tuple[str, int]:
    return decision.source_id, decision.source_row


def _judge(decision: Decision, met: Sequence[Met], names: Sequence[str]) -> Met:
    if not met:
        return Met(decision, State.STALE, _meets_nothing(decision, names))
    for state in (State.STALE, State.APPLIED, State.NEEDLESS):
        if of_state := [one for one in met if one.state is state]:
            remarks = dict.fromkeys(one.remark for one in of_state if one.remark)
            return Met(decision, state, "; ".join(remarks))
    raise AssertionError("every state is looked for")


def _meets_nothing(decision: Decision, names: Sequence[str]) -> str:
    near = get_close_matches(decision.name_zh, names, n=1, cutoff=0.5)
    hint = f"; the nearest name is {near[0]}" if near else ""
    return f"meets no entry of a list that another decision does not settle{hint}"


def _frame(judged: Sequence[Met]) -> pd.DataFrame:
    rows = [
        {
            "source_id": one.decision.source_id,
            "source_row": one.decision.source_row,
            "name_zh": one.decision.name_zh,
            "unit": one.decision.unit or None,
            "programme_id": one.decision.programme_id or None,
            "adcode": ";".join(one.decision.adcodes) or None,
            "same_as": one.decision.same_as or None,
            "decided_by": one.decision.decided_by,
            "decided_on": one.decision.decided_on,
            "why": one.decision.why,
            "state": one.state.value,
            "remark": one.remark or None,
        }
        for one in judged
    ]
    names = [column.name for column in table.columns if column.name != "edition_id"]
    return pd.DataFrame(rows, columns=names)


def _finding(one: Met) -> Finding:
    what_to_do = {
        State.STALE: "correct or remove the row",
        State.NEEDLESS: "the row may be removed",
    }
    decision = one.decision
    return Finding(
        decision.source_id,
        decision.source_row,
        f"decision-{one.state}",
        f"{one.state} decision about {decision.name_zh} ({decision.outcome}): {one.remark}; "
        f"{what_to_do[one.state]}",
    )
