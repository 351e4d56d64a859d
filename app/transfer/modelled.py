"""Modelled flows (估算) between provinces, the model's inputs and the check of its sums."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from app.transfer.flows import Flow, FlowSet
from geo.place import Level, PlaceKey

WHOLE: Final = "secondary"
"""Activity of secondary industry as a whole."""

Period = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Effect:
    """Figures of a province in the first and the last year, and what it gained beyond the nation's
    growth; all in the unit of the run."""

    before: float
    after: float
    effect: float


@dataclass(frozen=True, slots=True)
class Checked:
    """A province's gain or loss held against its modelled flows.

    `target` is the effect as the model takes it: where losses and gains differ in sum, the larger
    side is scaled down. `net` is what the flows bring less what they take.
    """

    place: PlaceKey
    effect: Effect
    target: float
    net: float

    @property
    def deviation(self) -> float:
        """Difference of net and target, relative to the target; 0 where nothing moves."""
        return abs(self.net - self.target) / abs(self.target) if self.target else abs(self.net)


@dataclass(frozen=True)
class ModelRun:
    """The model of one activity and period.

    Attributes
    ----------
    activity, name_zh
        Code (`secondary`, or section letter and division) and name.
    quantity, unit
        `output` in 100 million CNY, or `employment` in persons.
    """

    activity: str
    name_zh: str
    quantity: str
    unit: str
    period: Period
    effects: dict[PlaceKey, Effect]
    flows: FlowSet

    @cached_property
    def losses(self) -> float:
        """Sum of what provinces lost."""
        return -sum(one.effect for one in self.effects.values() if one.effect < 0)

    @cached_property
    def gains(self) -> float:
        """Sum of what provinces gained."""
        return sum(one.effect for one in self.effects.values() if one.effect > 0)

    @cached_property
    def checked(self) -> tuple[Checked, ...]:
        """Every province with figures: its effect against its flows, largest gain first."""
        moved = min(self.losses, self.gains)
        rows = []
        for place, effect in self.effects.items():
            side = self.gains if effect.effect > 0 else self.losses
            target = effect.effect * moved / side if side else 0.0
            balance = self.flows.balances.get(place)
            rows.append(Checked(place, effect, target, balance.net if balance else 0.0))
        return tuple(sorted(rows, key=lambda row: (-row.effect.effect, row.place.adcode)))

    @cached_property
    def worst_deviation(self) -> float:
        """Largest relative difference of a province's flows from its gain or loss."""
        return max((row.deviation for row in self.checked), default=0.0)


class Modelled:
    """All runs of the model in an edition, each made when it is asked for first."""

    def __init__(self, effects: pd.DataFrame, flows: pd.DataFrame) -> None:
        self._effects = _by_run(effects)
        self._flows = _by_run(flows)
        self._runs: dict[tuple[str, Period], ModelRun] = {}
        self.names_zh = dict(zip(effects["activity"], effects["activity_zh"], strict=True))

    @cached_property
    def activities(self) -> list[str]:
        """Activities with a run: secondary industry as a whole first, divisions by code."""
        return sorted({code for code, _ in self._effects}, key=lambda code: (code != WHOLE, code))

    def periods(self, activity: str) -> list[Period]:
        """Periods of an activity, ascending."""
        return sorted(period for code, period in self._effects if code == activity)

    def run(self, activity: str, period: Period) -> ModelRun | None:
        """Return one run; None where the edition has none."""
        if (activity, period) not in self._runs:
            effects = self._effects.get((activity, period))
            if effects is None:
                return None
            flows = self._flows.get((activity, period), pd.DataFrame())
            self._runs[activity, period] = _run(activity, period, effects, flows)
        return self._runs[activity, period]


def _by_run(frame: pd.DataFrame) -> dict[tuple[str, Period], pd.DataFrame]:
    groups: Any = frame.groupby(["activity", "year_from", "year_to"], sort=False)
    return {(str(code), (int(first), int(last))): rows for (code, first, last), rows in groups}


def _run(activity: str, period: Period, effects: pd.DataFrame, flows: pd.DataFrame) -> ModelRun:
    first = effects.iloc[0]
    rows = effects[["adcode", "before", "after", "effect"]].itertuples(index=False, name=None)
    return ModelRun(
        activity,
        str(first["activity_zh"]),
        str(first["quantity"]),
        str(first["unit"]),
        period,
        {_province(adcode): Effect(*figures) for adcode, *figures in rows},
        FlowSet(_flows(flows)),
    )


def _flows(frame: pd.DataFrame) -> tuple[Flow, ...]:
    if frame.empty:
        return ()
    columns = ["origin", "destination", "value", "low", "high"]
    ordered = frame.sort_values(["value", "origin", "destination"], ascending=[False, True, True])
    return tuple(
        Flow(_province(origin), _province(destination), *values)
        for origin, destination, *values in ordered[columns].itertuples(index=False, name=None)
    )


def _province(adcode: str) -> PlaceKey:
    return PlaceKey(Level.PROVINCE, adcode)
