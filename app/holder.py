"""The edition that a worker serves: held in memory, swapped whole when a newer one is published."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Engine

from app.atlas import Atlas
from etl.store.edition import Edition
from geo.errors import AtlasError, DataUnavailable

log = logging.getLogger(__name__)


class Holder:
    """Holds the current atlas and looks for a newer edition in the background.

    Parameters
    ----------
    make_engine
        Opens the store; called in the worker, after it was forked, and again after a failure.
    current_id, load
        Ask the store which edition is current; read one.
    interval_s
        Seconds between two looks.
    """

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        current_id: Callable[[Engine], str],
        load: Callable[[Engine, str], Edition],
        interval_s: float,
    ) -> None:
        self._make_engine, self._current_id, self._load = make_engine, current_id, load
        self._interval_s = interval_s
        self._engine: Engine | None = None
        self._atlas: Atlas | None = None
        self._stopped = threading.Event()
        self.store_error: str | None = None

    def atlas(self) -> Atlas:
        """Return the atlas held now; never waits for the store.

        Raises
        ------
        DataUnavailable
            If no edition could be read yet.
        """
        if self._atlas is None:
            raise DataUnavailable(self.store_error or "no edition has been published yet")
        return self._atlas

    def look(self) -> None:
        """Swap in the current edition if it is not the one held; on failure keep what there is.

        No connection is kept until the next look: an open one would go on reading a SQLite file
        that was deleted or replaced.
        """
        try:
            if self._engine is None:
                self._engine = self._make_engine()
            wanted = self._current_id(self._engine)
            if self._atlas is None or self._atlas.edition.id != wanted:
                self._atlas = Atlas(self._load(self._engine, wanted))
                log.info("holding edition %s", wanted)
            self.store_error = None
        except AtlasError as error:
            if self.store_error is None:
                log.warning("%s", error)
            self.store_error = str(error)
        finally:
            if self._engine is not None:
                self._engine.dispose()

    def start(self) -> None:
        """Look now, then again and again in a background thread."""
        self.look()
        threading.Thread(target=self._watch, name="edition-watch", daemon=True).start()

    def stop(self) -> None:
        """End the background thread."""
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(self._interval_s):
            self.look()
