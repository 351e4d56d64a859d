"""The commands of the ETL; those on single lists and decisions have files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.add import add
from app.cli.check import check
from app.cli.decide import decide
from app.cli.output import print_table, steps
from app.cli.questions import questions
from app.settings import Settings, load_settings
from geo.errors import InvalidInput

if TYPE_CHECKING:
    import pandas as pd

    from etl.run import RunReport
    from etl.sources import Source

etl = typer.Typer(
    help="Check a list, register it, build and publish an edition.", rich_markup_mode=None
)
etl.command()(check)
etl.command()(add)
etl.command()(questions)
etl.command()(decide)

Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="ID=PATH", help="Read this source from another file."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Build everything, publish nothing.")]
Report = Annotated[
    Path | None,
    typer.Option(metavar="OUT", help="Write the report of the run to this .json or .html file."),
]


@etl.command("run")
def run_command(source: Sources = None, dry_run: DryRun = False, report: Report = None) -> None:
    """Build an edition from all sources and publish it."""
    settings = load_settings()
    replaced = replaced_sources(source or [])
    if report is not None:
        from app.cli.run_report import check_report_path

        check_report_path(report)
    done = publish(settings, replaced, dry_run=dry_run)
    if report is not None:
        from app.cli.run_report import write_run_report

        write_run_report(done.record, report, settings)
    print_report(done)


@etl.command("programmes")
def programmes_command() -> None:
    """List the programmes and their batches."""
    settings = load_settings()
    from app.cli.registry import registered_sources
    from etl.assembly.lists import registered_programmes

    programmes, batches = registered_programmes(registered_sources(settings))
    years = batches.groupby("programme_id")["batch_year"].agg(lambda of: " ".join(map(str, of)))
    print_table(
        ("id", "level", "batches", "name"),
        (
            (id_, level, years.get(id_), f"{name_zh} · {name_en}")
            for id_, level, name_zh, name_en in _cells(
                programmes[["id", "level", "name_zh", "name_en"]]
            )
        ),
    )


@etl.command("sources")
def sources_command() -> None:
    """List the sources that a run reads."""
    settings = load_settings()
    from app.cli.registry import registered_sources

    print_table(
        ("id", "kind", "date", "file", "title"),
        (
            (source.id, source.kind, source.date, _file(source), source.title)
            for source in registered_sources(settings).values()
        ),
    )


def publish(
    settings: Settings, replaced: Mapping[str, Path] | None = None, *, dry_run: bool = False
) -> RunReport:
    """Run the ETL, showing its steps.

    Parameters
    ----------
    settings
        Name the store and the sources.
    replaced
        Files to read instead of those registered, by id of the source.
    dry_run
        Build everything, publish nothing.
    """
    from app.cli.registry import registered_sources
    from app.cli.store import store
    from etl.run import run
    from etl.steps import step_names

    sources = registered_sources(settings, replaced)
    with store(settings) as engine, steps(step_names(engine.dialect.name, dry_run=dry_run)) as step:
        return run(
            engine,
            sources,
            steward_dir=settings.steward_folder,
            dry_run=dry_run,
            progress=step,
        )


def print_report(report: RunReport) -> None:
    """Print what a run came to: the edition, its sources, unplaced rows, warnings."""
    print(f"edition {report.edition_id} {_outcome(report)}")
    if later := report.record["clock_behind"]:
        print(f"the clock is behind the publication of edition {later}: set it right")
    if changes := report.record["changes"]:
        print(f"{_changes(changes)}; `./atlas editions diff previous current` tells more")
    print()
    read = report.sources[["id", "rows_read", "rows_placed", "rows_unplaced"]]
    print_table(("source", "rows", "placed", "unplaced"), _cells(read))
    if not report.unplaced.empty:
        lost = report.unplaced[["source_id", "source_row", "name_zh", "unit", "reason"]]
        print(f"\nnot placed: {len(lost)}")
        print_table(("source", "row", "name", "unit", "reason"), _cells(lost))
    if doubts := [one for one in report.findings if one.severity != "note"]:
        print(f"\nto look at: {len(doubts)}")
        print_table(
            ("source", "row", "remark"), ((one.source_id, one.row, one.message) for one in doubts)
        )
    if asked := report.counts["questions"]:
        print(f"\nto decide: {asked} questions; `./atlas etl questions` shows them")
    if notes := len(report.findings) - len(doubts):
        print(f"\nnotes: {notes}, among the warnings of `editions show`")


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
        replaced[name] = Path(path).expanduser()
    return replaced


def _outcome(report: RunReport) -> str:
    if report.dry_run:
        return "would be published (dry run: nothing was written)"
    return "is published" if report.is_new else "is current; the sources have not changed"


def _changes(changes: Mapping[str, Any]) -> str:
    """The summary of the difference to the edition before in one line."""
    told = [f"{one['count']} {one['subject']}s {one['kind']}" for one in changes["changes"]]
    return f"against {changes['edition']}: {', '.join(told) or 'nothing changed'}"


def _cells(frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Rows of a frame, missing values as None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return plain.itertuples(index=False, name=None)


def _file(source: Source) -> str:
    if source.is_left_out:
        return f"(not loaded: {source.how_to_load})"
    if source.path is None:
        return "(package)"
    return str(source.path) if source.present else f"{source.path} (missing)"
