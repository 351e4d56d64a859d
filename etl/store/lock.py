"""One writer at a time: the second one is told who holds the lock.

The lock ends with the process that holds it, however it ends: on SQLite it is a file lock, on
PostgreSQL an advisory lock of the session.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from etl.store.engine import sqlite_path, told_plainly
from geo.errors import Conflict, DataUnavailable

_LOCK_KEY = 7236541
_APPLICATION_NAME_BYTES = 63


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Hold the writer's lock; give the connection that must be used to write.

    Raises
    ------
    Conflict
        If another process holds the lock; the message names it.
    DataUnavailable
        If the store is away.
    """
    hold = _file_lock if engine.dialect.name == "sqlite" else _session_lock
    with told_plainly(engine), engine.connect() as connection:
        writer = connection.execution_options(atlas_writes=True)
        with hold(writer):
            yield writer


@contextmanager
def _file_lock(connection: Connection) -> Iterator[None]:
    path = sqlite_path(connection.engine.url)
    if path is None:
        yield
        return
    with _opened(path.with_name(f"{path.name}.lock")) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _conflict(_holder_in(file)) from None
        _write_holder(file)
        yield


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise DataUnavailable(f"cannot write {path}: {error.strerror}") from None


def _write_holder(file: IO[str]) -> None:
    file.seek(0)
    file.truncate()
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = {"pid": os.getpid(), "user": _user(), "host": socket.gethostname(), "since": since}
    json.dump(holder, file)
    file.flush()


def _holder_in(file: IO[str]) -> str:
    file.seek(0)
    try:
        holder = json.load(file)
        return (
            f"process {holder['pid']} of {holder['user']} on {holder['host']} "
            f"since {holder['since']}"
        )
    except (ValueError, KeyError, TypeError):
        return "another process"


@contextmanager
def _session_lock(connection: Connection) -> Iterator[None]:
    name = f"cluster-atlas process {os.getpid()} of {_user()} on {socket.gethostname()}"
    locked = text("SELECT set_config('application_name', :name, false), pg_try_advisory_lock(:key)")
    got = connection.execute(
        locked,
        {"name": name.encode()[:_APPLICATION_NAME_BYTES].decode(errors="ignore"), "key": _LOCK_KEY},
    ).one()
    holder = None if got[1] else _session_holder(connection)
    connection.commit()
    if holder:
        raise _conflict(holder)
    try:
        yield
    finally:
        _unlock_session(connection)


def _unlock_session(connection: Connection) -> None:
    """Give the lock back; a session that is broken has lost it already."""
    with suppress(DBAPIError):
        if connection.in_transaction():
            connection.rollback()
        if not connection.invalidated:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK_KEY})
            connection.commit()
            return
    connection.invalidate()


def _session_holder(connection: Connection) -> str:
    query = text(
        "SELECT a.application_name, to_char(a.backend_start AT TIME ZONE 'UTC',"
        ' \'YYYY-MM-DD"T"HH24:MI:SS"+00:00"\')'
        " FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.objid = :key AND l.objsubid = 1"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    row = connection.execute(query, {"key": _LOCK_KEY}).first()
    if row is None or not row[0]:
        return "another process"
    return f"{row[0].removeprefix('cluster-atlas ')} since {row[1]}"


def _user() -> str:
    """Name of the account, or its number where it has no name, as in some containers."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return f"user {os.geteuid()}"


def _conflict(holder: str) -> Conflict:
    return Conflict(f"another command is writing to this store: {holder}; wait until it has ended")
