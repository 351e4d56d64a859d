"""The role that `reader.sql` creates reads the views of the current edition and nothing else."""

import os
import shutil
import subprocess
from pathlib import Path

import geopandas as gpd
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from etl.store import views
from etl.store.columns import metadata
from etl.store.engine import open_store
from etl.store.schema import prepare
from etl.store.upgrade import upgrade
from etl.store.views import READER, VIEWS
from tests.snippets import snippets
from tests.store.sample import run_sample, shorter_list

SCRIPT = Path(views.__file__).with_name("reader.sql")
PASSWORD = "wife's café"  # as awkward as an environment may have it


@pytest.fixture
def url(new_postgis):
    """A database in which the script has created the role; the role belongs to the whole server."""
    address = make_url(new_postgis())
    psql = shutil.which("psql")
    assert psql, "the store tests need psql, which comes with PostgreSQL"
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [psql, "-v", "ON_ERROR_STOP=1", "--no-psqlrc", "--dbname", plain, "--file", SCRIPT]
    environment = os.environ | {"ATLAS_READER_PASSWORD": PASSWORD}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    yield address
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {READER}"))
        connection.execute(text(f"DROP ROLE {READER}"))
    engine.dispose()


def as_reader(url, statement):
    engine = create_engine(url.set(username=READER, password=PASSWORD))
    try:
        with engine.begin() as connection:
            return connection.execute(text(statement)).all()
    finally:
        engine.dispose()


def test_it_reads_every_view_and_goes_on_after_runs_and_upgrades(url, tmp_path):
    engine = open_store(url)
    run_sample(engine)
    first = as_reader(url, "SELECT DISTINCT edition_id FROM current_clusters")
    assert len(as_reader(url, "SELECT f_table_name FROM geometry_columns")) > 5  # what QGIS asks
    run_sample(engine, clusters=shorter_list(tmp_path))
    assert as_reader(url, "SELECT DISTINCT edition_id FROM current_clusters") != first
    with engine.begin() as connection:
        upgrade(connection)
    for view in VIEWS:
        as_reader(url, f"SELECT * FROM {view}")
    engine.dispose()


def test_it_may_do_nothing_else(url):
    engine = open_store(url)
    run_sample(engine)
    for table in metadata.tables:
        with pytest.raises(ProgrammingError, match="permission denied"):
            as_reader(url, f"SELECT * FROM {table}")
    # Even where it lifts its own default of reading only.
    for statement in (
        "DELETE FROM places",
        "INSERT INTO sources SELECT * FROM sources",
        "UPDATE current_edition SET edition_id = 'x'",
        "CREATE TABLE mine (id integer)",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "DROP VIEW current_places",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            as_reader(url, f"SET TRANSACTION READ WRITE; {statement}")
    engine.dispose()


def test_a_role_that_comes_after_the_edition_may_read_after_the_next_run(url):
    engine = open_store(url)
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(text(f"REVOKE SELECT ON {', '.join(VIEWS)} FROM {READER}"))
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_reader(url, "SELECT * FROM current_places")
    run_sample(engine)
    assert as_reader(url, "SELECT * FROM current_places")
    engine.dispose()


def test_without_the_role_nothing_is_granted(new_postgis):
    engine = open_store(new_postgis())
    prepare(engine)
    with engine.connect() as connection:
        granted = text("SELECT relacl FROM pg_class WHERE relname = 'current_places'")
        assert connection.scalar(granted) is None
    engine.dispose()


def test_the_document_for_researchers_runs(url):
    engine = open_store(url)
    run_sample(engine)
    engine.dispose()
    asked = snippets("research.md", "sql")["The database"]
    counts, due, near = (as_reader(url, block) for block in asked)
    assert [(row.name, row.clusters) for row in counts] == [
        ("样例省", 3), ("丙海市", 1), ("样例省", 0), ("丙海市", 0)
    ]  # fmt: skip
    assert due == []
    assert len(near) == 8
    (block,) = snippets("research.md", "python")["The database"]
    reader = url.set(username=READER, password=PASSWORD).render_as_string(hide_password=False)
    shown = "postgresql+psycopg://atlas_reader:PASSWORD@127.0.0.1/atlas"
    assert shown in block
    names = {"gpd": gpd}
    exec(block.replace(shown, reader), names)
    assert (len(names["units"]), names["units"].crs.to_epsg()) == (11, 4326)
    names["engine"].dispose()
