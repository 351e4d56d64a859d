"""Going back to an earlier edition: a pointer moves, and running servers follow."""

from datetime import UTC, datetime

import pytest

from app.holder import Holder
from etl.store.engine import open_store
from etl.store.lock import writing
from etl.store.pointer import SHORTEST_PREFIX, restore
from etl.store.read import current_edition_id, get_manifest, list_editions, load_edition
from geo.errors import Conflict, DataUnavailable, InvalidInput, NotFound
from tests.store.sample import run_sample, shorter_list

DAYS = [datetime(2026, 3, day, 10, tzinfo=UTC) for day in range(1, 6)]


@pytest.fixture
def two(store, tmp_path):
    """Ids of two editions, the second current."""
    clusters = shorter_list(tmp_path)
    return (
        run_sample(store, now=DAYS[0]).edition_id,
        run_sample(store, now=DAYS[1], clusters=clusters).edition_id,
    )


def test_the_edition_before_is_current_again(store, two):
    first, second = two
    done = restore(store, first, DAYS[2])
    assert (done.id, done.before, done.is_moved) == (first, second, True)
    assert current_edition_id(store) == first
    assert len(list_editions(store)) == 2


def test_previous_is_the_one_served_before(store, two):
    first, second = two
    assert [restore(store, "previous").id for _ in range(3)] == [first, second, first]


def test_restoring_the_current_one_changes_nothing(store, two):
    before = list_editions(store)
    done = restore(store, "current")
    assert (done.id, done.before, done.is_moved) == (two[1], two[1], False)
    assert list_editions(store) == before


def test_when_each_was_served_is_noted(store, two):
    restore(store, two[0], DAYS[3])
    newest, oldest = list_editions(store)
    assert (newest.served.since, newest.served.until) == (DAYS[1], DAYS[3])
    assert (oldest.served.since, oldest.served.until) == (DAYS[3], None)


def test_a_later_run_points_at_its_own_content(store, two, tmp_path):
    restore(store, two[0])
    report = run_sample(store, clusters=shorter_list(tmp_path))
    assert (report.edition_id, report.is_new) == (two[1], False)
    assert current_edition_id(store) == two[1]


def test_the_beginning_of_an_id_or_of_a_hash_will_do(store, two):
    first = two[0]
    assert restore(store, first[:10]).id == first
    assert restore(store, first[11:]).id == first
    assert get_manifest(store, first[11:17])["edition_id"] == first


@pytest.mark.parametrize("asked", ["2026", "2026-03-0"])
def test_the_beginning_of_two_is_refused(store, two, asked):
    with pytest.raises(InvalidInput) as error:
        restore(store, asked)
    assert str(error.value) == f"{asked} is the beginning of several editions: {two[1]}, {two[0]}"


@pytest.mark.parametrize("asked", ["", "2", "2020-01-01", "%", "x' OR 1=1 --", "🚀" * 500])
def test_what_is_none_is_not_found(store, two, asked):
    with pytest.raises(NotFound, match=r"there is no edition .*: \./atlas editions list"):
        restore(store, asked)
    assert current_edition_id(store) == two[1]
    assert len(asked) < SHORTEST_PREFIX or asked not in two[0]


def test_the_first_edition_has_none_before_it(store):
    run_sample(store)
    with pytest.raises(NotFound, match="no edition before the current one"):
        restore(store, "previous")


def test_an_empty_store_has_nothing_to_restore(store):
    with pytest.raises(DataUnavailable, match=r"no edition yet: run \./atlas etl run"):
        restore(store, "previous")


def test_nobody_else_may_be_writing(store, two, store_url):
    other = open_store(store_url)
    with writing(other), pytest.raises(Conflict, match="another command is writing"):
        restore(store, "previous")
    other.dispose()
    assert current_edition_id(store) == two[1]


def test_a_running_server_swaps_to_it(store, two, store_url):
    holder = Holder(lambda: open_store(store_url), current_edition_id, load_edition, 60)
    holder.look()
    assert holder.atlas().edition.id == two[1]
    restore(store, "previous")
    holder.look()
    assert holder.atlas().edition.id == two[0]
    assert len(holder.atlas().clusters) == 8


def test_a_clock_that_goes_backwards_changes_neither_order_nor_pointer(store, tmp_path):
    first = run_sample(store, now=DAYS[4])
    second = run_sample(store, now=DAYS[0], clusters=shorter_list(tmp_path))
    assert second.edition_id.startswith("2026-03-01-")
    assert [edition.id for edition in list_editions(store)] == [
        second.edition_id, first.edition_id
    ]  # fmt: skip
    assert current_edition_id(store) == second.edition_id
    assert restore(store, "previous").id == first.edition_id
