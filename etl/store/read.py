"""Reading published editions: the current one, one by id, and what there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from etl.store.edition import Edition, StoredLayer
from etl.store.engine import reading, store_name
from etl.store.rows import EDITION_ID, content_columns, to_frame
from etl.store.schema import check
from etl.store.tables import EDITION_TABLES, current_edition, editions, map_layers
from geo.errors import DataUnavailable, NotFound


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """A line of the list of editions."""

    id: str
    content_hash: str
    published_at: datetime
    is_current: bool
    counts: Mapping[str, int]


def current_edition_id(engine: Engine) -> str:
    """Id of the current edition: a cheap look whether there is a newer one.

    Raises
    ------
    DataUnavailable
        If the store is away or holds no edition.
    """
    with reading(engine) as connection:
        check(connection)
        return _current_id(connection)


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
        row = _edition_row(connection, edition_id or _current_id(connection))
        frames = {
            table.name: _frame(connection, table.name, row.id)
            for table in EDITION_TABLES
            if table is not map_layers
        }
        layers = _layers(connection, row.id)
    return Edition(
        id=row.id,
        content_hash=row.content_hash,
        published_at=_utc(row.published_at),
        manifest=row.manifest,
        map_layers=layers,
        **frames,
    )


def list_editions(engine: Engine) -> list[EditionSummary]:
    """The published editions, the newest first.

    Raises
    ------
    DataUnavailable
        If the store is away or of another version.
    """
    with reading(engine) as connection:
        check(connection)
        current = connection.scalar(select(current_edition.c.edition_id))
        rows = connection.execute(
            select(editions).order_by(editions.c.published_at.desc(), editions.c.id)
        )
        return [_summary(row, current) for row in rows]


def get_manifest(engine: Engine, edition_id: str | None = None) -> dict[str, Any]:
    """The manifest of an edition, by default the current one; errors as `load_edition`."""
    with reading(engine) as connection:
        check(connection)
        row = _edition_row(connection, edition_id or _current_id(connection))
        return dict(row.manifest)


def _current_id(connection: Connection) -> str:
    found = connection.scalar(select(current_edition.c.edition_id))
    if found is None:
        raise DataUnavailable(
            f"the {store_name(connection.engine)} holds no edition yet: run ./atlas etl run"
        )
    return str(found)


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


def _summary(row: Row[Any], current: str | None) -> EditionSummary:
    counts = row.manifest.get("counts", {})
    return EditionSummary(
        row.id, row.content_hash, _utc(row.published_at), row.id == current, counts
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
