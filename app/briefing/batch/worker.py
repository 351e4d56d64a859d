"""`python -m app.briefing.batch.worker`: the process that makes jobs, one after another.

The server starts one for every job and hands it the settings on standard input, where no other
process sees them. One at a time works; the others wait for it, so that no job is forgotten.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.settings import Settings

NICENESS: Final = 5
"""Readers come first."""


def main() -> None:
    """Work until no job waits."""
    settings = Settings.model_validate_json(sys.stdin.read())
    os.nice(NICENESS)
    with _turn(settings.jobs_folder):
        from app.briefing.batch.jobs import Jobs  # noqa: PLC0415  slow, and its turn may be far
        from app.briefing.batch.work import work  # noqa: PLC0415
        from app.logs import configure_logging  # noqa: PLC0415

        configure_logging(settings)
        while job := Jobs(settings.jobs_folder).next():
            work(settings, job.id)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait until no other process works; the lock ends with the process."""
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


if __name__ == "__main__":
    main()
