"""Whether a file is the one that is registered: its SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from etl.lists.finding import Finding
from geo.errors import DataUnavailable, InvalidInput

if TYPE_CHECKING:
    from etl.sources import Source


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hexadecimal digits.

    Raises
    ------
    DataUnavailable
        If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DataUnavailable(f"{path} cannot be read: {error.strerror}") from None


def check_fingerprint(source: Source) -> list[Finding]:
    """Compare a source's file with its registered SHA-256, if it has one.

    Returns
    -------
    list of Finding
        One if the steward chose another file for this run; else none.

    Raises
    ------
    InvalidInput
        If the file found in its place is another one.
    DataUnavailable
        If it is missing or cannot be read.
    """
    if source.sha256 is None:
        return []
    path = source.file()
    found = sha256_of(path)
    if found == source.sha256:
        return []
    told = f"sha256 is {found}, registered is {source.sha256}"
    if source.is_chosen:
        return [Finding(source.id, None, "another-file", f"another file than registered: {told}")]
    raise InvalidInput(
        f"source {source.id}: {path}: {told}; the file is damaged or another version: "
        f"fetch it again, or read it all the same with --source {source.id}={path}"
    )
