"""The current pointer: which edition is served, since when, and which one was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Literal

from sqlalchemy import Connection, Engine, delete, insert, select

from etl.store.engine import store_name
from etl.store.lock import writing
from etl.store.schema import check
from etl.store.tables import current_edition, editions, pointer_moves
from geo.errors import DataUnavailable, InvalidInput, NotFound

Cause = Literal["run", "restore"]
CURRENT, PREVIOUS = "current", "previous"
SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring came to: `before` is the edition that was current, perhaps the same."""

    id: str
    before: str | None

    @property
    def is_moved(self) -> bool:
        """Whether another edition is current now."""
        return self.id != self.before


@dataclass(frozen=True, slots=True)
class Served:
    """The last time that an edition was the current one; `until` is None for the one that is."""

    since: datetime
    until: datetime | None


def restore(engine: Engine, asked: str, now: datetime | None = None) -> Restored:
    """Make a published edition the current one again. Nothing is built.

    Parameters
    ----------
    engine : Engine
    asked : str
        As for `find_id`.
    now : datetime, optional
        With time zone; the clock by default.

    Raises
    ------
    NotFound, InvalidInput
        If no edition, or more than one, is meant.
    Conflict
        If somebody else is writing to the store.
    DataUnavailable
        If the store is away or of another version.
    """
    with writing(engine) as connection, connection.begin():
        check(connection)
        before = current_id(connection)
        edition_id = find_id(connection, asked)
        point_at(connection, edition_id, now or datetime.now(UTC), "restore")
    return Restored(edition_id, before)


def point_at(connection: Connection, edition_id: str, moment: datetime, cause: Cause) -> None:
    """Make a published edition the current one and note when; the caller commits."""
    if current_id(connection) == edition_id:
        return
    connection.execute(delete(current_edition))
    connection.execute(insert(current_edition).values(id=1, edition_id=edition_id))
    move = {"edition_id": edition_id, "moved_at": moment, "cause": cause}
    connection.execute(insert(pointer_moves).values(move))


def current_id(connection: Connection) -> str | None:
    """Id of the current edition, None in a store without editions."""
    return connection.scalar(select(current_edition.c.edition_id))


def need_current_id(connection: Connection) -> str:
    """Id of the current edition.

    Raises
    ------
    DataUnavailable
        If there is none yet.
    """
    found = current_id(connection)
    if found is None:
        raise DataUnavailable(
            f"the {store_name(connection.engine)} holds no edition yet: run ./atlas etl run"
        )
    return found


def find_id(connection: Connection, asked: str) -> str:
    """Id of the edition that is meant.

    Parameters
    ----------
    connection : Connection
    asked : str
        An id, the beginning of just one id or content hash, `current`, or `previous`: the one
        that was served before the current one.

    Raises
    ------
    NotFound
        If there is no such edition.
    InvalidInput
        If more than one begins so.
    """
    if asked == CURRENT:
        return need_current_id(connection)
    if asked == PREVIOUS:
        return _previous_id(connection)
    rows = connection.execute(
        select(editions.c.id, editions.c.content_hash).order_by(editions.c.number.desc())
    ).all()
    found = [row.id for row in rows if asked == row.id]
    if not found and len(asked) >= SHORTEST_PREFIX:
        found = [r.id for r in rows if r.id.startswith(asked) or r.content_hash.startswith(asked)]
    if not found:
        raise NotFound(f"there is no edition {asked[:80]}: ./atlas editions list shows them")
    if len(found) > 1:
        raise InvalidInput(f"{asked} is the beginning of several editions: {', '.join(found)}")
    return str(found[0])


def _previous_id(connection: Connection) -> str:
    """The one served before; where that was not noted or it is pruned, the one published before."""
    now = need_current_id(connection)
    served = connection.scalars(
        select(pointer_moves.c.edition_id)
        .join(editions, editions.c.id == pointer_moves.c.edition_id)
        .where(pointer_moves.c.edition_id != now)
        .order_by(pointer_moves.c.number.desc())
    ).first()
    number = select(editions.c.number).where(editions.c.id == now).scalar_subquery()
    published = connection.scalars(
        select(editions.c.id).where(editions.c.number < number).order_by(editions.c.number.desc())
    ).first()
    if (found := served or published) is None:
        raise NotFound(f"there is no edition before the current one, {now}")
    return str(found)


def published_after(connection: Connection, moment: datetime) -> str | None:
    """Id of an edition that was published after this moment, if there is one: clocks go wrong."""
    rows = connection.execute(select(editions.c.id, editions.c.published_at))
    latest = max(rows, key=lambda row: utc(row.published_at), default=None)
    return str(latest.id) if latest and utc(latest.published_at) > moment else None


def served_periods(connection: Connection) -> Mapping[str, Served]:
    """When each edition was served last, as far as it was noted."""
    moves = connection.execute(select(pointer_moves).order_by(pointer_moves.c.number)).all()
    return {
        move.edition_id: Served(utc(move.moved_at), utc(after.moved_at) if after else None)
        for move, after in zip_longest(moves, moves[1:])
    }


def utc(moment: datetime) -> datetime:
    """A moment as the store gives it, in UTC: SQLite keeps no time zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
