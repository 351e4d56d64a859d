"""A re-review list against the recognitions of its batch."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl.assembly.identity import cluster_id
from etl.assembly.placing import Placed, Placer
from etl.assembly.recognitions import Recognitions
from etl.assembly.review_match import ReviewRow, review_rows
from etl.checks.duplicates import duplicates
from etl.checks.entries import about, about_source, shortened
from etl.lists.finding import Finding


def check_review(
    reviews: pd.DataFrame, recognitions: Recognitions, placer: Placer, source_id: str
) -> tuple[list[Placed], list[Finding]]:
    """Place the rows of a re-review list, and tell what it would do.

    Parameters
    ----------
    reviews : DataFrame
        Of `etl.assembly.lists.Lists`.
    recognitions : Recognitions
        With all re-reviews applied.
    placer : Placer
    source_id : str
        Which of the lists is looked at.

    Returns
    -------
    list of Placed
        One for each row of the list.
    list of Finding
        Rows that stand twice or are no cluster of the batch, what the match remarked, and which
        recognitions the list closes.
    """
    mine = reviews[reviews["source_id"] == source_id]
    rows = review_rows(mine, placer)
    unmatched = (one for one in recognitions.unmatched if one.row.source_id == source_id)
    findings = [
        *duplicates(_identified(mine, rows)),
        *(
            about(one.row, "review-unmatched", f"{one.row.name} {one.evidence}")
            for one in unmatched
        ),
        *(one for one in recognitions.findings if one.source_id == source_id),
        *_closes(recognitions, mine, source_id),
    ]
    return [row.placed for row in rows], findings


def _identified(mine: pd.DataFrame, rows: list[ReviewRow]) -> pd.DataFrame:
    ids = [cluster_id(row.programme_id, row.name, row.unit) for row in rows]
    return mine.assign(cluster_id=ids)


def _closes(recognitions: Recognitions, mine: pd.DataFrame, source_id: str) -> Iterator[Finding]:
    frame = recognitions.frame
    programme, batch = mine["programme_id"].iloc[0], mine["batch_year"].iloc[0]
    of_batch = frame["programme_id"].eq(programme) & frame["batch_year"].eq(batch)
    is_closed = of_batch & frame["review_result"].eq("closed").fillna(value=False)
    names = frame.loc[is_closed, "name_zh"].tolist()
    if names:
        message = f"closes {len(names)} of {of_batch.sum()} recognitions: {shortened(names)}"
        yield about_source(source_id, "review-closes", message)
