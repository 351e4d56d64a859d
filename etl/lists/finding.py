"""A finding: something in a source that a steward should know, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """What a steward should know of a source, with its place.

    `severity` is `error` (as it stands, a count or a place would be wrong), `warning` (to be looked
    at) or `note` (nothing to decide). `row` is the row as a spreadsheet counts it (the header is
    row 1), or the running number in the list of a document, whose place `where` then names; None
    for the whole file.
    """

    source_id: str
    row: int | None
    code: str
    message: str
    severity: str = "warning"
    where: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Its fields but the source's, for the edition's manifest."""
        fields = {"severity": self.severity, "code": self.code, "message": self.message}
        place = {"row": self.row, "where": self.where}
        return {**fields, **{name: value for name, value in place.items() if value is not None}}
