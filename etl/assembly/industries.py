"""Leading industries of clusters and parks, read into divisions and chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.industries import IndustryMap, listed_items
from etl.lists.finding import Finding
from geo.industry import IndustryReading

_JOINT = ";"
COLUMNS = (
    "kind",
    "subject_id",
    "item",
    "wording",
    "main_chain",
    "chains",
    "divisions",
    "breadth",
    "keywords",
    "correction",
)


@dataclass(frozen=True, slots=True)
class IndustryFrames:
    """Frames of the tables `chains`, `divisions` and `industries`."""

    chains: pd.DataFrame
    divisions: pd.DataFrame
    industries: pd.DataFrame
    findings: tuple[Finding, ...]


def build_industries(
    clusters: pd.DataFrame, parks: pd.DataFrame, industry_map: IndustryMap
) -> IndustryFrames:
    """Read the leading industries: one row a cluster, one row for each that a park lists.

    Parameters
    ----------
    clusters, parks : DataFrame
        Of the tables of the same names.
    industry_map : IndustryMap
    """
    rows = [*_of_clusters(clusters, industry_map), *_of_parks(parks, industry_map)]
    return IndustryFrames(
        chains=pd.DataFrame(
            [(c.id, c.name_zh, c.name_en, c.colour, c.order) for c in industry_map.chains],
            columns=["id", "name_zh", "name_en", "colour", "position"],
        ),
        divisions=pd.DataFrame(
            [(d.code, d.section, d.name_zh, d.name_en) for d in industry_map.divisions],
            columns=["code", "section", "name_zh", "name_en"],
        ),
        industries=pd.DataFrame(rows, columns=list(COLUMNS)),
        findings=tuple(_unused(clusters, parks, industry_map)),
    )


def _of_clusters(clusters: pd.DataFrame, industry_map: IndustryMap) -> Iterator[dict[str, Any]]:
    columns = ["id", "industry", "name_zh", "programme_id"]
    for cluster_id, industry, name, programme in _rows(clusters, columns):
        reading = industry_map.of(industry or "", name=name, programme=programme)
        yield _row("cluster", cluster_id, 1, industry or "", reading)


def _of_parks(parks: pd.DataFrame, industry_map: IndustryMap) -> Iterator[dict[str, Any]]:
    for park_id, listed, name in _rows(parks, ["id", "leading_industries", "name_zh"]):
        for item, wording in enumerate(listed_items(listed or ""), start=1):
            yield _row("park", park_id, item, wording, industry_map.of(wording, name=name))


def _rows(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    plain = frame[columns].astype(object).where(frame[columns].notna(), None)
    return iter(plain.itertuples(index=False, name=None))


def _row(
    kind: str, subject_id: str, item: int, wording: str, reading: IndustryReading
) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject_id": subject_id,
        "item": item,
        "wording": wording,
        "main_chain": reading.main_chain,
        "chains": _joined(reading.chains),
        "divisions": _joined(reading.divisions),
        "breadth": reading.breadth.value,
        "keywords": _joined(match.keyword for match in reading.matches),
        "correction": reading.correction,
    }


def _joined(parts: Iterable[str]) -> str | None:
    return _JOINT.join(parts) or None


def _unused(
    clusters: pd.DataFrame, parks: pd.DataFrame, industry_map: IndustryMap
) -> Iterator[Finding]:
    """Corrections that are about nothing that is listed any more."""
    listed = [item for text in parks["leading_industries"].dropna() for item in listed_items(text)]
    stale = industry_map.stale(
        texts=[*clusters["industry"].dropna(), *listed],
        names=[*clusters["name_zh"], *parks["name_zh"]],
        programmes=clusters["programme_id"].unique(),
    )
    for one in stale:
        yield Finding(
            "industry-corrections",
            None,
            "stale-correction",
            f"{one.value}: no cluster or park is listed so any more; remove the correction",
            where=one.where,
        )
