"""Stores that cannot be used: one clear line, and what is published stays."""

import pytest
from sqlalchemy import event, make_url, text

from etl.store.engine import open_store
from etl.store.read import current_edition_id, load_edition
from etl.store.schema import prepare
from geo.errors import DataUnavailable, InvalidInput
from tests.store.postgis import Server, database_url, fresh_database
from tests.store.sample import run_sample, shorter_list


def message(error) -> str:
    line = str(error.value)
    assert "\n" not in line
    assert "secret" not in line
    return line


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret@host/db", "kind mysql cannot hold the editions"),
        ("postgresql+asyncpg://u:secret@host/db", "kind postgresql+asyncpg"),
        ("not an address", "malformed"),
        ("postgresql+psycopg://u:secret@host:port/db", "malformed"),
        ("", "malformed"),
    ],
)
def test_addresses(url, said):
    with pytest.raises(InvalidInput) as error:
        open_store(url)
    assert said in message(error)


def test_postgresql_address_gets_the_driver():
    assert open_store("postgresql://u@h/d").url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "address", ["secret@127.0.0.1:1/db", "secret@no-such-host.invalid/db?connect_timeout=3"]
)
@pytest.mark.parametrize("use", [run_sample, load_edition, current_edition_id, prepare])
def test_server_away(address, use):
    with pytest.raises(DataUnavailable) as error:
        use(open_store(f"postgresql+psycopg://user:{address}"))
    assert message(error).startswith("the database db on ")


def test_empty_store_says_what_to_do(store):
    for use in (load_edition, current_edition_id):
        with pytest.raises(DataUnavailable, match=r"no edition yet: run \./atlas etl run"):
            use(store)
    prepare(store)
    with pytest.raises(DataUnavailable, match=r"no edition yet: run \./atlas etl run"):
        load_edition(store)


def test_other_schema_version(store):
    run_sample(store)
    with store.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 99"))
    for use in (run_sample, load_edition, current_edition_id):
        with pytest.raises(DataUnavailable, match="schema version 99, this software needs"):
            use(store)


def test_preparing_twice_changes_nothing(store):
    run_sample(store)
    prepare(store)
    assert load_edition(store).clusters["id"].size == 8


def test_not_a_database_file(tmp_path):
    path = tmp_path / "atlas.sqlite"
    path.write_text("this is a letter, not a database" * 100)
    for use in (run_sample, load_edition):
        with pytest.raises(DataUnavailable, match="file is not a database"):
            use(open_store(f"sqlite:///{path}"))


def test_folder_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataUnavailable, match="cannot create"):
        open_store(f"sqlite:///{tmp_path}/file/atlas.sqlite")


def test_disk_full(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path}/atlas.sqlite")
    old = run_sample(engine)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    engine.dispose()
    limit = f"PRAGMA max_page_count = {pages}"
    event.listen(engine, "connect", lambda connection, _: connection.execute(limit))
    with pytest.raises(DataUnavailable, match="full"):
        run_sample(engine, clusters=shorter_list(tmp_path))
    assert current_edition_id(engine) == old.edition_id
    engine.dispose()


def test_without_postgis(postgis_url):
    fresh_database(postgis_url, "atlas_plain")
    address = make_url(database_url(postgis_url, "atlas_plain"))
    engine = open_store(address)
    with engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS atlas_plain"))
        connection.execute(text("CREATE ROLE atlas_plain LOGIN PASSWORD 'secret'"))
    engine.dispose()
    plain = open_store(address.set(username="atlas_plain", password="secret"))
    for use in (run_sample, load_edition):
        with pytest.raises(DataUnavailable) as error:
            use(plain)
        assert "is not PostGIS" in message(error)
    plain.dispose()


def test_a_role_without_rights(new_postgis, tmp_path):
    """It is told so; with SELECT it may serve, and no more."""
    url = make_url(new_postgis())
    owner, reader = open_store(url), open_store(url.set(username="some_reader"))
    old = run_sample(owner)
    with owner.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS some_reader"))
        connection.execute(text("CREATE ROLE some_reader LOGIN"))
    with pytest.raises(DataUnavailable) as error:
        load_edition(reader)
    assert "permission denied for table" in message(error)
    with owner.begin() as connection:
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO some_reader"))
    assert load_edition(reader).id == old.edition_id
    with pytest.raises(DataUnavailable) as error:
        run_sample(reader, clusters=shorter_list(tmp_path))
    assert "permission denied for table" in message(error)
    reader.dispose()
    with owner.begin() as connection:  # roles belong to the whole server
        connection.execute(text("DROP OWNED BY some_reader"))
        connection.execute(text("DROP ROLE some_reader"))
    owner.dispose()


@pytest.mark.parametrize(
    ("minimum", "value", "said"),
    [
        ("MIN_POSTGRESQL", 99, "version 99 or newer is needed"),
        ("MIN_POSTGIS", (99, 0), "99.0 or newer is needed"),
    ],
)
def test_versions_too_old(new_postgis, monkeypatch, minimum, value, said):
    engine = open_store(new_postgis())
    run_sample(engine)
    monkeypatch.setattr(f"etl.store.schema.{minimum}", value)
    for use in (run_sample, load_edition):
        with pytest.raises(DataUnavailable) as error:
            use(engine)
        assert said in message(error)
    engine.dispose()


def test_postgis_is_created_where_it_may_be(postgis_url):
    fresh_database(postgis_url, "atlas_creatable")
    engine = open_store(database_url(postgis_url, "atlas_creatable"))
    assert run_sample(engine).is_new
    engine.dispose()


def test_server_stops_in_the_midst_of_a_run(tmp_path):
    server = Server()
    try:
        fresh_database(server.url(), "atlas")
        engine = open_store(server.url("atlas"))
        old = run_sample(engine)

        def progress(step):
            if step == "table recognitions":
                server.stop()

        with pytest.raises(DataUnavailable) as error:
            run_sample(engine, progress, clusters=shorter_list(tmp_path))
        assert "cannot be used" in message(error)
        with pytest.raises(DataUnavailable):
            current_edition_id(engine)
        server.start()
        assert current_edition_id(engine) == old.edition_id
        assert run_sample(engine, clusters=shorter_list(tmp_path)).is_new
        engine.dispose()
    finally:
        server.remove()
