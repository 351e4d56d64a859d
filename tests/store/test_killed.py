"""SIGKILL at every step of a run leaves the old edition; the next run publishes."""

import json
import subprocess
import sys
from pathlib import Path

from etl.store.read import current_edition_id, list_editions
from tests.store.sample import run_sample, shorter_list

ROOT = Path(__file__).resolve().parents[2]


def test_killed_at_every_step(store, tmp_path):
    old = run_sample(store)
    store.dispose()
    clusters = shorter_list(tmp_path)
    url = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.store.killed_run", url, str(clusters)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *killed, last = [json.loads(line) for line in done.stdout.splitlines()]
    steps = [run["step"] for run in killed]
    assert len(steps) >= 20
    assert {"places", "map layers", "content hash", "table places", "commit"} <= set(steps)
    assert {(run["signal"], run["current"]) for run in killed} == {(9, old.edition_id)}
    assert last["signal"] is None
    assert last["current"] == current_edition_id(store) != old.edition_id
    undisturbed = run_sample(store, clusters=clusters)
    assert not undisturbed.is_new
    assert len(list_editions(store)) == 2
