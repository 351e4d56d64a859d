"""The files of a whole edition, as a zip or the folder that it unpacks to: docs/extracts.md.

This is the one module of the domain that reads files: a researcher has the bundle and no store. All
that it gives has been held against the SHA-256 that the bundle states.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from geo.errors import DataUnavailable, InvalidInput

LAYOUT: Final = 1
"""The layout of a bundle that this software reads."""
FileName = str | Path
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
MOST_FILES: Final = 1_000
MOST_BYTES: Final = 2_000_000_000
"""A whole edition takes some tens of megabytes; a zip can claim to hold anything."""
_HOW: Final = "make it with ./atlas extract edition --out edition.zip, or fetch /data/edition.zip"
_SUM: Final = re.compile(r"([0-9a-f]{64}) [ *]([A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*)")


class Bundle:
    """The files of one edition, each as it was when the bundle was made.

    Parameters
    ----------
    path
        A zip, or a folder.

    Raises
    ------
    DataUnavailable
        If there is no such file, or it is no whole zip, or a file that it lists is missing.
    InvalidInput
        If it is no bundle of an edition, of another layout, larger than an edition can be, or a
        file is not what its SHA-256 says.
    """

    def __init__(self, path: FileName) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise DataUnavailable(f"there is no {self.path}: {_HOW}")
        self._sums = self._read_sums()
        self.manifest = self._read_manifest()
        for name in self._sums:
            self.read(name)

    def __contains__(self, name: str) -> bool:
        return name in self._sums

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files, without that of the sums itself."""
        return tuple(self._sums)

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises
        ------
        DataUnavailable, InvalidInput
            As when it was opened; or the bundle has no file of this name.
        """
        if name not in self._sums:
            raise DataUnavailable(f"{self.path} holds no {name}: {_HOW}")
        body = self._raw(name)
        if hashlib.sha256(body).hexdigest() != self._sums[name]:
            raise InvalidInput(f"{self.path}: {name} is not what {SUMS} says; fetch it again")
        return body

    def _raw(self, name: str) -> bytes:
        try:
            return self._from_folder(name) if self.path.is_dir() else self._from_zip(name)
        except (BadZipFile, EOFError, zlib.error) as error:
            raise DataUnavailable(f"{self.path} is no whole zip ({error}): {_HOW}") from None
        except (KeyError, FileNotFoundError):
            raise DataUnavailable(f"{self.path} holds no {name}: {_HOW}") from None
        except OSError as error:
            raise DataUnavailable(f"{self.path} cannot be read: {error.strerror}") from None
        except (NotImplementedError, RuntimeError) as error:  # another compression; encrypted
            raise InvalidInput(f"{self.path}: {name} cannot be unpacked: {error}") from None

    def _from_folder(self, name: str) -> bytes:
        file = self.path / name
        _limit(file.stat().st_size, self.path)
        return file.read_bytes()

    def _from_zip(self, name: str) -> bytes:
        with ZipFile(self.path) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_FILES:
                raise InvalidInput(
                    f"{self.path} holds {len(listed):,} files: no edition has so many"
                )
            _limit(sum(one.file_size for one in listed), self.path)
            return archive.read(name)  # never more than the size that was listed

    def _read_sums(self) -> Mapping[str, str]:
        lines = _text(self._raw(SUMS), SUMS, self.path).splitlines()
        found = [_SUM.fullmatch(line) for line in lines]
        sums = {match[2]: match[1] for match in found if match}
        if len(sums) != len(lines) or MANIFEST not in sums or len(sums) > MOST_FILES:
            raise InvalidInput(f"{self.path}: {SUMS} is not that of an edition: {_HOW}")
        return sums

    def _read_manifest(self) -> Mapping[str, Any]:
        try:
            manifest = json.loads(_text(self.read(MANIFEST), MANIFEST, self.path))
        except (ValueError, RecursionError):
            raise InvalidInput(f"{self.path}: {MANIFEST} is no JSON") from None
        if not isinstance(manifest, dict) or "layout" not in manifest:
            raise InvalidInput(f"{self.path}: {MANIFEST} is not that of an edition: {_HOW}")
        if manifest["layout"] != LAYOUT:
            raise InvalidInput(
                f"{self.path} has layout {manifest['layout']!r}, this software reads {LAYOUT}: use "
                "the version of the software that made it"
            )
        return manifest


def _limit(size: int, path: Path) -> None:
    if size > MOST_BYTES:
        raise InvalidInput(f"{path} unpacks to {size:,} bytes; an edition has less than 2 GB")


def _text(body: bytes, name: str, path: Path) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidInput(f"{path}: {name} is not in UTF-8") from None
