"""Registering a list: its file copied into the steward's folder, its entry in the registry."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from etl.folder import replace_file, writing_in
from etl.lists.dates import DATE_FORMS, is_date
from etl.sources import REGISTRY, STAGES, Source, load_sources
from geo.errors import Conflict, DataUnavailable, InvalidInput

LISTS = "lists"
MAX_CHARACTERS = 500
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_HEAD = """\
# Sources of one's own, read beside the bundled ones; `atlas etl add` appends to this file.
# Paths are relative to this folder.
"""


@dataclass(frozen=True, slots=True)
class Registration:
    """What the registry is told of a list.

    `kind` is `list-document` or `review-list`; `date` is that of the recognition.
    """

    id: str
    kind: str
    title: str
    url: str
    date: str
    programme: str
    batch: int | None = None
    stage: str | None = None
    review_year: int | None = None
    publisher: str | None = None
    licence: str | None = None

    def __post_init__(self) -> None:
        """Refuse what the registry could not use.

        Raises
        ------
        InvalidInput
            About the first value that is not usable, by the name of its option.
        """
        if not _ID.fullmatch(self.id):
            raise InvalidInput(
                f"--id {self.id[:80]!r}: use lower-case letters, digits and hyphens, at most 64"
            )
        for name in ("title", "url", "publisher", "licence"):
            _check_line(name, getattr(self, name))
        if not _is_web_address(self.url):
            raise InvalidInput(f"--url {self.url[:80]!r}: give an address with http:// or https://")
        if self.stage not in (None, *STAGES):
            raise InvalidInput(f"--stage {self.stage[:80]!r}: give {' or '.join(STAGES)}")
        if not is_date(self.date):
            raise InvalidInput(f"--date {self.date[:80]!r}: give {DATE_FORMS}")


def _check_line(name: str, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise InvalidInput(f"--{name} is empty")
    if len(value) > MAX_CHARACTERS:
        raise InvalidInput(f"--{name} has more than {MAX_CHARACTERS} characters")
    if not value.isprintable():
        raise InvalidInput(f"--{name} holds control characters or line breaks: leave them out")


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url


def register(folder: Path, about: Registration, content: bytes, extension: str) -> Path:
    """Copy a list into the steward's folder and append it to the registry there.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    about : Registration
    content : bytes
        Of the file.
    extension : str
        Of the copy, without the dot: what the file is, whatever it was called.

    Returns
    -------
    Path
        The copy.

    Raises
    ------
    Conflict
        If the file or the id is registered already, or somebody else is writing.
    DataUnavailable, InvalidInput
        If the folder cannot be written to, or its registry not be read; nothing has changed then.
    """
    digest = hashlib.sha256(content).hexdigest()
    _refuse_registered(folder, about, digest)
    with writing_in(folder):
        _refuse_registered(folder, about, digest)
        copy = folder / LISTS / f"{about.id}.{extension}"
        is_new = _copy(copy, content)
        try:
            _append(folder / REGISTRY, _entry(about, copy.relative_to(folder), digest))
        except BaseException:
            if is_new:
                with suppress(OSError):
                    copy.unlink()
            raise
    return copy


def _refuse_registered(folder: Path, about: Registration, digest: str) -> None:
    known: Mapping[str, Source] = load_sources(folder)
    for source in known.values():
        if source.sha256 == digest:
            raise Conflict(f"this file is registered already, as {source.id}: nothing was changed")
    if about.id in known:
        raise Conflict(f"the id {about.id} is in use for another file: give this one another --id")


def _copy(path: Path, content: bytes) -> bool:
    """Write the copy, unless it is there; whether it was written."""
    try:
        path.parent.mkdir(exist_ok=True)
        if path.exists():
            if path.read_bytes() == content:
                return False
            raise Conflict(f"{path} holds another file: give this one another --id")
    except OSError as error:
        raise DataUnavailable(f"cannot write {path}: {error.strerror}") from None
    replace_file(path, content)
    return True


def _entry(about: Registration, path: Path, digest: str) -> dict[str, str | int]:
    said = {item.name: getattr(about, item.name) for item in fields(about)}
    entry = {**said, "path": path.as_posix(), "sha256": digest}
    return {name: value for name, value in entry.items() if value is not None}


def _append(registry: Path, entry: Mapping[str, str | int]) -> None:
    """Add an entry at the end; what stands there, comments too, stays as it is."""
    try:
        before = registry.read_text(encoding="utf-8") if registry.exists() else _HEAD
    except OSError as error:
        raise DataUnavailable(f"cannot read {registry}: {error.strerror}") from None
    lines = [f"{name} = {_toml(value)}" for name, value in entry.items()]
    gap = "" if before.endswith("\n") else "\n"
    after = f"{before}{gap}\n[[source]]\n" + "\n".join(lines) + "\n"
    if not _ends_with(after, entry):
        raise InvalidInput(f"{registry} cannot take another entry: write its sources as [[source]]")
    replace_file(registry, after.encode())


def _ends_with(registry: str, entry: Mapping[str, str | int]) -> bool:
    try:
        return bool(tomllib.loads(registry)["source"][-1] == entry)
    except tomllib.TOMLDecodeError:
        return False


def _toml(value: str | int) -> str:
    """A value as TOML: for printable text its basic strings have the escapes of JSON."""
    return json.dumps(value, ensure_ascii=False)
