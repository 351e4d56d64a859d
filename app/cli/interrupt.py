"""Ending a long command in good order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C, or the signal to end, be a request; a second one ends at once.

    Yields
    ------
    callable
        Whether the command was asked to end.
    """
    asked = Event()
    before = {one: signal.getsignal(one) for one in _SIGNALS}

    def ask(number: int, _: FrameType | None) -> None:
        asked.set()
        signal.signal(number, before[signal.Signals(number)])

    for one in _SIGNALS:
        signal.signal(one, ask)
    try:
        yield asked.is_set
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
