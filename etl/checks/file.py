"""Checking a published list before it is registered: read, placed, held against what is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.assembly.entries import Entries, take_in
from etl.assembly.lists import CLUSTER_KINDS, Lists, is_list, lists_of, no_programme, read_list
from etl.assembly.placing import Placed, Placer
from etl.assembly.recognitions import Recognitions, build_recognitions
from etl.checks.entries import about_source
from etl.checks.frame import checked_frame
from etl.checks.places import in_doubt
from etl.checks.reviews import check_review
from etl.checks.suite import check_against_others, check_counts, check_entries
from etl.documents import Listing, read_listing
from etl.lists.documents import recognised, reviewed
from etl.lists.finding import Finding
from etl.lists.frames import ReadList
from etl.resolve import Placement
from etl.sources import LIST_DOCUMENT, REVIEW_LIST, Source
from geo.errors import AtlasError, DataUnavailable, InvalidInput

THIS_FILE = "this file"
"""Stands for the id of the source that the file is not yet."""
_RULES = ("programmes", "batches", "stated-totals")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a list is about: a programme and, if it is known, the year of the batch.

    With a `review_year` it has those of the batch that passed the re-review of that year.
    """

    programme: str
    batch: int | None = None
    review_year: int | None = None

    def as_source(self, name: str) -> Source:
        """The source that a file about it would be."""
        return Source(
            THIS_FILE,
            LIST_DOCUMENT if self.review_year is None else REVIEW_LIST,
            name,
            programme=self.programme,
            batch=self.batch,
            review_year=self.review_year,
        )


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A list that could be read, and the lists that it is held against."""

    subject: Subject
    listing: Listing
    lists: Lists
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A list with the placement of each row, and what was found.

    The `row` of a finding is the running number in the list.
    """

    subject: Subject
    listing: Listing
    placements: tuple[Placement, ...]
    findings: tuple[Finding, ...]


def open_file(path: Path, subject: Subject, sources: Mapping[str, Source]) -> OpenedFile:
    """Read a list, and the registered lists of its programme.

    Parameters
    ----------
    path : Path
    subject : Subject
    sources : mapping of id to Source
        The registry. A registered list that cannot be read is a finding.

    Raises
    ------
    InvalidInput
        If the file is not there or cannot be used, or there is no such programme.
    DataUnavailable
        If the registry is not there.
    """
    read, findings = _registered(subject, sources)
    _need_programme(subject, [one for id_, one in read.items() if sources[id_].kind == _RULES[0]])
    listing = _read(path)
    same = [s for s in sources.values() if s.id in read and read[s.id].sha256 == listing.sha256]
    for source in same:
        del read[source.id]
        message = f"the same file is registered as {source.id}"
        findings.append(about_source(THIS_FILE, "already-registered", message))
    source = subject.as_source(path.name)
    take = recognised if source.kind == LIST_DOCUMENT else reviewed
    read[THIS_FILE] = take(source, listing)
    lists = lists_of({**sources, THIS_FILE: source}, read)
    return OpenedFile(subject, listing, lists, (*findings, *_about_batch(subject, lists)))


def check_file(opened: OpenedFile, placer: Placer) -> CheckedFile:
    """Place the rows of a list and check them.

    Parameters
    ----------
    opened : OpenedFile
    placer : Placer
        Over the boundary layer, with the decisions of the steward.
    """
    lists, subject = opened.lists, opened.subject
    placer = placer.under(lists.programmes)
    of_programme = lists.clusters[lists.clusters["programme_id"] == subject.programme]
    entries = take_in(of_programme.reset_index(drop=True), placer)
    recognitions = build_recognitions(
        entries, lists.batches, lists.programmes, lists.reviews, placer
    )
    if subject.review_year is not None:
        placed, findings = check_review(lists.reviews, recognitions, placer, THIS_FILE)
    else:
        placed, findings = _checked_list(opened, entries, recognitions, placer)
    placements = tuple(one.placement for one in placed)
    return CheckedFile(subject, opened.listing, placements, (*opened.findings, *findings))


def _checked_list(
    opened: OpenedFile, entries: Entries, recognitions: Recognitions, placer: Placer
) -> tuple[list[Placed], list[Finding]]:
    """Placements of the file's rows, and what the checks find of them."""
    lists, gazetteer = opened.lists, placer.gazetteer
    frame = checked_frame(recognitions.frame, entries.placed, placer.resolver)
    is_mine = frame["source_id"].eq(THIS_FILE)
    mine = frame[is_mine]
    placed = [one for one, its in zip(entries.placed, is_mine, strict=True) if its]
    totals = _totals_of_batch(lists, opened.subject)
    counted = check_counts(mine, lists.programmes, lists.batches, totals, gazetteer)
    findings = [
        *check_entries(mine, lists.programmes, gazetteer),
        *_of_whole_list(list(counted)),
        *(one for one in check_against_others(frame) if one.source_id == THIS_FILE),
        *in_doubt(mine, [one.placement for one in placed]),
    ]
    return placed, findings


def _of_whole_list(counted: list[Finding]) -> list[Finding]:
    """A list in part reaches no stated total: that need not be said besides."""
    in_part = any(one.code == "batch-in-part" for one in counted)
    return [one for one in counted if not (in_part and one.code == "below-stated-total")]


def _read(path: Path) -> Listing:
    """Read the list; to the one who gave it, a file that is not there is input like any other."""
    try:
        return read_listing(path)
    except DataUnavailable as error:
        raise InvalidInput(str(error)) from None


def _registered(
    subject: Subject, sources: Mapping[str, Source]
) -> tuple[dict[str, ReadList], list[Finding]]:
    """What is registered about the programme; documents that cannot be read are findings."""
    read: dict[str, ReadList] = {}
    findings = []
    for source in sources.values():
        if not (is_list(source) and _concerns(source, subject)):
            continue
        try:
            read[source.id] = read_list(source)
        except AtlasError as error:
            if source.kind in _RULES:
                raise
            message = f"not compared with {source.id}, which cannot be read: {error}"
            findings.append(about_source(THIS_FILE, "other-list-unreadable", message))
    return read, findings


def _concerns(source: Source, subject: Subject) -> bool:
    if source.kind in _RULES:
        return True
    of_lists = source.kind in (*CLUSTER_KINDS, REVIEW_LIST)
    return of_lists and source.programme in (None, subject.programme)


def _need_programme(subject: Subject, read: list[ReadList]) -> None:
    known = [str(one) for programmes in read for one in programmes.frame["id"]]
    if subject.programme not in known:
        raise InvalidInput(no_programme(subject.programme, known))


def _about_batch(subject: Subject, lists: Lists) -> list[Finding]:
    """What is not known of the batch, which the registration will say."""
    if subject.batch is None:
        message = "no batch is given: what is checked by batch was not looked at"
        return [about_source(THIS_FILE, "batch-not-given", message)]
    if not any(_is_about_batch(one) for one in lists.findings):
        return []
    message = (
        f"batch {subject.batch} of {subject.programme} is not among the batches: "
        "the date that `atlas etl add` is given makes its term"
    )
    return [about_source(THIS_FILE, "batch-not-registered", message)]


def _is_about_batch(finding: Finding) -> bool:
    return finding.source_id == THIS_FILE and finding.code == "unknown-batch"


def _totals_of_batch(lists: Lists, subject: Subject) -> pd.DataFrame:
    """Statements about this batch alone: others need more lists than this one."""
    totals = lists.stated_totals
    alone = totals["year_from"].eq(totals["year_to"]) & totals["year_to"].eq(subject.batch or 0)
    return totals[alone & totals["programme_id"].eq(subject.programme)]
