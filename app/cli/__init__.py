"""The command line: the composition root, which wires settings, ETL, store and application.

`main` is the console script. Heavy modules are imported inside the commands, so that help and
errors of usage are instant.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit status.

    Parameters
    ----------
    arguments
        The words after the program's name; those of the process by default.
    """
    from app.cli.root import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))
