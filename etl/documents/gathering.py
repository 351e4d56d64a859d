"""What has been found of a list so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.documents.draft import Draft, as_number, is_total
from etl.documents.rows import Remark, Where
from etl.documents.text import shorten
from etl.documents.units import UnitHeading, unit_heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a unit, or the end of such sections, and how many rows stood before."""

    where: Where
    heading: UnitHeading | None
    begin: int


@dataclass(slots=True)
class Gathering:
    """Rows, remarks and headings in the order of the document.

    `numbered` tells whether the rows carry numbers, and `part` which of the lists is being read:
    no unit is carried from one part to the next.
    """

    drafts: list[Draft] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    numbered: bool = False
    part: int = 0

    def remark(self, code: str, message: str, where: Where) -> None:
        """Keep a remark."""
        self.remarks.append(Remark(code, message, where))

    def aside(self, text: str, where: Where) -> None:
        """Take a line that is no row: a heading with a unit, a sum or a note."""
        if heading := unit_heading(text):
            self.sections.append(Section(where, heading, len(self.drafts)))
        elif is_total(text.split(" ", 1)[0]):
            self.remark("total-row", f"a sum, not a row of the list: {shorten(text)}", where)
        else:
            if text.startswith(("附件", "附表")):
                self.sections.append(Section(where, None, len(self.drafts)))
            self.remark("note-outside-table", f"not a row of the list: {shorten(text)}", where)

    def add(self, where: Where, name: str, unit: str, number: str, extras: dict[str, str]) -> None:
        """Add a row; it stands under the last heading."""
        heading = self.sections[-1].heading if self.sections else None
        above = heading.unit if heading else ""
        last = self.last()
        if last and as_number(number) == 1 and last.heading == above and as_number(last.number):
            message = "the numbers begin again: if another list begins here, read the two apart"
            self.remark("numbers-restart", message, where)
        self.drafts.append(Draft(where, name, unit, number, self.part, extras, above))

    def last(self) -> Draft | None:
        """The row that was added last."""
        return self.drafts[-1] if self.drafts else None
