"""A document's bytes, and the errors about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from etl.documents.rows import Where
from etl.lists.table import read_bytes
from geo.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read from disk."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    def where(
        self,
        row: int,
        *,
        page: int | None = None,
        sheet: str | None = None,
        table: int | None = None,
    ) -> Where:
        """A place in this document."""
        return Where(self.name, page, sheet, row, table)

    def fault(self, message: str) -> InvalidInput:
        """The error to raise about the document as a whole."""
        return InvalidInput(f"{self.name}: {message}")


def open_source(path: Path) -> Source:
    """Read a document; see `etl.lists.table.read_bytes` for the errors."""
    return Source(path.name, read_bytes(path))


def fault_at(where: Where, message: str) -> InvalidInput:
    """The error to raise about one place of a document."""
    return InvalidInput(f"{where}: {message}")
