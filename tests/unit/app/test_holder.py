"""Holding an edition: newer ones are swapped in, and a lost store takes nothing away."""

from types import SimpleNamespace

import pytest

from app import holder as module
from app.holder import Holder
from geo.errors import DataUnavailable, NotFound


class Store:
    """A store of editions that can be taken away."""

    def __init__(self):
        self.current = None
        self.error = None
        self.opened = 0
        self.connections_kept = 0
        self.loaded = []

    def open(self):
        self.opened += 1
        self._check()
        return self

    def _check(self):
        self.connections_kept += 1
        if self.error:
            raise DataUnavailable(self.error)

    def dispose(self):
        self.connections_kept = 0

    @staticmethod
    def current_id(store):
        store._check()
        if store.current is None:
            raise DataUnavailable("no edition yet: run ./atlas etl run")
        return store.current

    @staticmethod
    def load(store, edition_id):
        store._check()
        store.loaded.append(edition_id)
        layer = SimpleNamespace(name="county", sha256=f"hash of {edition_id}")
        return SimpleNamespace(id=edition_id, map_layers={"county": layer})


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def holder(store, monkeypatch):
    monkeypatch.setattr(module, "Atlas", lambda edition: SimpleNamespace(edition=edition))
    return Holder(store.open, Store.current_id, Store.load, interval_s=0.01)


@pytest.fixture
def prepared(store, monkeypatch):
    """A holder, and the editions that it prepared, each with the one that was held meanwhile."""
    monkeypatch.setattr(module, "Atlas", lambda edition: SimpleNamespace(edition=edition))
    noted, one = [], None

    def note(atlas):
        noted.append((atlas.edition.id, held(one)))

    one = Holder(store.open, Store.current_id, Store.load, 0.01, note)
    return one, noted


def held(holder):
    return holder.atlas().edition.id


def test_the_current_edition_is_held(holder, store):
    store.current = "first"
    holder.look()
    assert held(holder) == "first"
    assert holder.store_error is None


def test_an_edition_is_read_once(holder, store):
    store.current = "first"
    for _ in range(3):
        holder.look()
    assert store.loaded == ["first"]
    assert store.opened == 1


def test_a_newer_edition_is_swapped_in_and_an_older_one_too(holder, store):
    for current in ("first", "second", "first"):
        store.current = current
        holder.look()
        assert held(holder) == current


def test_without_an_edition_there_is_a_plain_error(holder, store):
    with pytest.raises(DataUnavailable, match="no edition"):
        holder.atlas()
    holder.look()
    with pytest.raises(DataUnavailable, match="etl run"):
        holder.atlas()


def test_a_lost_store_takes_nothing_away(holder, store):
    store.current = "first"
    holder.look()
    store.error = "the store is away"
    holder.look()
    assert held(holder) == "first"
    assert holder.store_error == "the store is away"


def test_a_store_that_comes_back_is_used_again(holder, store):
    store.current = "first"
    holder.look()
    store.error = "the store is away"
    holder.look()
    store.error, store.current = None, "second"
    holder.look()
    assert held(holder) == "second"
    assert holder.store_error is None


@pytest.mark.parametrize("error", [None, "the store is away"])
def test_no_connection_is_kept_between_looks(holder, store, error):
    store.current = "first"
    holder.look()
    store.error = error
    holder.look()
    assert store.connections_kept == 0


def test_a_store_that_cannot_be_opened_is_tried_again(holder, store):
    store.error = "the store is away"
    holder.look()
    store.error, store.current = None, "first"
    holder.look()
    assert held(holder) == "first"


def test_layers_of_the_edition_before_are_still_served(holder, store):
    for current in ("first", "second"):
        store.current = current
        holder.look()
    assert holder.map_layer("county", "hash of first").sha256 == "hash of first"
    assert holder.map_layer("county", "hash of second").sha256 == "hash of second"


def test_a_layer_of_an_edition_not_held_yet_is_looked_for(holder, store, monkeypatch):
    monkeypatch.setattr(module, "LOOK_AGAIN_S", 0.0)
    store.current = "first"
    holder.look()
    store.current = "second"
    assert holder.map_layer("county", "hash of second").sha256 == "hash of second"


def test_unknown_layers_do_not_make_it_look_all_the_time(holder, store):
    store.current = "first"
    holder.look()
    store.current = "second"
    for _ in range(3):
        with pytest.raises(NotFound, match="no map layer county"):
            holder.map_layer("county", "no such hash")
    assert store.loaded == ["first"]


def test_the_watch_outlives_an_edition_that_cannot_be_held(holder, store, monkeypatch):
    def broken(edition):
        raise ValueError(edition.id)

    store.current = "first"
    holder.look()
    atlas, store.current = module.Atlas, "second"
    monkeypatch.setattr(module, "Atlas", broken)
    waits = iter([False, False, True])
    monkeypatch.setattr(holder, "_stopped", SimpleNamespace(wait=lambda _: next(waits)))
    holder._watch()
    assert held(holder) == "first"
    monkeypatch.setattr(module, "Atlas", atlas)
    holder.look()
    assert held(holder) == "second"


def test_a_worker_looks_again_by_itself(holder, store):
    store.current = "first"
    holder.start()
    try:
        store.current = "second"
        for _ in range(500):
            if held(holder) == "second":
                break
            holder._stopped.wait(0.01)
        assert held(holder) == "second"
    finally:
        holder.stop()


def test_a_newer_edition_is_prepared_before_it_is_held(prepared, store):
    holder, noted = prepared
    store.current = "first"
    holder.look()
    assert noted == []  # the start waits for nothing
    store.current = "second"
    holder.look()
    assert noted == [("second", "first")]
    assert held(holder) == "second"


def test_the_first_edition_is_prepared_in_the_background(prepared, store):
    holder, noted = prepared
    holder.prepare_soon()
    store.current = "first"
    holder.look()
    thread = holder.prepare_soon()
    thread.join()
    assert noted == [("first", "first")]
