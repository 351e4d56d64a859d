"""Commands that kill themselves before each statement that writes; a program of its own.

Arguments: address of a store, which command, and what it takes. Prints one JSON line a try: how the
process ended and what the store holds then. The last try is not killed.
"""

import json
import os
import signal
import sys

from sqlalchemy import event, text

from etl.store.engine import open_store
from etl.store.pointer import restore
from etl.store.prune import prune
from etl.store.schema import prepare

COMMANDS = {
    "upgrade": prepare,
    "restore": restore,
    "prune": lambda engine, keep: prune(engine, int(keep)),
}
STATE = {
    "version": "SELECT version FROM schema_version",
    "current": "SELECT edition_id FROM current_edition",
    "editions": "SELECT COUNT(*) FROM editions",
    "clusters": "SELECT COUNT(*) FROM current_clusters",
}


def main(url: str, command: str, *arguments: str) -> None:
    number, ended = 0, signal.SIGKILL
    while ended == signal.SIGKILL:
        ended = in_child(lambda number=number: run_until(url, number, command, *arguments))
        in_child(lambda ended=ended: report(url, ended))
        number += 1


def in_child(work) -> int | None:
    """Do something in a process of its own; the signal that ended it."""
    if (child := os.fork()) == 0:
        work()
        sys.stdout.flush()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else None


def run_until(url: str, number: int, command: str, *arguments: str) -> None:
    """Run the command and kill this process before the write of that number, or a commit."""
    engine = open_store(url)
    writes = iter(range(1_000))

    def kill() -> None:
        if next(writes) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def kill_if_it_writes(_connection, _cursor, statement: str, *_) -> None:
        if not statement.lstrip().startswith(("SELECT", "PRAGMA")):
            kill()

    event.listen(engine, "before_cursor_execute", kill_if_it_writes)
    event.listen(engine, "commit", lambda _: kill())
    COMMANDS[command](engine, *arguments)


def report(url: str, ended: int | None) -> None:
    with open_store(url).connect() as connection:
        state = {name: connection.scalar(text(query)) for name, query in STATE.items()}
    sys.stdout.write(json.dumps({"signal": ended, **state}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
