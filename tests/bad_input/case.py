"""A case of bad input, the stage on which it is played, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHECK = "etl check {file} --programme sme-national --batch 2023"
ADD = (
    "etl add {file} --programme sme-national --batch 2023 --title 名单 "
    "--url https://www.miit.gov.cn/list --date 2023-10-17"
)
RUN = "etl run --source batches={file}"


@dataclass(frozen=True)
class Outcome:
    """Exit status and every line that was printed, cells joined by a dot."""

    status: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One bad input.

    `what` and `sample` say what it is and how the sample is made; `make` makes it, under the name
    `file`. `line` is the line that is printed about it, in full.
    """

    what: str
    sample: str
    file: str
    make: Callable[[], bytes]
    status: int
    line: str
    command: str = CHECK

    @property
    def words(self) -> list[str]:
        """The command as words."""
        return self.command.format(file=self.file).split()


def outcome(status: int, out: str, err: str) -> Outcome:
    """What a command came to."""
    lines = [*out.splitlines(), *err.splitlines()]
    return Outcome(
        status, tuple(" · ".join(cell for cell in one.split("\t") if cell) for one in lines)
    )


def digest(*folders: Path) -> dict[str, str]:
    """SHA-256 of every file, but for those that SQLite keeps beside a database that is open."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock"))
    }
