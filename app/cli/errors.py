"""From an error to its lines on the screen and its exit status: the only such table."""

from __future__ import annotations

from typing import Final

import typer

from geo.errors import AtlasError, Conflict, DataUnavailable, InvalidInput, NotFound

# The first class that fits decides. Anything else is a fault of ours and shows its traceback.
EXIT_STATUS: Final[dict[type[Exception], int]] = {
    InvalidInput: 2,
    NotFound: 3,
    DataUnavailable: 4,
    Conflict: 5,
    AtlasError: 2,
    typer.TyperException: 2,
    OSError: 1,
}


def exit_status(error: Exception) -> int:
    """Exit status of the process after `error`."""
    return next(status for kind, status in EXIT_STATUS.items() if isinstance(error, kind))


def message_lines(error: Exception) -> list[str]:
    """Lines that say what went wrong and what to do."""
    if isinstance(error, typer.TyperException):
        return [_usage(error)]
    if isinstance(error, OSError) and not isinstance(error, AtlasError):
        return [_system(error)]
    return str(error).splitlines() or [type(error).__name__]


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "atlas"
    message = " ".join(error.format_message().split())
    commands = sorted(getattr(context.command, "commands", {})) if context else []
    if message.startswith("Missing command") and commands:
        message = f"Missing command: one of {', '.join(commands)}."
    return f"{message} See: {path} --help"


def _system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
