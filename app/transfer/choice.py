"""What a view chooses of industrial transfer, held against the edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.query import quoted
from app.transfer.kinds import Kind
from app.transfer.modelled import ModelRun, Period
from app.transfer_index import TransferIndex
from geo.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Choice:
    """Activity and period that are shown.

    Attributes
    ----------
    activity
        Code of the activity, or an industry as the user's table words it; empty: all.
    period
        `2014-2019`, or one year; empty: all years.
    is_loaded
        Whether the edition holds anything of the kind.
    """

    kind: Kind
    activity: str
    period: str
    is_loaded: bool


def choose(index: TransferIndex, kind: Kind, activity: str, period: str) -> Choice:
    """Check a choice of activity and period, and fill in what is left open.

    Of modelled kinds one activity and period is shown, never a sum: by default the first activity
    and its newest period. Of recorded ones all are shown together by default.

    Raises
    ------
    InvalidInput
        The kind has no such choice.
    NotFound
        The edition has no such activity or period of this kind.
    """
    activities, is_loaded = _activities(index, kind)
    shown = _one_of("activity", activity, activities, kind)
    if kind.is_modelled and activities:
        shown = activity or activities[0]
    periods = periods_of(index, kind, shown)
    checked = _one_of("period", period, periods, kind)
    if kind.is_modelled and periods:
        checked = period or periods[-1]
    return Choice(kind, shown, checked, is_loaded)


def periods_of(index: TransferIndex, kind: Kind, activity: str) -> list[str]:
    """Periods that can be chosen, ascending, as they stand in an address."""
    match kind:
        case Kind.POLICY:
            return []
        case Kind.EVENTS:
            return [str(year) for year in index.events.years]
        case Kind.PROJECTS:
            return [str(year) for year in index.projects.years]
        case Kind.MODELLED:
            return [written(period) for period in index.modelled.periods(activity)]
        case Kind.GRADIENT:
            return [str(year) for year in index.gradients.years(activity)]


def written(period: Period) -> str:
    """A period as it stands in an address."""
    return f"{period[0]}-{period[1]}"


def run_of(index: TransferIndex, choice: Choice) -> ModelRun | None:
    """The run of the model that a choice names; None where nothing is loaded."""
    first, _, last = choice.period.partition("-")
    return index.modelled.run(choice.activity, (int(first), int(last))) if last else None


def _activities(index: TransferIndex, kind: Kind) -> tuple[list[str], bool]:
    match kind:
        case Kind.POLICY:
            return [], bool(index.guidance.entries)
        case Kind.EVENTS:
            return [], bool(index.events.all)
        case Kind.PROJECTS:
            return index.projects.industries, bool(len(index.projects))
        case Kind.MODELLED:
            return index.modelled.activities, bool(index.modelled.activities)
        case Kind.GRADIENT:
            return index.gradients.activities, bool(index.gradients.activities)


def _one_of(name: str, value: str, known: Sequence[str], kind: Kind) -> str:
    if not value or value in known:
        return value
    if not known and kind in (Kind.POLICY, Kind.EVENTS):
        raise InvalidInput(f"{name} does not narrow kind={kind}: leave it out")
    some = ", ".join(known[:12]) or "none"
    raise NotFound(f"{name}={quoted(value)} is not in kind={kind} of this edition: it has {some}")
