"""Command `etl check`: a published list, read, placed and checked; nothing is published."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.cli.checked import print_checked
from app.cli.output import replacing
from app.settings import Settings, load_settings
from geo.errors import InvalidInput

if TYPE_CHECKING:
    from etl.checks.file import CheckedFile, Subject

ON_SCREEN: Final = "-"

ListFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The list: CSV, XLSX, XLS, DOCX, PDF or HTML.")
]
Programme = Annotated[
    str, typer.Option(metavar="ID", help="Programme of the list; `etl programmes` shows all.")
]
Batch = Annotated[int | None, typer.Option(metavar="YEAR", help="Year of the batch.")]
Review = Annotated[
    int | None,
    typer.Option(metavar="YEAR", help="The list has those that passed the re-review of that year."),
]
Report = Annotated[
    str | None,
    typer.Option(metavar="OUT.json", help="Write the report as JSON; - for the screen."),
]


def check(
    file: ListFile,
    *,
    programme: Programme,
    batch: Batch = None,
    review: Review = None,
    report: Report = None,
) -> None:
    """Read a list, place its rows and check them; publish nothing.

    The exit status is 0 if there is nothing to decide, 1 if there is.
    """
    settings = load_settings()
    if report not in (None, ON_SCREEN):
        _refuse_overwriting(Path(str(report)), file)
    checked = checked_file(settings, file, subject_of(programme, batch, review))
    from etl.checks.report import needs_decision, problems_of, write_report

    problems = problems_of(checked)
    if report == ON_SCREEN:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        write_report(checked, sys.stdout)
    else:
        if report is not None:
            with replacing(Path(report)) as stream:
                write_report(checked, stream)
        print_checked(checked, problems)
    raise typer.Exit(1 if needs_decision(problems) else 0)


def subject_of(programme: str, batch: int | None, review: int | None) -> Subject:
    """What a list is said to be about.

    Raises
    ------
    InvalidInput
        If a year is out of range, or a re-review has no batch.
    """
    from etl.checks.file import Subject
    from etl.lists.dates import FIRST_YEAR, LAST_YEAR, is_year

    for option, year in (("--batch", batch), ("--review", review)):
        if year is not None and not is_year(year):
            raise InvalidInput(f"{option} {year}: give a year from {FIRST_YEAR} to {LAST_YEAR}")
    if review is not None and batch is None:
        raise InvalidInput("--review needs --batch: the year of the batch that was re-reviewed")
    return Subject(programme, batch, review)


def checked_file(settings: Settings, file: Path, subject: Subject) -> CheckedFile:
    """Read, place and check a list; the errors are those of `etl.checks.file.open_file`."""
    from app.cli.placing import load_placer
    from app.cli.registry import registered_sources
    from etl.checks.file import check_file, open_file

    opened = open_file(file, subject, registered_sources(settings))
    return check_file(opened, load_placer(settings))


def _refuse_overwriting(report: Path, file: Path) -> None:
    if report.exists() and file.exists() and report.samefile(file):
        raise InvalidInput(f"--report {report} is the list itself; name another file")
