"""A finding: something in a source that a steward should know, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning about a source, with its place.

    `row` is the row as a spreadsheet counts it (the header is row 1); None for the whole file.
    """

    source_id: str
    row: int | None
    code: str
    message: str
    severity: str = "warning"

    def as_json(self) -> dict[str, Any]:
        """Its fields but the source's, for the edition's manifest."""
        fields = {"severity": self.severity, "code": self.code, "message": self.message}
        return fields if self.row is None else {**fields, "row": self.row}
