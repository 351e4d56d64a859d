"""The tree of commands, and how a run of one ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

import typer

from app.cli.briefing import briefing
from app.cli.editions import editions
from app.cli.errors import exit_status, message_lines
from app.cli.etl import etl
from app.cli.extract import extract
from app.cli.resolve import resolve
from app.cli.serve import serve, up
from geo.errors import AtlasError

INTERRUPTED: Final = 130
"""What typer makes of Ctrl-C, as shells do."""

app = typer.Typer(
    name="atlas",
    help="County Cluster Atlas: recognised county-level industrial clusters, mapped.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(up)
app.command()(serve)
app.add_typer(etl, name="etl")
app.command()(resolve)
app.command()(extract)
app.command()(briefing)
app.add_typer(editions, name="editions")


def run(arguments: Sequence[str]) -> int:
    """Run one command; print what went wrong as plain lines; return the exit status.

    Parameters
    ----------
    arguments
        The words after the program's name.
    """
    try:
        status = app(args=list(arguments), prog_name="atlas", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (AtlasError, typer.TyperException, OSError) as error:
        for line in message_lines(error):
            print(f"atlas: {line}", file=sys.stderr)
        return exit_status(error)
    if status == INTERRUPTED:
        print("atlas: interrupted", file=sys.stderr)
    return status if isinstance(status, int) else 0
