"""A private PostGIS server for the tests: started in a temporary folder, stopped at the end."""

import os
import pwd
import resource
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

INSTALL = (
    "the store tests need PostGIS: install it (Debian: apt-get install -y postgresql-15-postgis-3) "
    "or name, in CLUSTER_ATLAS_TEST_DATABASE_URL, a server with PostGIS on which the user may "
    "create databases"
)
_USERS = ("postgres", "nobody")


class Server:
    """A PostgreSQL cluster of its own, reached by a unix socket, with fsync off."""

    def __init__(self) -> None:
        self.bin = _binaries()
        self.user = _other_user()
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # sockets need short paths
        self.data = self.folder / "data"
        if self.user:
            shutil.chown(self.folder, self.user)
        how = ("-U", "atlas", "-E", "UTF8", "--locale=C", "-N", "--wal-segsize=1")
        self._run("initdb", "-D", self.data, *how)
        self.start()

    def start(self, largest_file: int = resource.RLIM_INFINITY) -> None:
        """Start, and wait until it answers; no file may grow beyond the limit, as on a full disk.

        The limit is the operating system's, in bytes (`ulimit -f`).
        """
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        log = self.folder / "log"
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest_file, largest_file))
        start = ("-D", self.data, "-w", "-t", "60", "-l", log, "-o", options, "start")
        self._run("pg_ctl", *start, preexec_fn=limit)

    def stop(self) -> None:
        """Stop at once, as a crash would."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def remove(self) -> None:
        """Stop and delete everything."""
        subprocess.run(
            [*self._as_user(), self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop"],
            capture_output=True,
            check=False,
        )
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://atlas@/{database}?host={self.folder}"

    def _run(self, program: str, *arguments: object, **how: object) -> None:
        command = [*self._as_user(), str(self.bin / program), *map(str, arguments)]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False, **how
        )
        assert done.returncode == 0, f"{program} failed: {done.stderr.decode()}"

    def _as_user(self) -> list[str]:
        return ["runuser", "-u", self.user, "--"] if self.user else []


def _binaries() -> Path:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert versions, INSTALL
    return versions[-1].parent


def _other_user() -> str | None:
    """PostgreSQL refuses to run as root: an account to run it as."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in _USERS if user in known)


def database_url(server_url: str, name: str) -> str:
    """The address of another database on the same server."""
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def fresh_database(server_url: str, name: str, template: str = "template1") -> None:
    """Create a database as a copy of another, in place of one of that name."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
