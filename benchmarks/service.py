"""The atlas as processes: commands that are timed, and a server to ask."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLI = (sys.executable, "-m", "app.cli")
PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command took: wall-clock seconds and the most memory of one process."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    pid: int
    start_s: float

    def worker_rss_mb(self) -> list[float]:
        """Resident memory of each worker."""
        return [_status_kb(worker, "VmRSS") / 1024 for worker in self._workers()]

    def growth_mb(self, task: Callable[[], object]) -> float:
        """By how much the resident memory of the only worker rose at most during a task."""
        (worker,) = self._workers()
        Path(f"/proc/{worker}/clear_refs").write_text("5")  # the peak begins at what is held now
        before = _status_kb(worker, "VmHWM")
        task()
        return (_status_kb(worker, "VmHWM") - before) / 1024

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()


def environment(home: Path) -> dict[str, str]:
    """This process's environment, with the settings of a fresh atlas in `home`.

    Compiled Python is kept, as Python does unless it is told otherwise: who uses an installation
    compiles it once.
    """
    unlike = ("CLUSTER_ATLAS_", "PYTHONDONTWRITEBYTECODE")
    plain = {k: v for k, v in os.environ.items() if not k.startswith(unlike)}
    return {**plain, "PYTHONPATH": str(ROOT), "CLUSTER_ATLAS_HOME": str(home)}


def run(home: Path, *words: str, status: int = 0) -> Finished:
    """Run one command of the atlas to its end, which must be that exit status."""
    since = time.perf_counter()
    process = subprocess.Popen([*CLI, *words], env=environment(home), stdout=subprocess.DEVNULL)
    _, ended, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        raise RuntimeError(f"{words} ended with {process.returncode}")
    return Finished(time.perf_counter() - since, usage.ru_maxrss / 1024)


@contextmanager
def serving(home: Path, workers: int = 2) -> Iterator[Server]:
    """Serve the edition in `home` until the block ends; ready when the block begins."""
    port = free_port()
    words = ["serve", "--port", str(port), "--workers", str(workers)]
    since = time.perf_counter()
    process = subprocess.Popen([*CLI, *words], env=environment(home), stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(f"{url}/readyz")
        yield Server(url, process.pid, time.perf_counter() - since)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_until_ready(url: str) -> None:
    """Wait until an address answers with success."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=PATIENCE_S).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _status_kb(pid: str, field: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
