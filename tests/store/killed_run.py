"""Runs that kill themselves at each step in turn; a program of its own, started by a test.

Arguments: address of a store that holds an edition, and a cluster list. Prints one JSON line a
run: the step, how the process ended, and which edition is current after it. The last run is not
killed.
"""

import json
import os
import signal
import sys
from pathlib import Path

from etl.store.engine import open_store
from etl.store.read import current_edition_id
from tests.store.sample import run_sample


def main(url: str, clusters: Path) -> None:
    # The processes to come inherit what is loaded and cached now; the store is not touched.
    run_sample(None, dry_run=True)
    number, ended = 0, signal.SIGKILL
    while ended == signal.SIGKILL:
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            run_until(url, clusters, number, writer)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        with os.fdopen(reader) as pipe:
            step = pipe.read()
        if os.fork() == 0:
            report = {"step": step, "signal": ended, "current": current_edition_id(open_store(url))}
            sys.stdout.write(json.dumps(report) + "\n")
            sys.stdout.flush()
            os._exit(0)
        os.wait()
        number += 1


def run_until(url: str, clusters: Path, number: int, writer: int) -> None:
    """Run in this process and kill it when the step of that number begins."""
    steps = iter(range(1_000))

    def progress(step: str) -> None:
        if next(steps) == number:
            os.write(writer, step.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    run_sample(open_store(url), progress, clusters=clusters)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
