"""Commands of the ETL: `etl run` and `etl sources`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import print_table
from app.settings import Settings, load_settings
from geo.errors import InvalidInput

if TYPE_CHECKING:
    from etl.sources import Source

etl = typer.Typer(help="Build and publish an edition; list its sources.", rich_markup_mode=None)

Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="ID=PATH", help="Read this source from another file."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Build everything, publish nothing.")]


@etl.command("run")
def run_command(source: Sources = None, dry_run: DryRun = False) -> None:
    """Build an edition from all sources and publish it."""
    publish(load_settings(), replaced_sources(source or []), dry_run=dry_run)


@etl.command("sources")
def sources_command() -> None:
    """List the sources that a run reads."""
    settings = load_settings()
    from etl.sources import load_sources

    print_table(
        ("id", "kind", "date", "file", "title"),
        (
            (source.id, source.kind, source.date, _file(source), source.title)
            for source in load_sources(settings.sources, data_dir=settings.data_dir).values()
        ),
    )


def publish(
    settings: Settings, sources: Mapping[str, Path] | None = None, *, dry_run: bool = False
) -> None:
    """Run the ETL and say what came of it."""
    raise NotImplementedError(settings, sources, dry_run)


def _file(source: Source) -> str:
    if source.path is None:
        return "(package)"
    return str(source.path) if source.present else f"{source.path} (missing)"


def replaced_sources(pairs: list[str]) -> dict[str, Path]:
    """Read `ID=PATH` pairs.

    Raises
    ------
    InvalidInput
        A pair has no `=`, or an id is given twice.
    """
    replaced: dict[str, Path] = {}
    for pair in pairs:
        name, mark, path = pair.partition("=")
        if not (name and mark and path):
            raise InvalidInput(f"--source {pair}: write ID=PATH; `atlas etl sources` lists the ids")
        if name in replaced:
            raise InvalidInput(f"--source {name} is given twice")
        replaced[name] = Path(path)
    return replaced
