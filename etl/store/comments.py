"""Comments on the tables, views and columns of PostGIS, for whoever opens the database itself."""

from __future__ import annotations

from sqlalchemy import Connection, text

from etl.store.columns import metadata
from etl.store.dictionary import about, meaning
from etl.store.views import VIEWS

_COLUMNS = text(
    "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = ANY(:names)"
)


def comment(connection: Connection) -> None:
    """Comment on everything with the words of the dictionary; SQLite knows no comments."""
    if connection.dialect.name != "postgresql":
        return
    names = [*metadata.tables, *VIEWS]
    told = [
        f"{'VIEW' if name in VIEWS else 'TABLE'} {name} IS {_quoted(about(name))}" for name in names
    ]
    told += [
        f"COLUMN {name}.{column} IS {_quoted(meaning(name, column))}"
        for name, column in connection.execute(_COLUMNS, {"names": names})
    ]
    # One round trip. SQLAlchemy reads a colon as the beginning of a parameter.
    connection.execute(text("; ".join(f"COMMENT ON {one}" for one in told).replace(":", r"\:")))


def _quoted(words: str) -> str:
    plain = words.replace("`", "").replace("'", "''")
    return f"'{plain}'"
