"""Command `resolve`: names to places, as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.settings import load_settings
from geo.errors import InvalidInput

Names = Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Names to place.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Table with the names.")]
NameColumn = Annotated[str, typer.Option(help="Column of the names in FILE.")]
UnitColumn = Annotated[str, typer.Option(help="Column of the recommending units in FILE.")]
Unit = Annotated[
    str | None, typer.Option(help="Recommending unit (province or city) of all names.")
]


def resolve(
    names: Names = None,
    csv: Csv = None,
    name_column: NameColumn = "name_zh",
    unit_column: UnitColumn = "province",
    unit: Unit = None,
) -> None:
    """Place names of clusters or parks; write CSV to standard output."""
    load_settings()
    if bool(names) == bool(csv):
        raise InvalidInput("give either names or --csv FILE")
    raise NotImplementedError(name_column, unit_column, unit)
