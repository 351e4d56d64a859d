"""Tables, steps and notes on the screen: rich on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from geo.errors import InvalidInput


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
def steps(names: Sequence[str] = ()) -> Iterator[Callable[[str], None]]:
    """Show the steps of a job on standard error.

    On a terminal that is one changing line with the time that the job took so far, and a bar if
    the steps are known; elsewhere a line as each step begins, after the seconds so far. What is
    logged meanwhile appears above.

    Parameters
    ----------
    names
        The steps that are expected, in order; none if they are not known. A job may leave some
        out.

    Yields
    ------
    callable
        To be told the name of each step as it begins.
    """
    if sys.stderr.isatty():
        with _bar(names) as told:
            yield told
        return
    began = time.perf_counter()

    def line(step: str) -> None:
        elapsed_s = time.perf_counter() - began
        print(f"{elapsed_s:7.1f} s  {step}", file=sys.stderr, flush=True)

    yield line


@contextmanager
def _bar(names: Sequence[str]) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    count = [BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}")] if names else []
    columns = (SpinnerColumn(), *count, TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(names) or None)
        numbers = {name: number for number, name in enumerate(names)}

        def told(step: str) -> None:
            progress.update(task, description=escape(step), completed=numbers.get(step))

        yield told


@contextmanager
def counted(total: int) -> Iterator[Callable[[int, str], None]]:
    """Show on standard error how many of `total` are done; nothing where that is no terminal.

    Yields
    ------
    callable
        To be told how many are done, and a note beside the bar.
    """
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done, note: progress.update(task, completed=done, description=escape(note))


@contextmanager
def replacing(path: Path, option: str = "--report") -> Iterator[TextIO]:
    """A stream that becomes the file when all is written, or nothing at all.

    `option` is named where the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise InvalidInput(f"{option} {path} cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise InvalidInput(f"{option} {path} cannot be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
