"""Deleting old editions, and giving their space back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select, text

from etl.store.engine import sqlite_path
from etl.store.lock import writing
from etl.store.pointer import current_id
from etl.store.schema import check
from etl.store.tables import EDITION_TABLES, editions
from geo.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning came to, the oldest edition first.

    `freed_bytes` is by how much the SQLite file is smaller: None on PostgreSQL, after a dry run,
    and when the file could not be made smaller now.
    """

    ids: tuple[str, ...]
    kept: tuple[str, ...]
    freed_bytes: int | None = None

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.ids) + len(self.kept)


def prune(engine: Engine, keep: int, *, dry_run: bool = False) -> Pruned:
    """Delete all editions but those published last, in one transaction.

    The current one stays also where it is older than those.

    Parameters
    ----------
    engine : Engine
    keep : int
        How many of those published last stay; at least 1.
    dry_run : bool
        Only tell what would go.

    Raises
    ------
    InvalidInput
        If nothing would be kept.
    Conflict
        If somebody else is writing to the store.
    DataUnavailable
        If the store is away or of another version.
    """
    if keep < 1:
        raise InvalidInput(f"--keep {keep}: at least one edition is kept")
    with writing(engine) as connection:
        with connection.begin():
            check(connection)
            pruned = _choose(connection, keep)
            if dry_run or not pruned.ids:
                return pruned
            _delete(connection, pruned.ids)
        return Pruned(pruned.ids, pruned.kept, _give_back(connection))


def _choose(connection: Connection, keep: int) -> Pruned:
    current = current_id(connection)
    newest_first = list(
        connection.scalars(select(editions.c.id).order_by(editions.c.number.desc()))
    )
    kept = {current, *newest_first[:keep]}
    oldest_first = newest_first[::-1]
    return Pruned(
        tuple(one for one in oldest_first if one not in kept),
        tuple(one for one in oldest_first if one in kept),
    )


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    """Rows that refer to others first; foreign keys have nothing left to follow."""
    for table in reversed(EDITION_TABLES):
        connection.execute(delete(table).where(table.c.edition_id.in_(ids)))
    connection.execute(delete(editions).where(editions.c.id.in_(ids)))


def _give_back(connection: Connection) -> int | None:
    """Make the SQLite file smaller; on PostgreSQL make the space free for later editions."""
    if connection.dialect.name == "postgresql":
        _vacuum_tables(connection)
        return None
    path = sqlite_path(connection.engine.url)
    if path is None:
        return None
    before = path.stat().st_size
    with suppress(sqlite3.Error):  # the disk has no room for the copy, or somebody reads
        _vacuum_file(connection)
    return max(before - path.stat().st_size, 0) or None


def _vacuum_file(connection: Connection) -> None:
    """Outside of a transaction, which the driver's own cursor does not begin."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _vacuum_tables(connection: Connection) -> None:
    connection.execution_options(isolation_level="AUTOCOMMIT")
    for table in EDITION_TABLES:
        connection.execute(text(f"VACUUM (ANALYZE) {table.name}"))
