"""What the steward is asked: entries without a sure place, and clusters that may be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

import pandas as pd

from etl.assembly.alike import Alike
from etl.assembly.candidates import Candidates
from etl.assembly.clusters import NO_REASON, ClusterFrames
from etl.assembly.identity import cluster_id
from etl.assembly.parks import ParkFrames
from etl.assembly.placing import Placed
from etl.assembly.review_match import Unmatched
from etl.decisions.decision import CLUSTER, PARK
from etl.store.tables import questions as table
from geo.place import Gazetteer, PlaceKey


class Code(StrEnum):
    """What is asked."""

    UNPLACED = "unplaced"
    DOUBTFUL = "doubtful"
    SAME_CLUSTER = "same-cluster"
    REVIEW_UNMATCHED = "review-unmatched"


def build_questions(
    clusters: ClusterFrames, parks: ParkFrames, gazetteer: Gazetteer
) -> pd.DataFrame:
    """Frame of the table `questions`: whatever no decision has settled.

    Parameters
    ----------
    clusters, parks : frames of the run
    gazetteer : Gazetteer
    """
    candidates = Candidates(gazetteer)
    rows = [
        *_about_places(CLUSTER, clusters.current, "cluster_id", clusters.placed, candidates),
        *_about_places(PARK, parks.parks, "id", parks.placed, candidates),
        *_about_alike(clusters),
        *(_about_review(one) for one in clusters.unmatched),
    ]
    names = [column.name for column in table.columns if column.name != "edition_id"]
    return pd.DataFrame(rows, columns=names)


def _about_places(
    kind: str,
    listed: pd.DataFrame,
    id_column: str,
    placed: Sequence[Placed],
    candidates: Candidates,
) -> Iterator[dict[str, Any]]:
    columns = ["source_id", "source_row", id_column, "name_zh", "unit"]
    rows = listed[columns].itertuples(index=False, name=None)
    where = listed["source_where"] if "source_where" in listed else [None] * len(listed)
    for (source_id, source_row, subject_id, name, unit), its_where, one in zip(
        rows, where, placed, strict=True
    ):
        if not one.is_doubtful:
            continue
        yield {
            "source_id": source_id,
            "source_row": source_row,
            "code": Code.DOUBTFUL if one.placement.places else Code.UNPLACED,
            "source_where": its_where,
            "kind": kind,
            "subject_id": subject_id,
            "name_zh": name,
            "unit": unit,
            **_placement(one),
            "evidence": _evidence(one),
            "candidates": places_json(candidates.of(name, one)),
        }


def _placement(placed: Placed) -> dict[str, Any]:
    """The placement in doubt; nothing where there is none."""
    found = placed.placement
    if not found.places:
        return dict.fromkeys(("level", "adcodes", "method", "confidence"))
    return {
        "level": found.level,
        "adcodes": found.adcodes,
        "method": found.method.value,
        "confidence": float(found.confidence),
    }


def _evidence(placed: Placed) -> str:
    found = placed.placement
    if not found.places:
        return found.note or NO_REASON
    at = f"placed at {found.place}, confidence {found.confidence:.2f}"
    return f"{at}: {found.note}" if found.note else at


def places_json(keys: Iterable[PlaceKey]) -> list[dict[str, str]]:
    """Places as the tables hold them."""
    return [{"level": key.level.value, "adcode": key.adcode} for key in keys]


def _about_alike(clusters: ClusterFrames) -> Iterator[dict[str, Any]]:
    """One question for each cluster that may be one or several that were listed before."""
    found: dict[str, list[Alike]] = {}
    for one in clusters.alike:
        found.setdefault(one.cluster_id, []).append(one)
    listed = clusters.current.set_index("cluster_id")
    names = listed["name_zh"]
    for identity, others in found.items():
        row = listed.loc[identity]
        evidence = "; ".join(f"may be {names[one.other_id]}: {one.reason}" for one in others)
        yield {
            "source_id": row["source_id"],
            "source_row": row["source_row"],
            "code": Code.SAME_CLUSTER,
            "source_where": row["source_where"],
            "kind": CLUSTER,
            "subject_id": identity,
            "name_zh": row["name_zh"],
            "unit": row["unit"],
            "evidence": evidence,
            "candidates": [{"cluster_id": one.other_id} for one in others],
        }


def _about_review(one: Unmatched) -> dict[str, Any]:
    row = one.row
    return {
        "source_id": row.source_id,
        "source_row": row.source_row,
        "code": Code.REVIEW_UNMATCHED,
        "source_where": row.source_where,
        "kind": CLUSTER,
        "subject_id": cluster_id(row.programme_id, row.name, row.unit),
        "name_zh": row.name,
        "unit": row.unit or None,
        **_placement(row.placed),
        "evidence": one.evidence,
        "candidates": [{"cluster_id": candidate} for candidate in one.candidates],
    }
