"""Commands on published editions: `editions list` and `editions show`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.output import print_table
from app.settings import load_settings

editions = typer.Typer(help="Published editions.", rich_markup_mode=None)

EditionId = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="Edition; the current one by default.")
]


@editions.command("list")
def list_command() -> None:
    """List the published editions, the newest first."""
    settings = load_settings()
    from app.cli.store import store
    from etl.store.read import list_editions

    with store(settings) as engine:
        found = list_editions(engine)
    print_table(
        ("id", "published", "current", "clusters", "parks"),
        (
            (
                edition.id,
                edition.published_at.isoformat(timespec="seconds"),
                "yes" if edition.is_current else "",
                edition.counts.get("clusters"),
                edition.counts.get("parks"),
            )
            for edition in found
        ),
    )


@editions.command("show")
def show_command(edition_id: EditionId = None) -> None:
    """Show an edition's sources and counts."""
    settings = load_settings()
    from app.cli.store import store
    from etl.store.read import get_manifest

    with store(settings) as engine:
        print_manifest(get_manifest(engine, edition_id))


def print_manifest(manifest: dict[str, Any]) -> None:
    """Print what an edition says of itself: identity, counts, sources, warnings."""
    for name in ("edition_id", "content_hash", "created", "software_version"):
        print(f"{name}\t{manifest[name]}")
    for table, count in manifest["counts"].items():
        print(f"{table}\t{count}")
    print()
    columns = ("id", "date", "rows_read", "rows_placed", "rows_unplaced", "licence", "sha256")
    sources = manifest["sources"]
    print_table(columns, ([source[name] for name in columns] for source in sources))
    for source in sources:
        for warning in source["warnings"]:
            where = f", row {warning['row']}" if "row" in warning else ""
            print(f"{source['id']}{where}: {warning['message']}")
