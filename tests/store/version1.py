"""A store as the software of schema version 1 left it: two editions, the second one current."""

from pathlib import Path

from sqlalchemy import Engine

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "store" / "version1"
FIRST, SECOND = "2025-11-03-cfba6ea1ff3f", "2026-05-04-700bcf2e0619"


def fill_with_version_1(engine: Engine) -> None:
    """Run the dump of that store in an empty one."""
    is_sqlite = engine.dialect.name == "sqlite"
    dump = (FOLDER / ("sqlite.sql" if is_sqlite else "postgis.sql")).read_text(encoding="utf-8")
    connection = engine.raw_connection()
    if is_sqlite:
        connection.driver_connection.executescript(dump)
    else:
        connection.driver_connection.execute(dump)
        connection.commit()
    connection.close()
    engine.dispose()
