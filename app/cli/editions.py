"""Commands on published editions: `editions list` and `editions show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import print_table
from app.settings import load_settings

if TYPE_CHECKING:
    from etl.store.read import EditionSummary

editions = typer.Typer(help="Published editions.", rich_markup_mode=None)

EditionId = Annotated[
    str,
    typer.Argument(
        metavar="[ID]",
        help="Edition: its id, the beginning of it or of its hash, current, or previous.",
    ),
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
        ("id", "published", "current", "clusters", "parks", "served"),
        (
            (
                edition.id,
                edition.published_at.isoformat(timespec="seconds"),
                "yes" if edition.is_current else "",
                edition.counts.get("clusters"),
                edition.counts.get("parks"),
                _served(edition),
            )
            for edition in found
        ),
    )


@editions.command("show")
def show_command(edition_id: EditionId = "current") -> None:
    """Show an edition's sources and counts."""
    settings = load_settings()
    from app.cli.store import store
    from etl.store.read import get_manifest

    with store(settings) as engine:
        print_manifest(get_manifest(engine, edition_id))


def _served(edition: EditionSummary) -> str | None:
    """When the edition was the current one last; empty where that was not noted."""
    if edition.served is None:
        return None
    since, until = edition.served.since, edition.served.until
    ended = f" until {until.isoformat(timespec='seconds')}" if until else ""
    return f"since {since.isoformat(timespec='seconds')}{ended}"


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
