"""Command `resolve`: names to places, as CSV."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from app.settings import load_settings
from geo.errors import InvalidInput

UNIT_COLUMN: Final = "province"

Names = Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Names to place.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Table with the names.")]
NameColumn = Annotated[str, typer.Option(help="Column of the names in FILE.")]
UnitColumn = Annotated[str, typer.Option(help="Column of the recommending units in FILE.")]
UnitName = Annotated[
    str | None, typer.Option(help="Recommending unit (province or city) of all names.")
]


def resolve(
    names: Names = None,
    csv: Csv = None,
    name_column: NameColumn = "name_zh",
    unit_column: UnitColumn = UNIT_COLUMN,
    unit: UnitName = None,
) -> None:
    """Place names of clusters; write CSV to standard output."""
    settings = load_settings()
    if bool(names) == bool(csv):
        raise InvalidInput("give either names or --csv FILE")
    if csv is None:
        asked = [(name, unit or "") for name in names or []]
    else:
        asked = _read(csv, name_column, unit_column, unit)
    from app.cli.placing import load_gazetteer, resolver_over
    from etl.resolve.report import write_report

    resolver = resolver_over(load_gazetteer(settings))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    write_report((resolver.cluster(name, its_unit) for name, its_unit in asked), sys.stdout)


def _read(
    path: Path, name_column: str, unit_column: str, unit: str | None
) -> list[tuple[str, str]]:
    """Names and their units in the order of the file; `unit` stands for all when given."""
    from etl.lists.table import read_table

    asked_for = unit is None and unit_column != UNIT_COLUMN
    table = read_table(path, [name_column, *([unit_column] if asked_for else [])])
    if unit is None and unit_column not in table.columns:
        print(
            f"atlas: {path} has no column {unit_column}: placing without recommending units",
            file=sys.stderr,
        )
    return [
        (row[name_column], row.get(unit_column, "") if unit is None else unit)
        for _, row in table.rows
    ]
