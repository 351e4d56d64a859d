"""What re-reviews make of the recognitions of a batch: prolonged, closed, or not known."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from etl.assembly.entries import Entries
from etl.assembly.review_match import Matching, Recognised, ReviewRow, Unmatched, match
from etl.decisions.ledger import Met
from etl.lists.finding import Finding
from geo.standing import Review

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of the re-reviews of one recognition."""

    result: Review | None = None
    passed_year: int | None = None
    reviewed_to: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch under review.

    `valid_to` is the last year of its first term, `next_end` that of the term which a re-review
    gives; further ones have `validity_years`. None where no document loaded says it.
    """

    programme_id: str
    batch_year: int
    valid_to: int | None
    next_end: int | None
    validity_years: int | None
    passed_total: int | None

    @property
    def name(self) -> str:
        """For messages."""
        return f"batch {self.batch_year} of {self.programme_id}"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The lives of the batch's recognitions, in their order, and what is left open."""

    lives: tuple[Life, ...]
    unmatched: tuple[Unmatched, ...]
    findings: tuple[Finding, ...]
    met: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """A term with the rows of the re-review that ends it."""

    end: int | None
    next_end: int | None
    is_first: bool
    rows: list[ReviewRow] = field(default_factory=list)

    @property
    def lists(self) -> str:
        """Ids of its re-review lists."""
        return ", ".join(dict.fromkeys(row.source_id for row in self.rows))


def review(
    batch: Batch,
    recognised: Sequence[Recognised],
    stated: Sequence[Life],
    rows: Sequence[ReviewRow],
    entries: Entries,
) -> Reviewed:
    """Apply the re-review lists of a batch.

    All lists that end the same term count together: what one of them has is prolonged. What none
    has is closed, unless a row without a match may be it.

    Parameters
    ----------
    batch : Batch
    recognised : sequence of Recognised
        The batch's recognitions.
    stated : sequence of Life
        What the recognitions' own rows say.
    rows : sequence of ReviewRow
        Of all its re-review lists.
    entries : Entries
    """
    lives = list(stated)
    unmatched: list[Unmatched] = []
    findings: list[Finding] = []
    met: list[Met] = []
    for term in _terms(batch, rows):
        matching = match(term.rows, recognised, entries)
        pairs = list(zip(lives, recognised, strict=True))
        stated_passed = {one.cluster_id for life, one in pairs if _has_passed(life, term)}
        told = [_outcome(life, one, term, matching, stated_passed) for life, one in pairs]
        lives = [life for life, _ in told]
        findings += [finding for _, finding in told if finding]
        findings += _wording(matching)
        findings += [*_differing(batch, term, matching), *_size(batch, term, matching)]
        unmatched += matching.unmatched
        met += matching.met
    return Reviewed(tuple(lives), tuple(unmatched), tuple(findings), tuple(met))


def _terms(batch: Batch, rows: Sequence[ReviewRow]) -> list[_Term]:
    """Rows by the term that they end; a review is held in its last year or told the year after."""
    terms = [_Term(batch.valid_to, batch.next_end, is_first=True)]
    for row in sorted(rows, key=lambda row: row.review_year):
        while _is_over(terms[-1], row.review_year) and batch.validity_years:
            end = terms[-1].next_end
            following = None if end is None else end + batch.validity_years
            terms.append(_Term(end, following, is_first=False))
        terms[-1].rows.append(row)
    return [term for term in terms if term.rows]


def _is_over(term: _Term, review_year: int) -> bool:
    return term.end is not None and term.next_end is not None and review_year > term.end + 1


def _outcome(
    life: Life, one: Recognised, term: _Term, matching: Matching, stated_passed: Set[str]
) -> tuple[Life, Finding | None]:
    """What the review that ends a term makes of one recognition."""
    if row := matching.passed.get(one.cluster_id):
        reviewed_to = term.next_end or row.review_year
        return Life(Review.PASSED, row.review_year, reviewed_to), None
    if one.cluster_id in stated_passed:
        return life, _conflict(one, term) if _has_passed(life, term) else None
    if one.cluster_id in matching.in_doubt or not _has_reached(life, term):
        return life, None
    end = term.end or max(row.review_year for row in term.rows)
    message = (
        f"{one.name} is closed: not in the re-review list {term.lists}; its term ends with {end}"
    )
    closed = replace(life, result=Review.CLOSED, reviewed_to=end)
    return closed, _finding(one, "review-closed", message, "note")


def _conflict(one: Recognised, term: _Term) -> Finding:
    message = (
        f"{one.name} is not in the re-review list {term.lists}, but its own row says that it "
        "passed: it counts as passed"
    )
    return _finding(one, "review-conflict", message, "warning")


def _has_passed(life: Life, term: _Term) -> bool:
    """Whether its own row says that it passed the review that ends this term."""
    if life.result is not Review.PASSED:
        return False
    return life.reviewed_to is None or term.end is None or life.reviewed_to > term.end


def _has_reached(life: Life, term: _Term) -> bool:
    """Whether it was still in force when this term began."""
    return term.is_first or (life.result is Review.PASSED and life.reviewed_to == term.end)


def _finding(one: Recognised, code: str, message: str, severity: str) -> Finding:
    return Finding(one.source_id, one.source_row, code, message, severity, one.source_where)


def _wording(matching: Matching) -> list[Finding]:
    return [
        Finding(
            row.source_id,
            row.source_row,
            "review-wording",
            f"{row.name} was taken for {one.name}: same place, same industry",
            "note",
            row.source_where,
        )
        for row, one in matching.by_wording
    ]


def _differing(batch: Batch, term: _Term, matching: Matching) -> list[Finding]:
    """Lists that end the same term should name the same clusters."""
    names: dict[str, dict[str, str]] = {}
    for row in term.rows:
        names.setdefault(row.source_id, {})[_subject(row, matching)] = row.name
    everywhere = set.intersection(*(set(one) for one in names.values()))
    findings = []
    for source_id, own in names.items():
        if only := [name for subject, name in own.items() if subject not in everywhere]:
            message = (
                f"{len(only)} of this re-review of {batch.name} are not in every list of it and "
                f"count as passed: {', '.join(only[:_NAMED])}"
            )
            findings.append(Finding(source_id, None, "review-conflict", message))
    return findings


def _size(batch: Batch, term: _Term, matching: Matching) -> list[Finding]:
    subjects = {_subject(row, matching) for row in term.rows}
    if not term.is_first or batch.passed_total in (None, len(subjects)):
        return []
    message = (
        f"the re-review of {batch.name} names {len(subjects)} clusters; {batch.passed_total} are "
        "said to have passed: is the list complete?"
    )
    return [Finding(term.rows[0].source_id, None, "review-size", message)]


def _subject(row: ReviewRow, matching: Matching) -> str:
    """What a row is about, however it is worded: its cluster or, failing that, its name."""
    return matching.cluster_of.get(row.key, row.features.name)
