"""A store of an older schema is brought up to date in place; its editions stay and are served."""

import pytest
from sqlalchemy import inspect, text

from etl.store.engine import open_store
from etl.store.lock import writing
from etl.store.pointer import restore
from etl.store.prune import prune
from etl.store.read import current_edition_id, get_manifest, list_editions, load_edition
from etl.store.schema import prepare
from etl.store.tables import SCHEMA_VERSION, metadata
from etl.store.views import VIEWS
from geo.errors import Conflict, DataUnavailable
from tests.store.sample import run_sample
from tests.store.version1 import FIRST, SECOND, fill_with_version_1


@pytest.fixture
def old_store(store):
    fill_with_version_1(store)
    return store


def version(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT version FROM schema_version"))


def shape(engine):
    """Columns with their comments and indexes of all tables, and the views."""
    inspector = inspect(engine)
    tables = {
        name: (
            {
                (column["name"], str(column["type"]), column["nullable"], column.get("comment"))
                for column in inspector.get_columns(name)
            },
            {index["name"] for index in inspector.get_indexes(name)},
        )
        for name in metadata.tables
    }
    return tables, set(inspector.get_view_names()) & set(VIEWS)


@pytest.mark.parametrize(
    "use", [load_edition, current_edition_id, list_editions, lambda s: restore(s, FIRST)]
)
def test_until_then_it_is_only_said_what_to_do(old_store, use):
    with pytest.raises(DataUnavailable, match=r"schema version 1, .*: run \./atlas etl run"):
        use(old_store)
    assert version(old_store) == 1


def test_editions_stay_and_the_current_one_is_served(old_store):
    prepare(old_store)
    assert version(old_store) == SCHEMA_VERSION
    assert current_edition_id(old_store) == SECOND
    assert [(e.id, e.is_current, e.served) for e in list_editions(old_store)] == [
        (SECOND, True, None),
        (FIRST, False, None),
    ]
    edition = load_edition(old_store, FIRST)
    assert len(edition.clusters) == 8
    assert edition.questions.empty
    assert get_manifest(old_store, "cfba6e")["schema_version"] == 1


def test_what_older_columns_tell_is_filled_in(old_store):
    prepare(old_store)
    rows = load_edition(old_store).recognitions.set_index("source_row")
    filled = rows[["name_zh", "unit", "place_level", "recognised_on", "review_result"]]
    filled = filled.astype(object).where(filled.notna(), None)
    assert filled.loc[2].tolist() == [
        "甲山市东湖区电子产业集群", "样例省", "county", "2023-01", "passed"
    ]  # fmt: skip
    assert filled.loc[6].tolist() == ["北浦区🚀火箭产业集群", "丙海市", "county", None, None]
    assert rows["name_zh"].notna().all()


def test_it_looks_like_a_new_store(old_store, tmp_path, request):
    prepare(old_store)
    if old_store.dialect.name == "sqlite":
        new = open_store(f"sqlite:///{tmp_path}/new.sqlite")
    else:
        new = open_store(request.getfixturevalue("new_postgis")())
    prepare(new)
    tables, views = shape(old_store)
    expected, all_views = shape(new)
    assert views == all_views == set(VIEWS)
    if old_store.dialect.name == "sqlite":  # a column cannot be made required there
        optional = {("recognitions", "name_zh"), ("editions", "number")}
        expected = {
            name: ({(c, t, n or (name, c) in optional, told) for c, t, n, told in columns}, indexes)
            for name, (columns, indexes) in expected.items()
        }
    assert tables == expected
    new.dispose()


def test_a_run_publishes_beside_the_old_editions(old_store):
    report = run_sample(old_store)
    assert report.is_new
    assert [edition.id for edition in list_editions(old_store)] == [
        report.edition_id, SECOND, FIRST
    ]  # fmt: skip
    assert restore(old_store, "previous").id == SECOND
    assert prune(old_store, keep=2).ids == (FIRST,)


def test_it_waits_for_nobody_who_writes(old_store, store_url):
    other = open_store(store_url)
    with writing(other), pytest.raises(Conflict, match="another command is writing"):
        prepare(old_store)
    other.dispose()
    prepare(old_store)
    assert version(old_store) == SCHEMA_VERSION
