"""Batches that readers ask for: a folder each under the home folder, seen alike by all processes.

A job has no state of its own: it follows from the files in its folder and from who holds it, so it
is right whichever process died.

    order.json      what is to be made, and of which place
    asked           there while it waits for its turn
    cancel          there when a reader wants it to end
    files/          what is done, held by the process that works on it
    outcome.json    how it ended
    briefings.zip   the files with their index, when all is done
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from app.briefing.batch.folder import is_held, told, write_whole
from app.briefing.batch.order import Order
from geo.errors import Conflict, DataUnavailable, NotFound
from geo.place import Level, PlaceKey

MOST_WAITING: Final = 4
MOST_KEPT: Final = 8
YOUNG_S: Final = 30.0
"""A job that was asked for less than so many seconds ago waits, whoever is to work on it."""

ZIP: Final = "briefings.zip"


class State(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: files that it has, places that failed with the reason, or why it stopped."""

    files: int
    failed: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """The outcome that was written."""
        failed = tuple((adcode, reason) for adcode, reason in told["failed"])
        return cls(told["files"], failed, told["error"])


@dataclass(frozen=True, slots=True)
class Job:
    """One batch of a place's counties, in its folder."""

    path: Path
    place: PlaceKey
    order: Order
    waits_for_others: bool

    @property
    def id(self) -> str:
        """Name of its folder."""
        return self.path.name

    @property
    def files_path(self) -> Path:
        """Where its files are made."""
        return self.path / "files"

    @property
    def zip_path(self) -> Path:
        """The finished archive."""
        return self.path / ZIP

    @property
    def state(self) -> State:
        """How it stands now."""
        if self.zip_path.exists():
            return State.DONE
        if self.files_path.exists() and is_held(self.files_path):
            return State.RUNNING
        if self.is_cancelled:
            return State.CANCELLED
        return State.WAITING if self._waits() else State.STOPPED

    def _waits(self) -> bool:
        """Whether it was asked for and somebody will come to it."""
        asked = self.asked_s
        if asked is None:
            return False
        return self.waits_for_others or time.time() - asked < YOUNG_S or is_held(self.path.parent)

    @property
    def asked_s(self) -> float | None:
        """When it was asked for, if it has not begun since; in seconds of the epoch."""
        asked = self.path / "asked"
        return asked.stat().st_mtime if asked.exists() else None

    @property
    def is_cancelled(self) -> bool:
        """Whether a reader wants it to end."""
        return (self.path / "cancel").exists()

    @property
    def outcome(self) -> Outcome | None:
        """How it ended, if it did."""
        path = self.path / "outcome.json"
        return Outcome.read(json.loads(path.read_bytes())) if path.exists() else None

    @property
    def files_done(self) -> int:
        """Files that are finished."""
        if self.zip_path.exists() and self.outcome:
            return self.outcome.files
        return told(self.files_path)

    @property
    def files_wanted(self) -> int:
        """Files that it is to make."""
        return len(self.order.places) * len(self.order.formats)

    def ask(self) -> None:
        """Put it in the queue, also again after it was cancelled or stopped."""
        (self.path / "cancel").unlink(missing_ok=True)
        (self.path / "outcome.json").unlink(missing_ok=True)
        (self.path / "asked").touch()

    def cancel(self) -> None:
        """Ask whoever works on it to end; what is done stays."""
        (self.path / "cancel").touch()
        self.begin()

    def begin(self) -> None:
        """Take it out of the queue."""
        (self.path / "asked").unlink(missing_ok=True)

    def end(self, outcome: Outcome) -> None:
        """Tell how it ended."""
        write_whole(self.path, "outcome.json", json.dumps(asdict(outcome)).encode())


class Jobs:
    """All jobs of an installation.

    Parameters
    ----------
    folder
        Holds them; made when the first one is asked for.
    by_others
        Whether workers on other machines make them, of whom nothing is known here.
    """

    def __init__(self, folder: Path, *, by_others: bool = False) -> None:
        self.folder, self._by_others = folder, by_others

    def all(self) -> list[Job]:
        """Every job, the newest first."""
        paths = sorted(self.folder.glob("*/order.json"), key=_age, reverse=True)
        return [self._job(path.parent) for path in paths]

    def job(self, job_id: str) -> Job:
        """One job.

        Raises
        ------
        NotFound
            There is none, or no longer.
        """
        path = self.folder / job_id
        if not job_id.isalnum() or not (path / "order.json").exists():
            raise NotFound(f"there is no batch {job_id[:40]!r}, or no longer")
        return self._job(path)

    def of_place(self, key: PlaceKey) -> list[Job]:
        """Jobs of the counties of a place, the newest first."""
        return [job for job in self.all() if job.place == key]

    def start(self, place: PlaceKey, order: Order) -> Job:
        """The job of an order; the same order is the same job, however often it is asked for.

        Raises
        ------
        Conflict
            Too many are waiting.
        DataUnavailable
            The home folder cannot be written.
        """
        path = self.folder / order.id
        if not path.exists():
            self._refuse_too_many()
            self._prune()
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise DataUnavailable(f"cannot write {self.folder}: {error.strerror}") from None
            told = {"place": place, "order": order.written()}
            write_whole(path, "order.json", json.dumps(told, ensure_ascii=False).encode())
        return self._job(path)

    def ask(self, job: Job) -> bool:
        """Put a job in the queue unless it is there, being done, or done; say whether it was.

        Raises
        ------
        Conflict
            Too many are waiting.
        """
        if job.state not in (State.CANCELLED, State.STOPPED):
            return False
        self._refuse_too_many()
        job.ask()
        return True

    def next(self) -> Job | None:
        """The job that waits longest."""
        waiting = [job for job in self.all() if job.asked_s is not None and not job.is_cancelled]
        return min(waiting, key=lambda job: job.asked_s or 0.0, default=None)

    def _job(self, path: Path) -> Job:
        told = json.loads((path / "order.json").read_bytes())
        level, adcode = told["place"]
        order = Order.read(told["order"])
        return Job(path, PlaceKey(Level(level), adcode), order, self._by_others)

    def _refuse_too_many(self) -> None:
        busy = [job for job in self.all() if job.state in (State.WAITING, State.RUNNING)]
        if len(busy) >= MOST_WAITING:
            raise Conflict(f"{len(busy)} batches are being made or wait; try again later")

    def _prune(self) -> None:
        """Make room for one more: the oldest jobs that nobody works on go."""
        idle = [job for job in self.all() if job.state not in (State.WAITING, State.RUNNING)]
        for job in idle[MOST_KEPT - 1 :]:
            shutil.rmtree(job.path, ignore_errors=True)


def _age(order: Path) -> float:
    try:
        return order.stat().st_mtime
    except OSError:  # pruned by another process a moment ago
        return 0.0
