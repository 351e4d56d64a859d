"""Opening a store: SQLite or PostGIS, and plain words when it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.exc import InternalError as DatabaseInternalError

from geo.errors import DataUnavailable, InvalidInput

CONNECT_TIMEOUT_S = 5
BUSY_TIMEOUT_MS = 10_000
_POSTGRES = "postgresql+psycopg"
_INSUFFICIENT_PRIVILEGE = "42501"
_AWAY = (OperationalError, InterfaceError, DatabaseInternalError)


def open_store(url: str | URL) -> Engine:
    """Open a store; nothing is read or written yet.

    Parameters
    ----------
    url : str or URL
        `sqlite:///FILE` or `postgresql+psycopg://USER:PASSWORD@HOST/DATABASE`.

    Raises
    ------
    InvalidInput
        If the address is malformed or of another kind of database.
    """
    address = _address(url)
    if address.drivername == "sqlite":
        return _open_sqlite(address)
    timeout = {} if "connect_timeout" in address.query else {"connect_timeout": CONNECT_TIMEOUT_S}
    return create_engine(address, pool_pre_ping=True, connect_args=timeout)


def _address(url: str | URL) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise InvalidInput(
            "the database address is malformed; write sqlite:///FILE or "
            f"{_POSTGRES}://USER:PASSWORD@HOST/DATABASE"
        ) from None
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername=_POSTGRES)
    if address.drivername not in ("sqlite", _POSTGRES):
        raise InvalidInput(
            f"a database of kind {address.drivername} cannot hold the editions; "
            f"use sqlite or {_POSTGRES} (PostGIS)"
        )
    return address


def _open_sqlite(address: URL) -> Engine:
    if path := sqlite_path(address):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataUnavailable(f"cannot create {path.parent}: {error.strerror}") from None
    engine = create_engine(address)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def sqlite_path(address: URL) -> Path | None:
    """The file of a SQLite database; None if it lives in memory."""
    database = address.database or ""
    return None if database in ("", ":memory:") else Path(database)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin_sqlite`, DDL included
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("atlas_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def store_name(engine: Engine) -> str:
    """How the store is called in messages: without user and password."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return f"SQLite file {url.database or ':memory:'}"
    host = url.host or url.query.get("host") or "localhost"
    return f"database {url.database or ''} on {host}{f':{url.port}' if url.port else ''}"


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Turn a database that is away, broken, full or closed to us into `DataUnavailable`."""
    try:
        yield
    except DBAPIError as error:
        if not _is_away(error):
            raise
        reason = " ".join(str(error.orig).splitlines()[:1]) or type(error.orig).__name__
        raise DataUnavailable(f"the {store_name(engine)} cannot be used: {reason}") from None


def _is_away(error: DBAPIError) -> bool:
    return (
        isinstance(error, _AWAY)
        or error.connection_invalidated
        or getattr(error.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE
        or type(error) is DatabaseError  # SQLite: file is not a database
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in one read transaction: what is read is one consistent state.

    Raises
    ------
    DataUnavailable
        If the store is away or breaks off.
    """
    level = "REPEATABLE READ" if engine.dialect.name == "postgresql" else "SERIALIZABLE"
    with told_plainly(engine), engine.connect() as connection:
        connection.execution_options(isolation_level=level)
        with connection.begin():
            yield connection
