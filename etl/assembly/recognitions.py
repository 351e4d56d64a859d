"""Recognitions: rows of the lists with the term of their batch and the results of re-reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.assembly.entries import Entries, text_of
from etl.assembly.likeness import features_of
from etl.assembly.placing import Placed, Placer
from etl.assembly.review_match import Recognised, ReviewRow, Unmatched, review_rows
from etl.assembly.reviews import Batch, Life, review
from etl.decisions.ledger import Met
from etl.lists.finding import Finding
from geo.standing import Review

Key = tuple[str, int]

_KEY = ["programme_id", "batch_year"]
_TERM = (
    "recognised_year",
    "recognised_on",
    "valid_to",
    "reviewed_to",
    "review_passed_total",
)


@dataclass(frozen=True, slots=True)
class Recognitions:
    """Rows of `Entries.frame` with their terms, and what re-reviews leave open."""

    frame: pd.DataFrame
    unmatched: tuple[Unmatched, ...]
    findings: tuple[Finding, ...]
    met: tuple[Met, ...]


def build_recognitions(
    entries: Entries,
    batches: pd.DataFrame,
    programmes: pd.DataFrame,
    reviews: pd.DataFrame,
    placer: Placer,
) -> Recognitions:
    """Give every row the term of its batch and apply the re-reviews.

    A row that says itself that it passed is prolonged. Every recognition of a batch of which a
    re-review list is loaded is prolonged if the list has it, else closed; see `reviews.review`.

    Parameters
    ----------
    entries : Entries
    batches, programmes, reviews : DataFrame
        Of `etl.assembly.lists.Lists`.
    placer : Placer
    """
    frame = _with_terms(entries.frame, batches, programmes)
    lives = _stated(frame)
    unmatched: list[Unmatched] = []
    findings: list[Finding] = []
    met: list[Met] = []
    for key, rows in _by_batch(review_rows(reviews, placer)).items():
        labels = _labels(frame, key)
        if not labels:
            findings.append(_nothing_to_review(key, rows[0]))
            continue
        reviewed = review(
            _batch(frame.loc[labels[0]], key),
            [_recognised(frame.loc[label], entries.placed[label], placer) for label in labels],
            [lives[label] for label in labels],
            rows,
            entries,
        )
        lives |= zip(labels, reviewed.lives, strict=True)
        unmatched += reviewed.unmatched
        findings += reviewed.findings
        met += reviewed.met
    return Recognitions(_with_lives(frame, lives), tuple(unmatched), tuple(findings), tuple(met))


def _with_terms(
    listed: pd.DataFrame, batches: pd.DataFrame, programmes: pd.DataFrame
) -> pd.DataFrame:
    """Join the years of the batch, and the end of the term that a passed re-review gives.

    The rows are numbered from zero, as `Entries.placed`.
    """
    validity = programmes[["id", "validity_years"]].rename(columns={"id": "programme_id"})
    years = batches[[*_KEY, *_TERM]].merge(validity, how="left", on="programme_id")
    next_end = years["reviewed_to"].fillna(years["valid_to"] + years["validity_years"])
    years = years.assign(next_end=next_end).astype({"batch_year": "Int64"})
    years = years.drop(columns="reviewed_to")
    return listed.merge(years, how="left", on=_KEY, validate="m:1")


def _stated(frame: pd.DataFrame) -> dict[int, Life]:
    """What the rows say themselves of a re-review."""
    columns = frame[["review_passed_year", "next_end"]].itertuples(index=False, name=None)
    return {
        label: Life() if pd.isna(year) else Life(Review.PASSED, int(year), _whole(next_end))
        for label, (year, next_end) in enumerate(columns)
    }


def _by_batch(rows: Iterable[ReviewRow]) -> dict[Key, list[ReviewRow]]:
    found: dict[Key, list[ReviewRow]] = {}
    for row in rows:
        found.setdefault((row.programme_id, row.batch_year), []).append(row)
    return found


def _labels(frame: pd.DataFrame, key: Key) -> list[int]:
    of_batch = frame["programme_id"].eq(key[0]) & frame["batch_year"].eq(key[1]).fillna(False)
    return list(frame.index[of_batch])


def _batch(row: Any, key: Key) -> Batch:
    return Batch(
        *key,
        valid_to=_whole(row["valid_to"]),
        next_end=_whole(row["next_end"]),
        validity_years=_whole(row["validity_years"]),
        passed_total=_whole(row["review_passed_total"]),
    )


def _recognised(row: Any, placed: Placed, placer: Placer) -> Recognised:
    return Recognised(
        source_id=row["source_id"],
        source_row=int(row["source_row"]),
        source_where=text_of(row["source_where"]) or None,
        cluster_id=row["cluster_id"],
        name=row["name_zh"],
        features=features_of(row["name_zh"], text_of(row["unit"]), placed, placer),
    )


def _nothing_to_review(key: Key, row: ReviewRow) -> Finding:
    programme_id, year = key
    message = (
        f"no recognition of batch {year} of {programme_id} is loaded: "
        "this re-review list prolongs and closes nothing; add the list of the batch"
    )
    return Finding(row.source_id, None, "review-of-nothing", message)


def _with_lives(frame: pd.DataFrame, lives: Mapping[int, Life]) -> pd.DataFrame:
    rows = [lives[label] for label in frame.index]
    results = [None if life.result is None else life.result.value for life in rows]
    return frame.assign(
        review_result=pd.Series(results, frame.index, dtype="str"),
        review_passed_year=pd.array([life.passed_year for life in rows], dtype="Int64"),
        reviewed_to=pd.array([life.reviewed_to for life in rows], dtype="Int64"),
    )


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
