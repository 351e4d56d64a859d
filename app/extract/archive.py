"""A zip whose bytes depend on nothing but its members: no clock, no user, no folder."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

SUMS: Final = "SHA256SUMS"
_PACKED: Final = (".parquet", ".xlsx")
"""They are compressed in themselves."""
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


class Archive:
    """Written member by member; last the SHA-256 of each, as `sha256sum --check` reads them."""

    def __init__(self, path: Path, date: datetime) -> None:
        self._zip = zipfile.ZipFile(path, "x")
        self._date = date.timetuple()[:6]
        self._sums: dict[str, str] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a member."""
        digest = hashlib.sha256()
        with self._zip.open(self._about(name), "w") as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        self._sums[name] = digest.hexdigest()

    def _about(self, name: str) -> zipfile.ZipInfo:
        about = zipfile.ZipInfo(name, self._date)
        about.external_attr, about.create_system = _READABLE, _UNIX
        is_packed = name.endswith(_PACKED)
        about.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        return about

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self._sums.items()))
            self.add(SUMS, [lines.encode()])
        self._zip.close()
