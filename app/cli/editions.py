"""Commands on published editions: list, show, report, compare, restore, prune."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.output import print_table
from app.settings import load_settings

if TYPE_CHECKING:
    from etl.store.read import EditionSummary

editions = typer.Typer(help="Published editions.", rich_markup_mode=None)

_ASKED = "Edition: its id, the beginning of it or of its hash, current, or previous."
EditionId = Annotated[str, typer.Argument(metavar="[ID]", help=_ASKED)]
RequiredId = Annotated[str, typer.Argument(metavar="ID", help=_ASKED)]
Before = Annotated[str, typer.Argument(metavar="A", help=_ASKED)]
After = Annotated[str, typer.Argument(metavar="B", help="The edition that A is compared with.")]
Csv = Annotated[bool, typer.Option("--csv", help="Write every change as CSV.")]
Year = Annotated[
    int | None,
    typer.Option(min=1900, max=2999, help="Year of the standings; that of B's newest batch."),
]
Html = Annotated[bool, typer.Option("--html", help="Write a page instead of JSON.")]
Keep = Annotated[int, typer.Option(help="How many stay of those published last.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")]


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


@editions.command("diff")
def diff_command(before: Before, after: After, year: Year = None, csv: Csv = False) -> None:
    """Tell what changed from edition A to edition B, in words or as CSV."""
    settings = load_settings()
    from app.cli.diff_words import print_diff
    from app.cli.store import store
    from app.csv_text import csv_text
    from etl.store.changes import COLUMNS
    from etl.store.diff import diff_editions

    with store(settings) as engine:
        diff = diff_editions(engine, before, after, year)
    if not csv:
        print_diff(diff)
        return
    for piece in csv_text(COLUMNS, diff.rows()):
        sys.stdout.buffer.write(piece)


@editions.command("report")
def report_command(edition_id: EditionId = "current", html: Html = False) -> None:
    """Write the report of the run that made an edition: JSON, or a page with --html."""
    settings = load_settings()
    from app.cli.run_report import html_of, json_of
    from app.cli.store import store
    from app.run_report import report_of
    from etl.store.read import get_manifest

    with store(settings) as engine:
        report = report_of(get_manifest(engine, edition_id))
    text = html_of(report, settings) if html else json_of(report)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


@editions.command("restore")
def restore_command(edition_id: RequiredId) -> None:
    """Serve an earlier edition again; nothing is built."""
    settings = load_settings()
    from app.cli.store import store
    from etl.store.pointer import restore

    with store(settings) as engine:
        done = restore(engine, edition_id)
    if done.is_moved:
        print(f"edition {done.id} is current; before it was {done.before}")
    else:
        print(f"edition {done.id} was current already")


@editions.command("prune")
def prune_command(keep: Keep, dry_run: DryRun = False) -> None:
    """Delete the oldest editions, but never the current one."""
    settings = load_settings()
    from app.cli.store import store
    from etl.store.prune import prune

    with store(settings) as engine:
        pruned = prune(engine, keep, dry_run=dry_run)
        kind = engine.dialect.name
    for edition_id in pruned.ids:
        print(f"{'would delete' if dry_run else 'deleted'} {edition_id}")
    print(f"{'would keep' if dry_run else 'kept'} {len(pruned.kept)} of {pruned.count}")
    if pruned.ids and not dry_run:
        print(_space(kind, pruned.freed_bytes))


def _space(kind: str, freed_bytes: int | None) -> str:
    """What became of the space."""
    if kind == "postgresql":
        return "their space is free for later editions; VACUUM FULL gives it back to the system"
    if freed_bytes is None:
        return "their space is free for later editions; the file could not be made smaller now"
    return f"the file is {freed_bytes / 1e6:.1f} MB smaller"


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
