"""What the commands ask of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from app.settings import Settings
from etl.store.engine import open_store
from etl.store.read import current_edition_id, list_editions, load_edition
from etl.store.schema import prepare

if TYPE_CHECKING:
    from app.atlas import Atlas


@contextmanager
def store(settings: Settings) -> Iterator[Engine]:
    """Open the store for one command."""
    engine = open_store(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def has_edition(settings: Settings) -> bool:
    """Whether anything was published yet; an empty store is set up on the way.

    Raises
    ------
    DataUnavailable
        The store is away, or not one that can hold editions.
    """
    with store(settings) as engine:
        prepare(engine)
        return any(edition.is_current for edition in list_editions(engine))


def require_edition(settings: Settings) -> str:
    """Id of the current edition.

    Raises
    ------
    DataUnavailable
        Nothing was published yet, or the store is away.
    """
    with store(settings) as engine:
        return current_edition_id(engine)


def load_atlas(settings: Settings, edition: str | None) -> Atlas:
    """An edition with its indexes, by its id; None: the current one.

    Raises
    ------
    NotFound
        There is no such edition.
    DataUnavailable
        Nothing was published yet, or the store is away.
    """
    from app.atlas import Atlas

    with store(settings) as engine:
        return Atlas(load_edition(engine, edition))
