"""Tables and notes on the screen: rich on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows to standard output: aligned on a terminal, tab-separated elsewhere.

    Parameters
    ----------
    header
        Name of each column.
    rows
        As many cells as there are columns; None is shown as an empty cell.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in [list(header), *cells]:
            print("\t".join(" ".join(cell.split()) for cell in line))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for line in cells:
        table.add_row(*(escape(cell) for cell in line))
    Console().print(table)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Show the steps of a job on standard error: one changing line on a terminal.

    Yields
    ------
    callable
        To be told the name of each step as it begins.
    """
    if not sys.stderr.isatty():
        yield lambda step: print(step, file=sys.stderr, flush=True)
        return
    from rich.console import Console

    with Console(stderr=True).status("building the edition") as status:
        yield lambda step: status.update(f"building the edition: {step}")
