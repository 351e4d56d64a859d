"""The steward's folder: one writer at a time, every file replaced whole or not at all."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import Conflict, DataUnavailable

WAIT_S = 5.0
_PAUSE_S = 0.05


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """Hold a folder, made if it is not there; the lock ends with the process and leaves no file.

    Raises
    ------
    Conflict
        If somebody else holds it for longer than `WAIT_S` seconds.
    DataUnavailable
        If it cannot be made or opened.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise DataUnavailable(f"cannot use the folder {folder}: {error.strerror}") from None
    try:
        _lock(held, folder)
        yield
    finally:
        os.close(held)


def _lock(held: int, folder: Path) -> None:
    until = time.monotonic() + WAIT_S
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Conflict(
                    f"somebody else is writing in {folder}; try again when they are done"
                ) from None
            time.sleep(_PAUSE_S)
        else:
            return


def replace_file(path: Path, content: bytes) -> None:
    """Put new content in the place of a file; whatever happens, the old or the new one is there.

    Raises
    ------
    DataUnavailable
        If it cannot be written; then nothing has changed.
    """
    path = path.resolve()  # a link stays one
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise DataUnavailable(f"cannot write {path}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        raise DataUnavailable(f"cannot write {path}: {error.strerror}") from None
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
