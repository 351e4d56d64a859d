"""Deleting old editions: never the current one, all or none, and the space comes back."""

import pytest
from sqlalchemy import event, text

from app.holder import Holder
from etl.store.engine import open_store, reading, sqlite_path
from etl.store.lock import writing
from etl.store.pointer import restore
from etl.store.prune import prune
from etl.store.read import current_edition_id, list_editions, load_edition
from etl.store.tables import EDITION_TABLES
from geo.errors import Conflict, DataUnavailable, InvalidInput, NotFound
from tests.store.sample import FOLDER, run_sample


def publish_three(engine, folder):
    """Ids of three editions in the order of publication, the last current."""
    lines = (FOLDER / "clusters.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path, ids = folder / "list.csv", []
    for length in (5, 6, 7):
        path.write_text("".join(lines[:length]), encoding="utf-8")
        ids.append(run_sample(engine, clusters=path).edition_id)
    return ids


@pytest.fixture
def three(store, tmp_path):
    return publish_three(store, tmp_path)


@pytest.fixture
def file_store(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path}/atlas.sqlite")
    yield engine
    engine.dispose()


def ids_of(engine):
    return [edition.id for edition in list_editions(engine)][::-1]


def rows_of(engine, edition_id):
    with engine.connect() as connection:
        return sum(
            connection.scalar(
                text(f"SELECT COUNT(*) FROM {table.name} WHERE edition_id = :id"),
                {"id": edition_id},
            )
            for table in EDITION_TABLES
        )


def test_the_oldest_go(store, three):
    pruned = prune(store, keep=2)
    assert (pruned.ids, pruned.kept) == ((three[0],), tuple(three[1:]))
    assert ids_of(store) == three[1:]
    assert rows_of(store, three[0]) == 0
    assert len(load_edition(store).clusters) == 6
    assert len(load_edition(store, three[1]).clusters) == 5


@pytest.mark.parametrize(("keep", "left"), [(1, [0, 2]), (2, [0, 1, 2]), (99, [0, 1, 2])])
def test_the_current_one_stays_though_it_is_the_oldest(store, three, keep, left):
    restore(store, three[0])
    prune(store, keep)
    assert ids_of(store) == [three[number] for number in left]
    assert current_edition_id(store) == three[0]


def test_a_dry_run_only_tells(store, three):
    pruned = prune(store, keep=1, dry_run=True)
    assert pruned.ids == tuple(three[:2])
    assert ids_of(store) == three


def test_nothing_to_prune(store, three):
    assert prune(store, keep=3).ids == ()
    assert ids_of(store) == three


@pytest.mark.parametrize("keep", [0, -1])
def test_at_least_one_is_kept(store, three, keep):
    with pytest.raises(InvalidInput, match="at least one edition is kept"):
        prune(store, keep)
    assert ids_of(store) == three


def test_nobody_else_may_be_writing(store, three, store_url):
    other = open_store(store_url)
    with writing(other), pytest.raises(Conflict, match="another command is writing"):
        prune(store, keep=1)
    other.dispose()
    assert ids_of(store) == three


def test_an_empty_store_has_nothing_to_prune(store):
    with pytest.raises(DataUnavailable, match=r"no edition yet: run \./atlas etl run"):
        prune(store, keep=1)


def test_a_failure_in_the_midst_leaves_all(store, three):
    def fail(_connection, _cursor, statement, *_):
        if statement.startswith("DELETE FROM places"):
            raise KeyboardInterrupt

    event.listen(store, "before_cursor_execute", fail)
    with pytest.raises(KeyboardInterrupt):
        prune(store, keep=1)
    event.remove(store, "before_cursor_execute", fail)
    assert ids_of(store) == three
    assert len(load_edition(store, three[0]).clusters) == 4


def test_a_pruned_edition_is_not_there_any_more(store, three):
    prune(store, keep=1)
    with pytest.raises(NotFound, match="there is no edition"):
        restore(store, three[0])
    with pytest.raises(NotFound, match="no edition before the current one"):
        restore(store, "previous")


def test_what_was_pruned_is_published_again_by_its_sources(store, three, tmp_path):
    prune(store, keep=1)
    lines = (FOLDER / "clusters.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "again.csv"
    path.write_text("".join(lines[:5]), encoding="utf-8")
    report = run_sample(store, clusters=path)
    assert (report.is_new, report.edition_id) == (True, three[0])


def test_a_server_keeps_what_it_holds_and_moves_on(store, three, store_url):
    restore(store, three[0])
    holder = Holder(lambda: open_store(store_url), current_edition_id, load_edition, 60)
    holder.look()
    restore(store, three[2])
    prune(store, keep=1)
    held = holder.atlas()
    assert held.edition.id == three[0]
    layer = held.edition.map_layers["county"]
    holder.look()
    assert holder.atlas().edition.id == three[2]
    assert holder.map_layer("county", layer.sha256) == layer
    assert holder.store_error is None


def test_an_edition_pruned_while_it_is_loaded_is_read_whole_or_moved_on_from(
    store, three, store_url
):
    """A server was told that the first edition is current; before it reads, that one is gone."""
    restore(store, three[0])

    def current_id(engine):
        found = current_edition_id(engine)
        if found == three[0]:
            restore(store, three[2])
            prune(store, keep=1)
        return found

    holder = Holder(lambda: open_store(store_url), current_id, load_edition, 60)
    holder.look()
    assert "there is no edition" in holder.store_error
    holder.look()
    assert holder.store_error is None
    assert holder.atlas().edition.id == three[2]


def test_the_sqlite_file_is_smaller_after(file_store, tmp_path):
    oldest, older, _ = publish_three(file_store, tmp_path)
    with file_store.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = sqlite_path(file_store.url)
    before = path.stat().st_size
    pruned = prune(file_store, keep=1)
    assert pruned.ids == (oldest, older)
    assert pruned.freed_bytes == before - path.stat().st_size > 0


def test_somebody_who_reads_is_not_in_the_way(file_store, tmp_path):
    oldest, older, newest = publish_three(file_store, tmp_path)
    file_store.dispose()
    event.listen(file_store, "connect", lambda c, _: c.execute("PRAGMA busy_timeout = 0"))
    reader = open_store(file_store.url)
    with reading(reader) as connection:
        count = text("SELECT COUNT(*) FROM editions")
        assert connection.scalar(count) == 3
        pruned = prune(file_store, keep=1)
        assert (pruned.ids, pruned.freed_bytes) == ((oldest, older), None)
        assert connection.scalar(count) == 3
    assert ids_of(reader) == [newest]
    reader.dispose()
