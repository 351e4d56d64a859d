"""Both stores: every test that asks for `store` runs on SQLite and on a real PostGIS."""

import os
from itertools import count

import pytest
from sqlalchemy import create_engine, text

from etl.store.engine import open_store
from tests.store.postgis import Server, database_url, fresh_database
from tests.store.sample import run_sample

_TEMPLATE = f"atlas_template_{os.getpid()}"  # the tests run in several processes
_numbers = count()


@pytest.fixture(scope="session")
def postgis_url():
    """Address of a PostgreSQL server with PostGIS on which databases may be created."""
    given = os.environ.get("CLUSTER_ATLAS_TEST_DATABASE_URL")
    server = None if given else Server()
    url = given or server.url()
    try:
        fresh_database(url, _TEMPLATE)
        _run_on(database_url(url, _TEMPLATE), "CREATE EXTENSION postgis")
        yield url
    finally:
        if server:
            server.remove()


@pytest.fixture(scope="session")
def new_postgis(postgis_url):
    """Maker of addresses of empty PostGIS databases; those on a given server stay there."""

    def make():
        name = f"atlas_test_{os.getpid()}_{next(_numbers)}"
        fresh_database(postgis_url, name, template=_TEMPLATE)
        return database_url(postgis_url, name)

    return make


@pytest.fixture(params=["sqlite", "postgis"])
def store_url(request, tmp_path):
    """Address of an empty store, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'atlas.sqlite'}"
    return request.getfixturevalue("new_postgis")()


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def published(request, tmp_path_factory):
    """A store of each kind with the sample edition, for tests that only read."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('published') / 'atlas.sqlite'}"
    else:
        url = request.getfixturevalue("new_postgis")()
    engine = open_store(url)
    run_sample(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def store(store_url):
    """An empty store, once of each kind."""
    engine = open_store(store_url)
    yield engine
    engine.dispose()


def _run_on(url, statement):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
