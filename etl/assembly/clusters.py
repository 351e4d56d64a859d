"""Cluster lists as clusters, recognitions and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.assembly.alike import Alike, find_alike
from etl.assembly.entries import take_in, text_of
from etl.assembly.lists import Lists
from etl.assembly.placing import Placed, Placer
from etl.assembly.recognitions import build_recognitions
from etl.assembly.review_match import Unmatched
from etl.decisions.ledger import Met
from etl.lists.finding import Finding
from etl.resolve import Placement
from etl.store.tables import cluster_places, clusters, recognitions, unplaced
from geo.romanise import Romaniser

NO_REASON = "the name says no place"


@dataclass(frozen=True, slots=True)
class ClusterFrames:
    """Frames of the tables of the same names, and what is left open.

    `current` has the row whose wording each cluster bears, and `placed` how that was placed;
    `listed` has every row with its cluster and term, and `placed_rows` how each was placed.
    """

    clusters: pd.DataFrame
    recognitions: pd.DataFrame
    cluster_places: pd.DataFrame
    unplaced: pd.DataFrame
    current: pd.DataFrame
    placed: tuple[Placed, ...]
    listed: pd.DataFrame
    placed_rows: tuple[Placed, ...]
    alike: tuple[Alike, ...]
    unmatched: tuple[Unmatched, ...]
    findings: tuple[Finding, ...]
    met: tuple[Met, ...]


def build_clusters(lists: Lists, placer: Placer, romaniser: Romaniser) -> ClusterFrames:
    """Place every listed cluster, tell which rows are one cluster, and what became of each.

    Parameters
    ----------
    lists : Lists
        Its clusters, batches, programmes and re-reviews are read.
    placer : Placer
    romaniser : Romaniser
        For searching names by pinyin.
    """
    entries = take_in(lists.clusters, placer)
    recognised = build_recognitions(entries, lists.batches, lists.programmes, lists.reviews, placer)
    alike = find_alike(entries, placer)
    current = _current(recognised.frame)
    placed = [entries.placed[label] for label in current.index]
    return ClusterFrames(
        clusters=_clusters(current, placed, romaniser),
        recognitions=_recognitions(recognised.frame, entries.placed),
        cluster_places=_places(current, placed),
        unplaced=_unplaced(current, placed),
        current=current,
        placed=tuple(placed),
        listed=recognised.frame,
        placed_rows=entries.placed,
        alike=alike.open,
        unmatched=recognised.unmatched,
        findings=(*_same_cluster(entries.frame), *recognised.findings),
        met=(*entries.met, *recognised.met, *alike.met),
    )


def _current(listed: pd.DataFrame) -> pd.DataFrame:
    """One row a cluster: its latest recognition, in the official wording if a list has that."""
    rank = {
        "year": listed["recognised_year"].fillna(listed["batch_year"]).fillna(0),
        "batch": listed["batch_year"].fillna(0),
        "official": listed["name_basis"].eq("official"),
    }
    newest_first = (
        listed.assign(**rank)
        .sort_values(list(rank), ascending=False, kind="stable")
        .drop_duplicates("cluster_id")
    )
    wording = newest_first.set_index("cluster_id")["own_id"]
    of_wording = listed[listed["own_id"].eq(listed["cluster_id"].map(wording))]
    order = of_wording["name_basis"].ne("official").sort_values(kind="stable").index
    return of_wording.loc[order].drop_duplicates("cluster_id").sort_index()


def _clusters(
    current: pd.DataFrame, placed: Sequence[Placed], romaniser: Romaniser
) -> pd.DataFrame:
    names = list(current["name_zh"])
    added: dict[str, Any] = {
        "id": current["cluster_id"],
        "industry": [one.placement.industry or None for one in placed],
        "pinyin": [romaniser.pinyin(name) for name in names],
        "initials": [romaniser.initials(name) for name in names],
    }
    frame = current.assign(**added, **placement_columns(placed))
    return frame[[column.name for column in clusters.columns if column.name != "edition_id"]]


def placement_columns(placed: Sequence[Placed]) -> dict[str, Any]:
    """The columns that say how each was placed."""
    found = [one.placement for one in placed]
    return {
        "placement_level": [one.level for one in found],
        "placement_method": [one.method.value for one in found],
        "placement_confidence": [float(one.confidence) for one in found],
        "placement_note": [one.note or None for one in found],
    }


def _recognitions(listed: pd.DataFrame, placed: Sequence[Placed]) -> pd.DataFrame:
    at: dict[str, Any] = {
        "place_level": [one.placement.level for one in placed],
        "adcodes": [one.placement.adcodes or None for one in placed],
    }
    frame = listed.assign(**at)
    return frame[[column.name for column in recognitions.columns if column.name != "edition_id"]]


def _places(current: pd.DataFrame, placed: Sequence[Placed]) -> pd.DataFrame:
    rows = [
        (identity, key.level.value, key.adcode)
        for identity, one in zip(current["cluster_id"], placed, strict=True)
        for key in dict.fromkeys(one.placement.places)
    ]
    names = [column.name for column in cluster_places.columns if column.name != "edition_id"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def _unplaced(current: pd.DataFrame, placed: Sequence[Placed]) -> pd.DataFrame:
    rows = [
        unplaced_row("cluster", str(row.cluster_id), row, one.placement)
        for row, one in zip(current.itertuples(), placed, strict=True)
        if not one.placement.places
    ]
    return unplaced_frame(rows)


def unplaced_row(kind: str, subject_id: str, row: Any, placement: Placement) -> dict[str, Any]:
    """What the report of unplaced rows says of one row."""
    return {
        "source_id": row.source_id,
        "source_row": row.source_row,
        "kind": kind,
        "subject_id": subject_id,
        "name_zh": row.name_zh,
        "unit": row.unit,
        "reason": placement.note or NO_REASON,
        "candidates": [{"level": k.level.value, "adcode": k.adcode} for k in placement.candidates],
    }


def unplaced_frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows of `unplaced_row` as a frame, also when there are none."""
    names = [column.name for column in unplaced.columns if column.name != "edition_id"]
    return pd.DataFrame(list(rows), columns=names)


def _same_cluster(listed: pd.DataFrame) -> tuple[Finding, ...]:
    """Report rows that differ in wording or unit and were taken for one cluster."""
    worded = listed.drop_duplicates(["cluster_id", "name_zh", "unit"])
    twice = worded[worded["cluster_id"].duplicated(keep=False)]
    return tuple(_same(rows) for _, rows in twice.groupby("cluster_id", sort=False))


def _same(rows: pd.DataFrame) -> Finding:
    last = rows.iloc[-1]
    names = rows["name_zh"]
    if rows["unit"].nunique(dropna=False) > 1:
        names = names + rows["unit"].map(lambda unit: f" ({unit})", na_action="ignore").fillna("")
    return Finding(
        str(last["source_id"]),
        int(last["source_row"]),
        "same-cluster",
        f"taken for one cluster: {' = '.join(names)}",
        "note",
        where=text_of(last["source_where"]) or None,
    )
