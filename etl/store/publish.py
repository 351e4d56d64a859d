"""Publishing an edition: everything in one transaction, the current pointer last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select, text, update

from etl.store.pointer import point_at
from etl.store.rows import content_hash, to_rows
from etl.store.tables import EDITION_TABLES, SCHEMA_VERSION, current_edition, editions
from etl.store.views import let_read

Rows = list[dict[str, Any]]
Step = Callable[[str], None]
HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of an edition, by table in the order of `EDITION_TABLES`, and their hash."""

    tables: Mapping[str, Rows]
    hash: str

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows of each table."""
        return {name: len(rows) for name, rows in self.tables.items()}


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing came to: `is_new` is False when that content was published before."""

    id: str
    content_hash: str
    is_new: bool


Describe = Callable[[Published], Mapping[str, Any]]


def content_of(frames: Mapping[str, pd.DataFrame]) -> Content:
    """Frames, one for each table of an edition, as rows with their hash.

    The hash covers everything but the clock and the places of files: the same inputs give the
    same hash on any store. Map layers enter by the hash of their uncompressed GeoJSON.
    """
    tables = {table.name: to_rows(table, frames[table.name]) for table in EDITION_TABLES}
    hashed = {**tables, "map_layers": [_without_body(row) for row in tables["map_layers"]]}
    version: Rows = [{"version": SCHEMA_VERSION}]
    return Content(tables, content_hash({"schema": version, **hashed}))


def _without_body(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "body"}


def edition_id_of(content: Content, published_at: datetime) -> str:
    """Date and the first digits of the content hash: YYYY-MM-DD-<12 hex>."""
    return f"{published_at:%Y-%m-%d}-{content.hash[:HASH_DIGITS]}"


def publish(
    connection: Connection,
    content: Content,
    describe: Describe,
    published_at: datetime,
    step: Step = lambda _: None,
) -> Published:
    """Write an edition and make it the current one, or nothing at all.

    Content that was published before is not written again: the pointer is set to it.

    Parameters
    ----------
    connection : Connection
        That of `etl.store.lock.writing`.
    content : Content
    describe : callable
        Gives the manifest, as JSON values without `edition_id`. Asked last, when there is most to
        tell, also when nothing is written.
    published_at : datetime
        With time zone.
    step : callable
        Told what is about to be written.
    """
    with connection.begin():
        known = connection.scalar(
            select(editions.c.id).where(editions.c.content_hash == content.hash)
        )
        edition_id = known or edition_id_of(content, published_at)
        if known is None:
            _insert_edition(connection, edition_id, content, published_at)
            _insert_rows(connection, edition_id, content.tables, step)
        step("current pointer")
        point_at(connection, edition_id, published_at, "run")
        _refresh_statistics(connection, step)
        let_read(connection)
        step("commit")
        published = Published(edition_id, content.hash, known is None)
        manifest = {**describe(published), "edition_id": edition_id}
        if known is None:
            of_this = editions.c.id == edition_id
            connection.execute(update(editions).where(of_this).values(manifest=manifest))
    return published


def _refresh_statistics(connection: Connection, step: Step) -> None:
    """Let PostgreSQL plan the views well from the first query on."""
    if connection.dialect.name == "postgresql":
        step("statistics")
        for table in (*EDITION_TABLES, current_edition):
            connection.execute(text(f"ANALYZE {table.name}"))


def _insert_edition(
    connection: Connection, edition_id: str, content: Content, published_at: datetime
) -> None:
    last = connection.scalar(select(func.max(editions.c.number)))
    row: dict[str, Any] = {
        "id": edition_id,
        "number": (last or 0) + 1,
        "content_hash": content.hash,
        "published_at": published_at,
        "manifest": {},
    }
    connection.execute(insert(editions), row)


def _insert_rows(
    connection: Connection, edition_id: str, tables: Mapping[str, Sequence[Any]], step: Step
) -> None:
    for table in EDITION_TABLES:
        step(f"table {table.name}")
        if rows := [{"edition_id": edition_id, **row} for row in tables[table.name]]:
            connection.execute(insert(table), rows)
