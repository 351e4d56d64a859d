"""Each fault of a run: exit status, one line, nothing published, nothing lost."""

import os
import re
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

import etl.run
from app.cli.root import run
from etl.store.engine import open_store, sqlite_path
from etl.store.lock import writing
from etl.store.read import current_edition_id, list_editions, load_edition
from tests.bad_input.faults import FAULTS, POSTGIS, SQLITE
from tests.store.postgis import Server, fresh_database
from tests.store.sample import FOLDER, run_sample, sample_sources, shorter_list

ROOT = Path(__file__).resolve().parents[2]
build_and_publish = etl.run.run


class Stage:
    """A store with a published edition, and the command `etl run` on sources that changed since."""

    def __init__(self, engine, folder, monkeypatch, capsys):
        self.engine, self.folder = engine, folder
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.url = engine.url.render_as_string(hide_password=False)
        self.sources = {"clusters": shorter_list(folder)}
        self.old = run_sample(engine)
        engine.dispose()
        monkeypatch.setenv("CLUSTER_ATLAS_HOME", str(folder / "home"))
        monkeypatch.setenv("CLUSTER_ATLAS_DATABASE_URL", self.url)
        monkeypatch.setattr(
            "app.cli.registry.registered_sources", lambda *_: sample_sources(**self.sources)
        )

    def command(self, at="", do=lambda: None, **given):
        """Run `etl run`, and do something as a step begins: exit status and lines printed."""

        def run_with_fault(engine, sources, *, progress, dry_run, steward_dir):
            def told(step):
                progress(step)
                if step == at:
                    do()

            return build_and_publish(engine, sources, data_dir=FOLDER, progress=told, **given)

        self.monkeypatch.setattr("etl.run.run", run_with_fault)
        status = run(["etl", "run"])
        captured = self.capsys.readouterr()
        return status, [*captured.out.splitlines(), *captured.err.splitlines()]


def second_run(stage):
    with writing(stage.engine):
        return stage.command()


KILLED = """
import sys
from pathlib import Path
from tests.store.killed_run import run_until
run_until(sys.argv[1], Path(sys.argv[2]), number=20, writer=2)
"""


def killed(stage):
    """One of the kills of test_killed.py, with the exit status that a shell tells."""
    words = [sys.executable, "-c", KILLED, stage.url, str(stage.sources["clusters"])]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return 128 - done.returncode, done.stdout.splitlines()


def interrupted(stage):
    return stage.command("table parks", partial(os.kill, os.getpid(), signal.SIGINT))


def disk_full(stage):
    with stage.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    stage.engine.dispose()

    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        return stage.command()
    finally:
        event.remove(Engine, "connect", limit)


def file_size_limit(stage):
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        return stage.command("table sources", limit)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def server_disk_full(stage):
    """A list whose table is larger than the largest file that the server may write."""
    rows = (FOLDER / "totals.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    noise = [os.urandom(900).hex() for _ in range(5_000)]
    more = [f"sample-national,样例省,province,910000,2022,2024,7,stated,{n},\n" for n in noise]
    path = stage.folder / "totals.csv"
    path.write_text("".join([*rows, *more]), encoding="utf-8")
    stage.sources["totals"] = path
    stage.server.stop()
    stage.server.start(largest_file=8 * 1024**2)
    try:
        return stage.command()
    finally:
        del stage.sources["totals"]
        stage.server.stop()
        stage.server.start()


def connection_killed(stage):
    def terminate():
        with stage.engine.connect() as connection:
            query = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name LIKE 'cluster-atlas%' AND datname = current_database()"
            )
            assert connection.execute(text(query)).scalars().all() == [True]
        stage.engine.dispose()

    return stage.command("table parks", terminate)


def server_killed(stage):
    try:
        return stage.command("table parks", stage.server.stop)
    finally:
        stage.server.start()


def store_damaged(stage):
    path = sqlite_path(stage.engine.url)
    kept = path.read_bytes()
    path.write_text("this is a letter, not a database" * 100)
    try:
        return stage.command()
    finally:
        path.write_bytes(kept)


def clock_going_backwards(stage):
    return stage.command(now=datetime.now(UTC) - timedelta(days=365))


PLAYERS = {
    "second run at the same time": second_run,
    "killed": killed,
    "interrupted": interrupted,
    "disk full": disk_full,
    "file size limit": file_size_limit,
    "disk of the database full": server_disk_full,
    "connection killed": connection_killed,
    "database server killed": server_killed,
    "store damaged": store_damaged,
    "clock going backwards": clock_going_backwards,
}
ON_A_SERVER_OF_ITS_OWN = (server_disk_full, server_killed)
CASES = [(fault, kind) for fault in FAULTS for kind in fault.stores]


@pytest.fixture
def stage(request, tmp_path, monkeypatch, capsys):
    """The stage of a fault, on the kind of store that it is for."""
    fault, kind = request.param
    with store_of(kind, fault, tmp_path, request) as (engine, server):
        stage = Stage(engine, tmp_path, monkeypatch, capsys)
        stage.fault, stage.server = fault, server
        yield stage


@contextmanager
def store_of(kind, fault, folder, request):
    own = Server() if PLAYERS[fault.what] in ON_A_SERVER_OF_ITS_OWN else None
    if kind in SQLITE:
        url = f"sqlite:///{folder / 'store' / 'atlas.sqlite'}"
    elif own:
        fresh_database(own.url(), "atlas")
        url = own.url("atlas")
    else:
        url = request.getfixturevalue("new_postgis")()
    engine = open_store(url)
    try:
        yield engine, own
    finally:
        engine.dispose()
        if own:
            own.remove()


@pytest.mark.parametrize(
    "stage", CASES, indirect=True, ids=[f"{fault.what}-{kind}" for fault, kind in CASES]
)
def test_fault(stage):
    status, lines = PLAYERS[stage.fault.what](stage)
    assert status == stage.fault.status
    told = [line for line in lines if line.startswith("atlas: ")]
    wanted = ".+".join(map(re.escape, stage.fault.line.split("…")))
    if status:
        assert len(told) == bool(stage.fault.line)
        assert re.fullmatch(wanted, "".join(told))
        nothing_was_published(stage)
    else:
        assert [line for line in lines if re.fullmatch(wanted, line)]
    the_next_run_publishes(stage)


def nothing_was_published(stage):
    assert current_edition_id(stage.engine) == stage.old.edition_id
    assert len(list_editions(stage.engine)) == 1
    edition = load_edition(stage.engine)
    assert (edition.content_hash, len(edition.clusters)) == (stage.old.content_hash, 8)


def the_next_run_publishes(stage):
    """Just what an undisturbed run would have published, beside the old edition."""
    undisturbed = run_sample(None, dry_run=True, **stage.sources)
    after = run_sample(stage.engine, **stage.sources)
    assert after.content_hash == undisturbed.content_hash != stage.old.content_hash
    assert current_edition_id(stage.engine) == after.edition_id
    assert {edition.id for edition in list_editions(stage.engine)} == {
        stage.old.edition_id, after.edition_id
    }  # fmt: skip


def test_every_fault_is_played():
    assert [fault.what for fault in FAULTS] == list(PLAYERS)
    assert {kind for fault in FAULTS for kind in fault.stores} == {*SQLITE, *POSTGIS}
