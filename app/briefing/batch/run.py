"""Making the briefings of an order, in processes that each hold the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from app.briefing.batch.bench import Bench, Failed, Made, begin, make_one
from app.briefing.batch.folder import Folder
from app.briefing.batch.order import Order
from app.briefing.make import Format
from app.settings import Settings
from geo.errors import DataUnavailable
from geo.place import PlaceKey

PROCESSES: Final = 2
"""Each takes about 400 MB; two take half the time of one, where two cores are free."""
PLACES_OF_A_PROCESS: Final = 200
"""A process is then followed by a fresh one, so that its memory cannot grow for ever."""
AHEAD: Final = 2
"""Places handed out to each process ahead."""
LOOK_S: Final = 0.5
"""Seconds between two looks whether to stop."""


@dataclass(slots=True)
class Progress:
    """How far a batch is.

    Attributes
    ----------
    places, done
        Number of places of the order, and of those whose files are all there.
    failed
        Places that could not be made, each with the reason.
    stopped
        Whether it was asked to end early.
    """

    places: int
    done: int = 0
    failed: list[Failed] = field(default_factory=list)
    stopped: bool = False


Told = Callable[[Progress], None]
Task = tuple[PlaceKey, tuple[Format, ...]]
"""A place and the formats to make of it."""


def run(
    settings: Settings,
    order: Order,
    folder: Folder,
    *,
    processes: int = PROCESSES,
    told: Told = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Progress:
    """Make what an order still lacks; a place that fails does not stop the others.

    Parameters
    ----------
    settings
        Name the store.
    folder
        Holds what an earlier run finished, and is told what this one does.
    processes
        How many places are made at a time.
    told
        Called when a place is done or has failed.
    is_stopped
        Asked now and then; the places in work are then finished, and no others begun.

    Raises
    ------
    DataUnavailable
        A process was killed; what is done stays.
    """
    todo = _todo(order, folder)
    progress = Progress(len(order.places), len(order.places) - len(todo))
    told(progress)
    at_once = min(processes, len(todo))
    made = _in_processes if at_once > 1 else _here
    for one in made(settings, order, folder.path, todo, at_once=at_once, is_stopped=is_stopped):
        for filed in one.filed:
            folder.add(filed)
        progress.done += one.failed is None
        progress.failed += [one.failed] if one.failed else []
        told(progress)
    progress.stopped = progress.done + len(progress.failed) < progress.places
    return progress


def _todo(order: Order, folder: Folder) -> list[Task]:
    """Places with the formats that they lack."""
    done = {(one.level, one.adcode, one.format) for one in folder.filed}
    lacking = (
        (key, tuple(one for one in order.formats if (*key, one) not in done))
        for key in order.places
    )
    return [task for task in lacking if task[1]]


def _here(
    settings: Settings,
    order: Order,
    folder: Path,
    todo: Sequence[Task],
    *,
    at_once: int,
    is_stopped: Callable[[], bool],
) -> Iterator[Made]:
    """What each place came to, made in this process, which is quicker for one."""
    bench = Bench(settings, order) if at_once else None
    for task in todo:
        if bench is None or is_stopped():
            return
        yield bench.make(folder, *task)


def _in_processes(
    settings: Settings,
    order: Order,
    folder: Path,
    todo: Sequence[Task],
    *,
    at_once: int,
    is_stopped: Callable[[], bool],
) -> Iterator[Made]:
    """What each place came to, as it comes; few are handed out ahead, so that it ends soon."""
    left, running = list(reversed(todo)), set[Future[Made]]()
    with _pool(settings, order, at_once) as pool:
        try:
            while left or running:
                if left and is_stopped():
                    left, running = [], {one for one in running if not one.cancel()}
                while left and len(running) < AHEAD * at_once:
                    running.add(pool.submit(make_one, folder, *left.pop()))
                ended, running = wait(running, LOOK_S, FIRST_COMPLETED)
                yield from (one.result() for one in ended)
        except BrokenProcessPool:
            if not is_stopped():  # or it was asked to end while the processes began
                raise DataUnavailable(
                    "a process that makes briefings was killed, perhaps for want of memory; what "
                    "is done is kept: run the same again"
                ) from None


@contextmanager
def _pool(settings: Settings, order: Order, processes: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes: nothing that this one holds, a lock or a thread, is copied into them."""
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=begin,
        initargs=(settings, order),
        max_tasks_per_child=PLACES_OF_A_PROCESS,
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
