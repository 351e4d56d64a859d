"""The cells of one list row by their role; two rows where two lists stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.documents.grid import Row
from etl.documents.headers import Columns
from etl.documents.rows import Where
from etl.documents.source import fault_at


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list. `name_above`, `number_above`: the cell began in a row above."""

    where: Where
    number: str
    name: str
    unit: str
    extras: dict[str, str]
    name_above: bool
    number_above: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing of the list stands here."""
        return not (self.number or self.name or self.unit or any(self.extras.values()))

    def text(self) -> str:
        """All cells as one line."""
        return " ".join(dict.fromkeys(text for text in self.extras.values() if text))


def records(rows: Sequence[Row], columns: Columns) -> Iterator[Record]:
    """Give the rows of a table; lists that stand side by side one after the other.

    Rows that stand across the whole table part the lists: what is above them comes first.
    """
    if len(columns.blocks) == 1:
        yield from (record(row, columns, columns.blocks[0]) for row in rows)
        return
    for block in columns.blocks:
        for row in rows:
            found = record(row, columns, block)
            if not found.is_blank:
                yield found


def record(row: Row, columns: Columns, block: tuple[int, ...]) -> Record:
    """Sort the cells of a row; `extras` holds every cell except name and unit by its header.

    Raises
    ------
    InvalidInput
        If there are more cells than columns, or the name or the unit has no usable value, such as
        a formula without its result.
    """
    count = max((at for at, text in enumerate(row.cells, 1) if text), default=0)
    if count > len(columns.labels):
        message = f"{count} cells under {len(columns.labels)} columns"
        raise fault_at(row.where, f"{message}; a comma may stand outside quotes, or a header lack")
    cells = [row.cells[at] if at < len(row.cells) and at not in row.left else "" for at in block]
    roles = [at for at in (columns.name, columns.unit) if at is not None]
    for at in roles:
        if fault := row.faults.get(block[at]):
            raise fault_at(row.where, fault)
    extras = {
        columns.labels[column] or f"column {column + 1}": cells[at]
        for at, column in enumerate(block)
        if at not in roles and (columns.labels[column] or cells[at])
    }
    above = {at for at, column in enumerate(block) if column in row.above}
    number, name = columns.number, columns.name
    return Record(
        row.where,
        "" if number is None or number in above else cells[number],
        cells[name],
        "" if columns.unit is None else cells[columns.unit],
        extras,
        name in above,
        number in above,
    )
