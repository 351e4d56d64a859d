"""Bringing a store of an older schema up to this one: its editions stay and are served.

Versions differ by tables, columns and indexes that were added, and by views. So an upgrade adds
what is missing, fills what can be told from older columns, and makes the views anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, case, func, inspect, or_, select, text, update

from etl.store.columns import metadata
from etl.store.comments import comment
from etl.store.tables import (
    SCHEMA_VERSION,
    batches,
    clusters,
    editions,
    recognitions,
    schema_version,
)
from etl.store.views import create_views, drop_views


def upgrade(connection: Connection) -> None:
    """Add what an older schema lacks; the caller begins, commits and holds the writer's lock.

    Views go first and tables follow in the order in which readers take them, so that PostgreSQL
    finds no deadlock with somebody who reads.
    """
    drop_views(connection)
    added = _add_columns(connection)
    metadata.create_all(connection)
    for name, fill in _FILLS.items():
        if any(column.table.name == name for column in added):
            fill(connection)
    _require(connection, added)
    if connection.dialect.name == "sqlite":  # version 1 indexed whole polygons there
        connection.execute(text("DROP INDEX IF EXISTS idx_places_geometry"))
    _add_indexes(connection)
    create_views(connection)
    comment(connection)
    connection.execute(update(schema_version).values(version=SCHEMA_VERSION))


def _add_columns(connection: Connection) -> list[Column[Any]]:
    inspector = inspect(connection)
    present = set(inspector.get_table_names())
    added = []
    for table in metadata.tables.values():
        if table.name not in present:
            continue
        known = {column["name"] for column in inspector.get_columns(table.name)}
        missing = [column for column in table.columns if column.name not in known]
        for column in missing:
            kind = column.type.compile(connection.dialect)
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}"))
        added.extend(missing)
    return added


def _require(connection: Connection, added: Sequence[Column[Any]]) -> None:
    """Let required columns be required, where a table can be altered so far."""
    if connection.dialect.name != "postgresql":
        return
    for column in added:
        if not column.nullable:
            alter = f"ALTER TABLE {column.table.name} ALTER COLUMN {column.name} SET NOT NULL"
            connection.execute(text(alter))


def _add_indexes(connection: Connection) -> None:
    inspector = inspect(connection)
    for table in metadata.tables.values():
        known = {index["name"] for index in inspector.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in known:
                index.create(connection)


def _number_editions(connection: Connection) -> None:
    """In the order of publication as far as the clock told it."""
    other = editions.alias()
    is_not_later = or_(
        other.c.published_at < editions.c.published_at,
        (other.c.published_at == editions.c.published_at) & (other.c.id <= editions.c.id),
    )
    count = select(func.count()).select_from(other).where(is_not_later).scalar_subquery()
    connection.execute(update(editions).values(number=count))


def _describe_recognitions(connection: Connection) -> None:
    """Version 1 held names and places of clusters only, and each had one name in all lists."""
    r = recognitions.c
    cluster = (clusters.c.edition_id == r.edition_id) & (clusters.c.id == r.cluster_id)
    batch = (
        (batches.c.edition_id == r.edition_id)
        & (batches.c.programme_id == r.programme_id)
        & (batches.c.batch_year == r.batch_year)
    )
    values = {
        "name_zh": select(clusters.c.name_zh).where(cluster).scalar_subquery(),
        "unit": select(clusters.c.unit).where(cluster).scalar_subquery(),
        "place_level": select(clusters.c.placement_level).where(cluster).scalar_subquery(),
        "recognised_on": select(batches.c.recognised_on).where(batch).scalar_subquery(),
        "review_result": case((r.review_passed_year.is_not(None), "passed")),
    }
    connection.execute(update(recognitions).values(values))


_FILLS: Mapping[str, Callable[[Connection], None]] = {
    editions.name: _number_editions,
    recognitions.name: _describe_recognitions,
}
"""How the columns added to a table are filled from what was there; others stay empty."""
