"""Commands on published editions: `editions list` and `editions show`."""

from __future__ import annotations

from typing import Annotated

import typer

from app.settings import load_settings

editions = typer.Typer(help="Published editions.", rich_markup_mode=None)

EditionId = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="Edition; the current one by default.")
]


@editions.command("list")
def list_command() -> None:
    """List the published editions, the newest first."""
    raise NotImplementedError(load_settings())


@editions.command("show")
def show_command(edition_id: EditionId = None) -> None:
    """Show an edition's sources and counts."""
    raise NotImplementedError(load_settings(), edition_id)
