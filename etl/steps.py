"""The steps of a run: their names in order, and how long each took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from etl.store.tables import EDITION_TABLES

Progress = Callable[[str], None]

BUILDING = (
    *("lists", "boundary layer", "places", "map layers", "clusters", "checks", "parks"),
    *("questions", "figures", "themes", "content hash"),
)


def step_names(store_kind: str, *, dry_run: bool = False) -> tuple[str, ...]:
    """Names of the steps of a run that publishes something new, in order.

    Parameters
    ----------
    store_kind : str
        Name of the store's SQLAlchemy dialect.
    dry_run : bool
        A dry run only builds.
    """
    if dry_run:
        return BUILDING
    writing = (f"table {table.name}" for table in EDITION_TABLES)
    statistics = ("statistics",) if store_kind == "postgresql" else ()
    return (*BUILDING, "comparison", *writing, "current pointer", *statistics, "commit")


@dataclass
class Stopwatch:
    """Passes each step on and measures it, by a clock that cannot be set."""

    progress: Progress
    durations_s: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=time.perf_counter)
    _step: str | None = None
    _since: float = 0.0

    def __call__(self, step: str) -> None:
        """End the step that runs and begin this one."""
        self.stop()
        self._step, self._since = step, time.perf_counter()
        self.progress(step)

    def stop(self) -> None:
        """End the step that runs."""
        if self._step is not None:
            self.durations_s[self._step] = time.perf_counter() - self._since
            self._step = None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self._began
