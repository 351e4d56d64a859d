"""What a process of a batch does: it holds the edition and makes one place after another."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import signal
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import Final

from app.atlas import Atlas
from app.briefing.batch.folder import Filed, write_whole
from app.briefing.batch.order import Order
from app.briefing.look import Look
from app.briefing.make import Format, make
from app.briefing.naming import file_name
from app.settings import Settings
from etl.store.engine import open_store
from etl.store.read import load_edition
from geo.errors import AtlasError
from geo.place import PlaceKey

log = logging.getLogger(__name__)

PLACES_BETWEEN: Final = 5
"""Matplotlib's figures go only when they are looked for: else a process grows by 100 MB."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A place that could not be made."""

    level: str
    adcode: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a place came to: its files, or why there are none."""

    filed: tuple[Filed, ...] = ()
    failed: Failed | None = None


class Bench:
    """Holds the edition of an order."""

    def __init__(self, settings: Settings, order: Order) -> None:
        engine = open_store(settings.database_url)
        try:
            self._atlas = Atlas(load_edition(engine, order.edition))
        finally:
            engine.dispose()
        self._order, self._look = order, Look.of(settings)
        self._places = 0

    def make(self, folder: Path, key: PlaceKey, formats: tuple[Format, ...]) -> Made:
        """Write the briefing of one place; whatever is wrong with it is its own affair."""
        self._places += 1
        if self._places % PLACES_BETWEEN == 0:
            gc.collect()
        try:
            return Made(self._files(folder, key, formats))
        except AtlasError as error:
            return Made(failed=Failed(*key, str(error)))
        except Exception as error:  # a fault of one place must not cost the others
            log.exception("the briefing of %s cannot be made", key.adcode)
            return Made(failed=Failed(*key, f"{type(error).__name__}: {error}"))

    def _files(self, folder: Path, key: PlaceKey, formats: tuple[Format, ...]) -> tuple[Filed, ...]:
        atlas, order = self._atlas, self._order
        choice, unit = order.choice_for(key), atlas.unit(key)
        bodies = make(
            atlas,
            key.adcode,
            choice,
            formats,
            site=order.site,
            review_number=order.review_number or None,
            look=self._look,
        )
        filed = []
        for kind, body in bodies.items():
            name = file_name(atlas, unit, choice.lang, kind)
            write_whole(folder, name, body)
            digest = hashlib.sha256(body).hexdigest()
            filed.append(Filed(*key, unit.name(choice.lang), kind, name, len(body), digest))
        return tuple(filed)


_held: list[Bench] = []
"""The one bench of a process of its own, once `begin` has set it up."""


def begin(settings: Settings, order: Order) -> None:
    """Set a process of its own up. Ctrl-C is for the one that hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    _held[:] = [Bench(settings, order)]


def make_one(folder: Path, key: PlaceKey, formats: tuple[Format, ...]) -> Made:
    """Write the briefing of one place in such a process."""
    (bench,) = _held
    return bench.make(folder, key, formats)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
