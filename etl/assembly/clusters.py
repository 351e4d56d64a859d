"""Cluster lists as clusters, recognitions and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.assembly.identity import cluster_id
from etl.lists.finding import Finding
from etl.resolve import Placement, Resolver
from etl.store.tables import cluster_places, clusters, recognitions, unplaced
from geo.romanise import Romaniser

_YEARS = (
    "programme_id",
    "batch_year",
    "recognised_year",
    "recognised_on",
    "valid_to",
    "reviewed_to",
)
_NO_REASON = "the name says no place"


@dataclass(frozen=True, slots=True)
class ClusterFrames:
    """Frames of the tables of the same names."""

    clusters: pd.DataFrame
    recognitions: pd.DataFrame
    cluster_places: pd.DataFrame
    unplaced: pd.DataFrame
    findings: tuple[Finding, ...]


def build_clusters(
    listed: pd.DataFrame, batches: pd.DataFrame, resolver: Resolver, romaniser: Romaniser
) -> ClusterFrames:
    """Place every listed cluster and join its batch.

    Parameters
    ----------
    listed : DataFrame
        Rows of all cluster lists, as `etl.lists.clusters.read_clusters` gives them.
    batches : DataFrame
        Every batch that the rows name.
    resolver : Resolver
    romaniser : Romaniser
        For searching names by pinyin.
    """
    listed = listed.assign(cluster_id=_ids(listed))
    first = _first_of_each(listed)
    placed = [
        resolver.cluster(name, _text(unit))
        for name, unit in zip(first["name_zh"], first["unit"], strict=True)
    ]
    return ClusterFrames(
        clusters=_clusters(first, placed, romaniser),
        recognitions=_recognitions(listed, batches, first, placed),
        cluster_places=_places(first, placed),
        unplaced=_unplaced(first, placed),
        findings=_same_cluster(listed),
    )


def _ids(listed: pd.DataFrame) -> list[str]:
    rows = listed[["programme_id", "name_zh", "unit"]].itertuples(index=False, name=None)
    return [cluster_id(programme, name, _text(unit)) for programme, name, unit in rows]


def _first_of_each(listed: pd.DataFrame) -> pd.DataFrame:
    """One row a cluster: that with the official name, else the first."""
    order = listed["name_basis"].ne("official").sort_values(kind="stable").index
    return listed.loc[order].drop_duplicates("cluster_id").sort_index()


def _clusters(
    first: pd.DataFrame, placed: Sequence[Placement], romaniser: Romaniser
) -> pd.DataFrame:
    names = first["name_zh"]
    added: dict[str, Any] = {
        "industry": [one.industry or None for one in placed],
        "pinyin": [romaniser.pinyin(name) for name in names],
        "initials": [romaniser.initials(name) for name in names],
    }
    frame = first.rename(columns={"cluster_id": "id"}).assign(**added, **placement_columns(placed))
    return frame[[column.name for column in clusters.columns if column.name != "edition_id"]]


def placement_columns(placed: Sequence[Placement]) -> dict[str, Any]:
    """The columns that say how each was placed."""
    return {
        "placement_level": [one.level for one in placed],
        "placement_method": [one.method.value for one in placed],
        "placement_confidence": [float(one.confidence) for one in placed],
        "placement_note": [one.note or None for one in placed],
    }


def _recognitions(
    listed: pd.DataFrame,
    batches: pd.DataFrame,
    first: pd.DataFrame,
    placed: Sequence[Placement],
) -> pd.DataFrame:
    """Join the years of the batch; a passed re-review gives the term that the batch states."""
    years = batches[list(_YEARS)].astype({"batch_year": "Int64"})
    joined = listed.merge(years, how="left", on=["programme_id", "batch_year"], validate="m:1")
    passed = joined["review_passed_year"].notna()
    joined["reviewed_to"] = joined["reviewed_to"].where(passed)
    joined["review_result"] = pd.Series("passed", joined.index, dtype="str").where(passed)
    of_cluster = dict(zip(first["cluster_id"], placed, strict=True))
    at = [of_cluster[identity] for identity in joined["cluster_id"]]
    joined["place_level"] = [one.level for one in at]
    joined["adcodes"] = [one.adcodes or None for one in at]
    joined["source_where"] = None
    return joined[[column.name for column in recognitions.columns if column.name != "edition_id"]]


def _places(first: pd.DataFrame, placed: Sequence[Placement]) -> pd.DataFrame:
    rows = [
        (identity, key.level.value, key.adcode)
        for identity, one in zip(first["cluster_id"], placed, strict=True)
        for key in dict.fromkeys(one.places)
    ]
    names = [column.name for column in cluster_places.columns if column.name != "edition_id"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def _unplaced(first: pd.DataFrame, placed: Sequence[Placement]) -> pd.DataFrame:
    rows = [
        unplaced_row("cluster", str(row.cluster_id), row, one)
        for row, one in zip(first.itertuples(), placed, strict=True)
        if not one.places
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
        "reason": placement.note or _NO_REASON,
        "candidates": [{"level": k.level.value, "adcode": k.adcode} for k in placement.candidates],
    }


def unplaced_frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows of `unplaced_row` as a frame, also when there are none."""
    names = [column.name for column in unplaced.columns if column.name != "edition_id"]
    return pd.DataFrame(list(rows), columns=names)


def _same_cluster(listed: pd.DataFrame) -> tuple[Finding, ...]:
    """Report names that differ in wording only and were taken for one cluster."""
    worded = listed.drop_duplicates(["cluster_id", "name_zh"])
    twice = worded[worded["cluster_id"].duplicated(keep=False)]
    return tuple(
        Finding(
            str(same["source_id"].iloc[-1]),
            int(same["source_row"].iloc[-1]),
            "same-cluster",
            f"taken for one cluster: {' = '.join(same['name_zh'])}",
        )
        for _, same in twice.groupby("cluster_id", sort=False)
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
