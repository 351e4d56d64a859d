"""The folder of a batch: whole files only, and a journal of those that are done.

The journal's first line says what the files are made of, each further line tells one file. A file
is written beside its place and renamed, then told, so that whatever ends the process leaves
nothing that looks finished and is not.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from geo.errors import Conflict, DataUnavailable

JOURNAL: Final = "journal.jsonl"
WAIT_S: Final = 1.0
_PAUSE_S: Final = 0.05
_UNFINISHED: Final = ".part"


@dataclass(frozen=True, slots=True)
class Filed:
    """One finished file of a batch.

    Attributes
    ----------
    place
        Name of the place in the language of the briefing.
    file
        Its name in the folder.
    size
        In bytes.
    """

    level: str
    adcode: str
    place: str
    format: str
    file: str
    size: int
    sha256: str


def write_whole(folder: Path, name: str, body: bytes) -> None:
    """Write a file of a folder: it has its name when all of it is there."""
    unfinished = folder / f".{name}{_UNFINISHED}"
    unfinished.write_bytes(body)
    unfinished.replace(folder / name)


class Folder:
    """A folder that one batch holds; made by `held`."""

    def __init__(self, path: Path, filed: list[Filed]) -> None:
        self.path = path
        self._filed = {one.file: one for one in filed}

    @property
    def filed(self) -> list[Filed]:
        """The files that are done, in the order in which they were."""
        return list(self._filed.values())

    def add(self, filed: Filed) -> None:
        """Tell a file that is written."""
        with (self.path / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(_line(asdict(filed)))
        self._filed[filed.file] = filed


@contextmanager
def held(path: Path, made_of: Mapping[str, str]) -> Iterator[Folder]:
    """Hold a folder, made if it is not there, with what an earlier batch finished in it.

    Parameters
    ----------
    path
        The folder.
    made_of
        What decides the content of the files besides place and format: an edition, a choice.

    Raises
    ------
    Conflict
        Another process holds it, or its files are made of something else.
    DataUnavailable
        It cannot be written.
    """
    with _locked(path):
        lines = _lines(path / JOURNAL)
        if lines:
            _refuse_other(path, lines[0], made_of)
        for unfinished in path.glob(f".*{_UNFINISHED}"):
            unfinished.unlink()
        filed = [one for one in map(_filed, lines[1:]) if _is_whole(path, one)]
        journal = [_line(made_of), *(_line(asdict(one)) for one in filed)]
        write_whole(path, JOURNAL, "".join(journal).encode())
        yield Folder(path, filed)


def is_held(path: Path) -> bool:
    """Whether a process holds a folder now."""
    try:
        with _locked(path, wait_s=0):
            return False
    except Conflict:
        return True


def told(path: Path) -> int:
    """Number of files that the journal of a folder tells, at a glance."""
    return max(len(_lines(path / JOURNAL)) - 1, 0)


@contextmanager
def _locked(path: Path, wait_s: float = WAIT_S) -> Iterator[None]:
    """The lock is on the folder itself: it ends with the process and leaves no file."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise DataUnavailable(f"cannot use the folder {path}: {error.strerror}") from None
    try:
        _lock(lock, path, time.monotonic() + wait_s)
        yield
    finally:
        os.close(lock)


def _lock(lock: int, path: Path, until_s: float) -> None:
    """Wait a little: whoever asks whether the folder is held holds it for a moment."""
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until_s:
                raise Conflict(
                    f"another batch is writing in {path}; wait until it has ended"
                ) from None
            time.sleep(_PAUSE_S)
        else:
            return


def _lines(journal: Path) -> list[dict[str, str]]:
    """Lines of a journal, without a last one that was cut short."""
    if not journal.exists():
        return []
    text = journal.read_bytes()
    try:
        return [json.loads(line) for line in text[: text.rfind(b"\n") + 1].splitlines()]
    except ValueError:
        raise Conflict(f"{journal} is not the journal of a batch: name another folder") from None


def _refuse_other(path: Path, found: Mapping[str, str], made_of: Mapping[str, str]) -> None:
    other = [
        f"{name} ({found.get(name) or 'the usual'}, not {value or 'the usual'})"
        for name, value in made_of.items()
        if found.get(name) != value
    ]
    if other:
        raise Conflict(
            f"the briefings in {path} were made with another {'; '.join(other)}: "
            "name another folder"
        )


def _filed(line: Mapping[str, str]) -> Filed:
    return Filed(**line)  # type: ignore[arg-type]  # written by `add`


def _is_whole(path: Path, filed: Filed) -> bool:
    """Whether a file is there as it was told: nobody changed or lost it since."""
    file = path / filed.file
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == filed.sha256


def _line(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"
