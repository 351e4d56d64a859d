"""What may break while a run is going on, and what is said of it; played in tests/store."""

from dataclasses import dataclass

BOTH, SQLITE, POSTGIS = ("sqlite", "postgis"), ("sqlite",), ("postgis",)


@dataclass(frozen=True)
class Fault:
    """One fault.

    `what` and `how` say what breaks and how it is brought about, on which `stores`; `line` is the
    line that is printed, with … for what differs from case to case, and empty for none.
    """

    what: str
    how: str
    status: int
    line: str
    stores: tuple[str, ...] = BOTH


FAULTS = (
    Fault(
        "second run at the same time",
        "another process holds the writer's lock",
        5,
        "atlas: another command is writing to this store: process … of … on … since …; "
        "wait until it has ended",
    ),
    Fault("killed", "SIGKILL at every step of the run in turn", 137, ""),
    Fault("interrupted", "SIGINT while tables are written", 130, "atlas: interrupted"),
    Fault(
        "disk full",
        "the database file may not grow (max_page_count)",
        4,
        "atlas: the SQLite file … cannot be used: database or disk is full",
        SQLITE,
    ),
    Fault(
        "file size limit",
        "no file may grow beyond a limit of the system (ulimit -f)",
        4,
        "atlas: the SQLite file … cannot be used: disk I/O error",
        SQLITE,
    ),
    Fault(
        "disk of the database full",
        "no file of the server may grow beyond a limit of the system (ulimit -f)",
        4,
        "atlas: the database … cannot be used: could not extend file …: File too large",
        POSTGIS,
    ),
    Fault(
        "connection killed",
        "pg_terminate_backend while tables are written",
        4,
        "atlas: the database … cannot be used: …",
        POSTGIS,
    ),
    Fault(
        "database server killed",
        "stopped at once, as a crash would, while tables are written",
        4,
        "atlas: the database … cannot be used: …",
        POSTGIS,
    ),
    Fault(
        "store damaged",
        "a text in place of the database file",
        4,
        "atlas: the SQLite file … cannot be used: file is not a database",
        SQLITE,
    ),
    Fault(
        "clock going backwards",
        "the clock a year behind the last publication",
        0,
        "the clock is behind the publication of edition …: set it right",
    ),
)
