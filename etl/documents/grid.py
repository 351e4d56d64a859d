"""What every reader gives: tables as grids of cells, and lines of text between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.documents.rows import Remark, Where


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    A merged cell gives its text to every cell it covers; `above` and `left` name the columns whose
    cell began in a row above, or in a column to the left. `faults` says of a column why its value
    cannot be used.
    """

    where: Where
    cells: tuple[str, ...]
    above: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    faults: Mapping[int, str] = field(default_factory=dict)

    def own(self) -> list[int]:
        """Columns with a text that begins in this row and column."""
        return [
            column
            for column, text in enumerate(self.cells)
            if text and column not in self.above and column not in self.left
        ]

    def text(self) -> str:
        """The row as one line."""
        return " ".join(self.cells[column] for column in self.own())


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. `follows`: it stands at the top of the page after one that ended in a table."""

    rows: tuple[Row, ...]
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph outside tables; `label` is its automatic number, such as "1."."""

    where: Where
    text: str
    label: str = ""


Block = Grid | Line | Remark
