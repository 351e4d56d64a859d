"""Command `etl add`: a list is checked and registered as a source of the runs to come."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.check import Batch, ListFile, Programme, Review, checked_file, subject_of
from app.cli.checked import print_problems
from app.settings import load_settings
from geo.errors import Conflict

if TYPE_CHECKING:
    from etl.checks.file import Subject

Title = Annotated[str, typer.Option(help="Title of the list, as it was published.")]
Url = Annotated[str, typer.Option(help="Address from which it was fetched.")]
Date = Annotated[
    str,
    typer.Option(help="Date of the recognition or re-review: YYYY, YYYY-MM or YYYY-MM-DD."),
]
Stage = Annotated[
    str | None,
    typer.Option(help="`publicised` for a list of the public-notice stage, else `recognised`."),
]
Publisher = Annotated[str | None, typer.Option(help="Who published it.")]
Licence = Annotated[str | None, typer.Option(help="Terms under which it may be used.")]
Id = Annotated[
    str | None, typer.Option("--id", help="Id of the source; by default programme and batch.")
]


def add(
    file: ListFile,
    *,
    programme: Programme,
    title: Title,
    url: Url,
    date: Date,
    batch: Batch = None,
    review: Review = None,
    stage: Stage = None,
    publisher: Publisher = None,
    licence: Licence = None,
    source_id: Id = None,
) -> None:
    """Check a list and register it: copied into the steward's folder, with its hash."""
    settings = load_settings()
    from etl.checks.report import needs_decision, problems_of
    from etl.register import Registration, register

    subject = subject_of(programme, batch, review)
    about = Registration(
        id=source_id or _id_of(subject),
        kind=subject.as_source(title).kind,
        title=title,
        url=url,
        date=date,
        programme=programme,
        batch=batch,
        stage=stage,
        review_year=review,
        publisher=publisher,
        licence=licence,
    )
    checked = checked_file(settings, file, subject)
    content = _content(file, checked.listing.sha256)
    copy = register(settings.steward_folder, about, content, checked.listing.kind)
    problems = problems_of(checked)
    print_problems(problems)
    print(f"registered as {about.id}: {copy}")
    print(_next_step(needs_decision(problems)))


def _id_of(subject: Subject) -> str:
    """Id of a list without one: sme-national-2022, sme-national-2022-review-2025."""
    review = f"review-{subject.review_year}" if subject.review_year else None
    return "-".join(str(part) for part in (subject.programme, subject.batch, review) if part)


def _content(path: Path, sha256: str) -> bytes:
    """The file that was checked, byte for byte."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Conflict(f"{path} was changed while it was checked; run the command again")
    return content


def _next_step(is_open: bool) -> str:
    if is_open:
        return (
            "next: settle what is in doubt with `atlas etl decide`, then `atlas etl run`; "
            "what stays open is asked on the page /quality"
        )
    return "next: `atlas etl run` publishes an edition with it"
