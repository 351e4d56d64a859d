"""The schema of a store: made when it is not there, brought up to date, or refused."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from etl.store.columns import metadata
from etl.store.comments import comment
from etl.store.engine import store_name, told_plainly
from etl.store.lock import writing
from etl.store.tables import SCHEMA_VERSION, schema_version
from etl.store.upgrade import upgrade
from etl.store.views import create_views
from geo.errors import DataUnavailable

MIN_POSTGRESQL = 13
MIN_POSTGIS = (3, 1)


def prepare(engine: Engine) -> None:
    """Make the tables and views unless they are there; bring those of an older version up to date.

    Each is one transaction. The editions of an older version stay.

    Raises
    ------
    DataUnavailable
        If the store is away, not PostGIS, too old, or written by newer software.
    Conflict
        If it is of an older version, and somebody is writing to it.
    """
    with told_plainly(engine), engine.connect() as connection:
        writer = connection.execution_options(atlas_writes=True)
        with writer.begin():
            if engine.dialect.name == "postgresql":
                _check_postgresql(writer)
                writer.execute(text("SELECT pg_advisory_xact_lock(7236542)"))
                _need_postgis(writer, create=True)
            found = _version(writer)
            if found is None:
                metadata.create_all(writer)
                create_views(writer)
                comment(writer)
                writer.execute(insert(schema_version).values(version=SCHEMA_VERSION))
    if found is not None and found != SCHEMA_VERSION:
        _bring_up_to_date(engine)


def _bring_up_to_date(engine: Engine) -> None:
    with writing(engine) as connection, connection.begin():
        found = _version(connection)
        if found is not None and found < SCHEMA_VERSION:
            upgrade(connection)
        else:
            _check_version(connection, found)


def check(connection: Connection) -> None:
    """Refuse a store that has no tables yet or another schema.

    Raises
    ------
    DataUnavailable
        With what to do.
    """
    if connection.dialect.name == "postgresql":
        _check_postgresql(connection)
        _need_postgis(connection, create=False)
    found = _version(connection)
    if found is None:
        raise DataUnavailable(
            f"the {store_name(connection.engine)} holds no edition yet: run ./atlas etl run"
        )
    _check_version(connection, found)


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(schema_version.name):
        return None
    return connection.scalar(select(schema_version.c.version))


def _check_version(connection: Connection, found: int | None) -> None:
    if found == SCHEMA_VERSION:
        return
    is_older = found is not None and found < SCHEMA_VERSION
    raise DataUnavailable(
        f"the {store_name(connection.engine)} has schema version {found}, this software needs "
        f"{SCHEMA_VERSION}: "
        + (
            "run ./atlas etl run, which brings it up to date and keeps its editions"
            if is_older
            else "use the software that wrote it, or another database"
        )
    )


def _check_postgresql(connection: Connection) -> None:
    version = int((connection.dialect.server_version_info or (0,))[0])
    if version < MIN_POSTGRESQL:
        raise DataUnavailable(
            f"the {store_name(connection.engine)} is PostgreSQL {version}; "
            f"version {MIN_POSTGRESQL} or newer is needed"
        )


def _need_postgis(connection: Connection, *, create: bool) -> None:
    found = _postgis_version(connection)
    if found is None and create:
        _create_postgis(connection)
        found = _postgis_version(connection)
    if found is None:
        raise _no_postgis(connection)
    if tuple(int(part) for part in found.split(".")[:2]) < MIN_POSTGIS:
        raise DataUnavailable(
            f"the {store_name(connection.engine)} has PostGIS {found}; "
            f"{'.'.join(map(str, MIN_POSTGIS))} or newer is needed"
        )


def _postgis_version(connection: Connection) -> str | None:
    query = text("SELECT extversion FROM pg_extension WHERE extname = 'postgis'")
    found = connection.scalar(query)
    return None if found is None else str(found)


def _create_postgis(connection: Connection) -> None:
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION postgis"))
    except DBAPIError:
        raise _no_postgis(connection) from None


def _no_postgis(connection: Connection) -> DataUnavailable:
    return DataUnavailable(
        f"the {store_name(connection.engine)} is not PostGIS: install PostGIS on the server, then, "
        "as an administrator of the database, CREATE EXTENSION postgis"
    )
