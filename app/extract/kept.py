"""Files that were written of late, kept on disk so that a download can be continued."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final, cast

from diskcache import Cache, Timeout

from app.extract.download import Download

log = logging.getLogger(__name__)

_FAULTS: Final = (OSError, sqlite3.Error, Timeout)


class KeptFiles:
    """A bounded folder of files by the mark of their bytes, shared by all workers.

    The file that was not asked for the longest goes first. An open file can be read to its end
    also when it is dropped meanwhile. Without a folder that can be written, files are made anew
    for every request.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder, self._most_bytes = folder, most_bytes
        self._held: Cache | None = None
        self._writing = Lock()

    def open(self, wanted: Download) -> BinaryIO:
        """Open a file, which is written if it is not there.

        One file is written at a time, whoever asks; of two workers that write the same, the first
        to finish is believed by both.
        """
        if (found := self._find(wanted.tag)) is not None:
            return found
        with self._writing:
            if (found := self._find(wanted.tag)) is not None:
                return found
            with tempfile.TemporaryDirectory(prefix="atlas-extract-") as folder:
                path = Path(folder) / wanted.filename
                wanted.write(path)
                self._keep(wanted.tag, path)
                return self._find(wanted.tag) or path.open("rb")

    def _find(self, tag: str) -> BinaryIO | None:
        try:
            return cast("BinaryIO | None", self._cache().get(tag, read=True))
        except _FAULTS as error:
            log.warning("kept files cannot be read: %s", error)
            return None

    def _keep(self, tag: str, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._cache().add(tag, file, read=True)
        except _FAULTS as error:
            log.warning("a file cannot be kept: %s", error)

    def _cache(self) -> Cache:
        if self._held is None:
            self._held = Cache(
                str(self._folder),
                size_limit=self._most_bytes,
                eviction_policy="least-recently-used",
            )
        return self._held
