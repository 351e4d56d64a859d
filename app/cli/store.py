"""What the commands ask of the store."""

from __future__ import annotations

from app.settings import Settings
from geo.errors import DataUnavailable


def current_edition_id(settings: Settings) -> str | None:
    """Id of the current edition; None when nothing was published yet."""
    raise NotImplementedError(settings)


def require_current_edition(settings: Settings) -> str:
    """Id of the current edition.

    Raises
    ------
    DataUnavailable
        Nothing was published yet, or the database is away.
    """
    edition = current_edition_id(settings)
    if edition is None:
        raise DataUnavailable("there is no edition yet: run `./atlas etl run` or `./atlas up`")
    return edition
