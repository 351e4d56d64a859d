"""SIGKILL at every step of a run, and at every write of the other commands that write."""

import json
import subprocess
import sys
from pathlib import Path

from etl.steps import step_names
from etl.store.read import current_edition_id, list_editions
from etl.store.tables import EDITION_TABLES, SCHEMA_VERSION
from tests.store.sample import run_sample, shorter_list
from tests.store.version1 import SECOND, fill_with_version_1

ROOT = Path(__file__).resolve().parents[2]


def tries(program, store, *arguments):
    """What a program that kills itself again and again tells of each try."""
    store.dispose()
    url = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", f"tests.store.{program}", url, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *killed, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["signal"] for one in killed} == {9}
    assert last["signal"] is None
    return killed, last


def test_run_killed_at_every_step(store, tmp_path):
    old = run_sample(store)
    clusters = shorter_list(tmp_path)
    killed, last = tries("killed_run", store, clusters)
    steps = [run["step"] for run in killed]
    assert steps == list(step_names(store.dialect.name))
    assert len(steps) >= 12
    assert {run["current"] for run in killed} == {old.edition_id}
    assert last["current"] == current_edition_id(store) != old.edition_id
    undisturbed = run_sample(store, clusters=clusters)
    assert not undisturbed.is_new
    assert len(list_editions(store)) == 2


def undone_then_done(killed, undone, done):
    """Each kill finds all or nothing done: nothing at first, all after the commit."""
    states = [{name: one[name] for name in undone} for one in killed]
    count = states.count(undone)
    assert states == [undone] * count + [done] * (len(states) - count)
    return count


def test_upgrade_killed_at_every_write(store):
    fill_with_version_1(store)
    killed, last = tries("killed_command", store, "upgrade")
    undone = {"version": 1, "current": SECOND, "editions": 2, "clusters": 8}
    done = undone | {"version": SCHEMA_VERSION}
    assert undone_then_done(killed, undone, done) > 20
    assert last.items() >= done.items()


def test_restore_killed_at_every_write(store, tmp_path):
    first = run_sample(store)
    second = run_sample(store, clusters=shorter_list(tmp_path))
    killed, last = tries("killed_command", store, "restore", first.edition_id)
    undone = {"current": second.edition_id, "editions": 2, "clusters": 8}
    done = {"current": first.edition_id, "editions": 2, "clusters": 9}
    assert undone_then_done(killed, undone, done) >= 4
    assert last.items() >= done.items()


def test_prune_killed_at_every_write(store, tmp_path):
    run_sample(store)
    second = run_sample(store, clusters=shorter_list(tmp_path))
    killed, last = tries("killed_command", store, "prune", 1)
    undone = {"current": second.edition_id, "editions": 2, "clusters": 8}
    done = undone | {"editions": 1}
    assert undone_then_done(killed, undone, done) > len(EDITION_TABLES)
    assert last.items() >= done.items()
