"""What is logged, and how: one line each on standard error."""

from __future__ import annotations

import logging
from typing import Final

from app.settings import Settings

LINE: Final = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
OURS: Final = ("app", "etl", "geo")


def configure_logging(settings: Settings) -> None:
    """Set the level of our own messages; libraries speak from warnings on.

    Call it in the process that serves, before the application is built.
    """
    level = logging.getLevelNamesMapping()[settings.log_level]
    logging.basicConfig(format=LINE, level=max(level, logging.WARNING))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
