"""Reading published editions: the current one, one by id, and what there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from etl.store.edition import Edition, StoredLayer
from etl.store.engine import reading
from etl.store.pointer import (
    CURRENT,
    Served,
    current_id,
    find_id,
    need_current_id,
    served_periods,
    utc,
)
from etl.store.rows import EDITION_ID, content_columns, to_frame
from etl.store.schema import check
from etl.store.tables import EDITION_TABLES, editions, map_layers
from geo.errors import NotFound


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """A line of the list of editions."""

    id: str
    content_hash: str
    published_at: datetime
    is_current: bool
    counts: Mapping[str, int]
    served: Served | None


def current_edition_id(engine: Engine) -> str:
    """Id of the current edition: a cheap look whether there is a newer one.

    Raises
    ------
    DataUnavailable
        If the store is away or holds no edition.
    """
    with reading(engine) as connection:
        check(connection)
        return need_current_id(connection)


def load_edition(engine: Engine, edition_id: str | None = None) -> Edition:
    """Load an edition whole, by default the current one.

    Raises
    ------
    DataUnavailable
        If the store is away, of another version, or holds no edition.
    NotFound
        If there is no edition with this id.
    """
    with reading(engine) as connection:
        check(connection)
        row = _edition_row(connection, edition_id or need_current_id(connection))
        frames = {
            table.name: _frame(connection, table.name, row.id)
            for table in EDITION_TABLES
            if table is not map_layers
        }
        layers = _layers(connection, row.id)
    return Edition(
        id=row.id,
        content_hash=row.content_hash,
        published_at=utc(row.published_at),
        manifest=row.manifest,
        map_layers=layers,
        **frames,
    )


def list_editions(engine: Engine) -> list[EditionSummary]:
    """The published editions, the last published first, whatever the clock said.

    Raises
    ------
    DataUnavailable
        If the store is away or of another version.
    """
    with reading(engine) as connection:
        check(connection)
        current, served = current_id(connection), served_periods(connection)
        rows = connection.execute(select(editions).order_by(editions.c.number.desc()))
        return [_summary(row, current, served.get(row.id)) for row in rows]


def get_manifest(engine: Engine, asked: str = CURRENT) -> dict[str, Any]:
    """The manifest of an edition, by default the current one.

    Parameters
    ----------
    engine : Engine
    asked : str
        As for `etl.store.pointer.find_id`, whose errors it raises.
    """
    with reading(engine) as connection:
        check(connection)
        return dict(_edition_row(connection, find_id(connection, asked)).manifest)


def _edition_row(connection: Connection, edition_id: str) -> Row[Any]:
    row = connection.execute(select(editions).where(editions.c.id == edition_id)).first()
    if row is None:
        raise NotFound(f"there is no edition {edition_id}: ./atlas editions list shows them")
    return row


def _frame(connection: Connection, name: str, edition_id: str) -> Any:
    table = next(table for table in EDITION_TABLES if table.name == name)
    query = select(*content_columns(table)).where(table.c[EDITION_ID] == edition_id)
    return to_frame(table, connection.execute(query).all())


def _layers(connection: Connection, edition_id: str) -> dict[str, StoredLayer]:
    query = select(*content_columns(map_layers)).where(map_layers.c[EDITION_ID] == edition_id)
    layers = {
        row.name: StoredLayer(row.name, row.sha256, row.features, tuple(row.bounds), row.body)
        for row in connection.execute(query)
    }
    return dict(sorted(layers.items()))


def _summary(row: Row[Any], current: str | None, served: Served | None) -> EditionSummary:
    counts = row.manifest.get("counts", {})
    is_current = row.id == current
    return EditionSummary(
        row.id, row.content_hash, utc(row.published_at), is_current, counts, served
    )
