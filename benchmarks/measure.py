"""One measured number, and how numbers are summed up."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table: what was measured, the value, and the most that it may be."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    note: str = ""

    def row(self) -> str:
        """The line of the table in Markdown."""
        budget = "" if self.budget is None else f"{self.budget:g} {self.unit}"
        return f"| {self.what} | {self.value:.3g} {self.unit} | {budget} | {self.note} |"


def median(times: int, measured: Callable[[], float]) -> float:
    """Median of several runs."""
    return statistics.median(measured() for _ in range(times))


def percentile_95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]
