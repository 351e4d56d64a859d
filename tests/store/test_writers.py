"""One writer at a time; readers are never in the way."""

import os
import pwd
import re
import socket

import pytest

from etl.store.engine import open_store
from etl.store.lock import writing
from etl.store.read import current_edition_id, load_edition
from geo.errors import Conflict
from tests.store.sample import run_sample, shorter_list


def test_second_writer_is_told_who_holds_the_lock(store, store_url):
    run_sample(store)
    other = open_store(store_url)
    user = pwd.getpwuid(os.geteuid()).pw_name
    holder = re.escape(f"process {os.getpid()} of {user} on {socket.gethostname()} since 20")
    with writing(store), pytest.raises(Conflict, match=holder):
        run_sample(other)
    assert run_sample(other).edition_id == current_edition_id(store)
    other.dispose()


def test_an_account_without_a_name_has_its_number(store, store_url, monkeypatch):
    run_sample(store)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    other = open_store(store_url)
    with writing(store), pytest.raises(Conflict, match=rf" of user {os.geteuid()} on "):
        run_sample(other)
    other.dispose()


def test_lock_is_free_after_a_failed_run(store, tmp_path):
    old = run_sample(store)
    broken = tmp_path / "broken.csv"
    broken.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Exception, match="column missing"):
        run_sample(store, clusters=broken)
    assert current_edition_id(store) == old.edition_id
    assert run_sample(store, clusters=shorter_list(tmp_path)).is_new


def test_old_edition_is_read_while_a_new_one_is_written(store, store_url, tmp_path):
    old = run_sample(store)
    reader = open_store(store_url)
    seen = {}

    def progress(step):
        if step.startswith("table") or step in ("current pointer", "commit"):
            seen[step] = load_edition(reader).id

    run_sample(store, progress, clusters=shorter_list(tmp_path))
    assert len(seen) >= 12
    assert set(seen.values()) == {old.edition_id}
    assert current_edition_id(reader) != old.edition_id
    reader.dispose()


def test_failure_in_the_midst_of_writing_leaves_nothing(store, tmp_path):
    old = run_sample(store)

    def progress(step):
        if step == "table parks":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sample(store, progress, clusters=shorter_list(tmp_path))
    assert current_edition_id(store) == old.edition_id
    with store.connect() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM editions").scalar() == 1
