"""All list sources of a registry, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.lists.clusters import read_clusters
from etl.lists.finding import Finding
from etl.lists.frames import ReadList
from etl.lists.parks import read_parks
from etl.lists.programmes import BATCH_DTYPES, read_batches, read_programmes
from etl.lists.table import read_table
from etl.lists.totals import read_totals
from etl.sources import Source
from geo.errors import InvalidInput


def read_plain_table(source: Source) -> ReadList:
    """Check a table that no reader takes further yet: encoding, columns, rows."""
    table = read_table(source.file(), source.columns)
    frame = pd.DataFrame(index=range(len(table.rows)))
    return ReadList(source.id, table.sha256, frame)


_READERS: dict[str, Callable[[str, Path], ReadList]] = {
    "programmes": read_programmes,
    "batches": read_batches,
    "cluster-list": read_clusters,
    "park-list": read_parks,
    "stated-totals": read_totals,
}


@dataclass(frozen=True, slots=True)
class Lists:
    """What all list sources say, by kind; `read` has each source's result."""

    read: Mapping[str, ReadList]
    programmes: pd.DataFrame
    batches: pd.DataFrame
    clusters: pd.DataFrame
    parks: pd.DataFrame
    stated_totals: pd.DataFrame
    findings: Sequence[Finding]


def read_lists(sources: Mapping[str, Source]) -> Lists:
    """Read every source but the boundaries.

    Raises
    ------
    DataUnavailable, InvalidInput
        About the first source that cannot be used; and if a row names an unknown programme.
    """
    read = {source.id: read_list(source) for source in sources.values() if _is_list(source)}
    of_kind = {
        kind: _together([read[s.id].frame for s in sources.values() if s.kind == kind], kind)
        for kind in _READERS
    }
    programmes = of_kind["programmes"]
    for kind in ("batches", "cluster-list", "stated-totals"):
        _need_programmes(of_kind[kind], programmes, sources, kind)
    batches, missing = _with_missing_batches(of_kind["batches"], of_kind["cluster-list"])
    return Lists(
        read=read,
        programmes=programmes,
        batches=batches,
        clusters=of_kind["cluster-list"],
        parks=of_kind["park-list"],
        stated_totals=of_kind["stated-totals"],
        findings=(*(f for one in read.values() for f in one.findings), *missing),
    )


def read_list(source: Source) -> ReadList:
    """Read one list source by its kind."""
    if source.kind == "table":
        return read_plain_table(source)
    return _READERS[source.kind](source.id, source.file())


def _is_list(source: Source) -> bool:
    return source.kind == "table" or source.kind in _READERS


def _together(frames: list[pd.DataFrame], kind: str) -> pd.DataFrame:
    if not frames:
        raise InvalidInput(f"the registry has no source of kind {kind}")
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def _need_programmes(
    frame: pd.DataFrame, programmes: pd.DataFrame, sources: Mapping[str, Source], kind: str
) -> None:
    unknown = frame[~frame["programme_id"].isin(programmes["id"])]
    if unknown.empty:
        return
    first = unknown.iloc[0]
    source = next(s for s in sources.values() if s.id == first.get("source_id") or s.kind == kind)
    row = f", row {first['source_row']}" if "source_row" in frame else ""
    raise InvalidInput(
        f"{source.file().name}{row}: there is no programme {first['programme_id']!r}; "
        f"known are {', '.join(programmes['id'])}"
    )


def _with_missing_batches(
    batches: pd.DataFrame, clusters: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Add batches that only the lists name: without years, so that nothing of them is counted."""
    named = clusters.dropna(subset=["batch_year"])
    keys = ["programme_id", "batch_year"]
    known = pd.MultiIndex.from_frame(batches[keys].astype({"batch_year": "int64"}))
    wanted = pd.MultiIndex.from_frame(named[keys].astype({"batch_year": "int64"}))
    missing = named[~wanted.isin(known)].drop_duplicates(keys)
    if missing.empty:
        return batches, []
    added = missing[keys].reindex(columns=list(BATCH_DTYPES)).astype(BATCH_DTYPES)
    columns = ["source_id", "source_row", "batch_year", "programme_id"]
    findings = [
        Finding(
            source_id,
            row,
            "unknown-batch",
            f"batch {year} of {programme} is not among the batches: "
            "its clusters are undated and not counted",
        )
        for source_id, row, year, programme in missing[columns].itertuples(index=False, name=None)
    ]
    return pd.concat([batches, added], ignore_index=True), findings
