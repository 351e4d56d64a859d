"""The edition that a worker serves: held in memory, swapped whole when a newer one is published."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Engine

from app.atlas import Atlas
from etl.store.edition import Edition, StoredLayer
from geo.errors import AtlasError, DataUnavailable, NotFound

log = logging.getLogger(__name__)

LOOK_AGAIN_S: Final = 1.0
"""Shortest time between two looks that requests ask for."""


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
    prepare
        Makes of an edition what its first readers would otherwise wait for.
    """

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        current_id: Callable[[Engine], str],
        load: Callable[[Engine, str], Edition],
        interval_s: float,
        prepare: Callable[[Atlas], None] = lambda _: None,
    ) -> None:
        self._make_engine, self._current_id, self._load = make_engine, current_id, load
        self._interval_s, self._prepare = interval_s, prepare
        self._engine: Engine | None = None
        self._atlas: Atlas | None = None
        self._earlier: Mapping[str, StoredLayer] = {}
        self._looking = threading.Lock()
        self._looked_s = -LOOK_AGAIN_S
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

    def map_layer(self, name: str, sha256: str) -> StoredLayer:
        """Return a map layer by its name and hash.

        It may be of the edition before, which pages opened earlier go on showing, or of a newer
        one that another worker serves already: then the store is looked at before it is missed.

        Raises
        ------
        NotFound
            If neither edition has it.
        """
        found = self._layer(name, sha256)
        if found is None:
            self.look_again()
            found = self._layer(name, sha256)
        if found is None:
            held = self.atlas().edition.id
            raise NotFound(f"no map layer {name} with this hash in edition {held}")
        return found

    def _layer(self, name: str, sha256: str) -> StoredLayer | None:
        for layers in (self.atlas().edition.map_layers, self._earlier):
            if name in layers and layers[name].sha256 == sha256:
                return layers[name]
        return None

    def look_again(self) -> None:
        """Look now, unless that was done a moment ago."""
        if time.monotonic() - self._looked_s >= LOOK_AGAIN_S:
            self.look()

    def look(self) -> None:
        """Swap in the current edition if it is not the one held; on failure keep what there is.

        No connection is kept until the next look: an open one would go on reading a SQLite file
        that was deleted or replaced.
        """
        with self._looking:
            self._looked_s = time.monotonic()
            try:
                self._swap_in()
                self.store_error = None
            except AtlasError as error:
                if self.store_error is None:
                    log.warning("%s", error)
                self.store_error = str(error)
            finally:
                if self._engine is not None:
                    self._engine.dispose()

    def _swap_in(self) -> None:
        if self._engine is None:
            self._engine = self._make_engine()
        wanted = self._current_id(self._engine)
        if self._atlas is not None and self._atlas.edition.id == wanted:
            return
        newer = Atlas(self._load(self._engine, wanted))
        if self._atlas is not None:
            self._prepare(newer)
            self._earlier = self._atlas.edition.map_layers
        self._atlas = newer
        log.info("holding edition %s", wanted)

    def start(self) -> None:
        """Look now, then again and again in a background thread."""
        self.look()
        threading.Thread(target=self._watch, name="edition-watch", daemon=True).start()

    def prepare_soon(self) -> threading.Thread | None:
        """Prepare the edition that is held, in the background: the start does not wait for it."""
        if self._atlas is None:
            return None
        thread = threading.Thread(
            target=self._prepare, args=(self._atlas,), name="edition-prepare", daemon=True
        )
        thread.start()
        return thread

    def stop(self) -> None:
        """End the background thread."""
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(self._interval_s):
            try:
                self.look()
            except Exception:  # the watch must outlive any fault of one edition
                log.exception("the newer edition cannot be held; still serving the one before")
