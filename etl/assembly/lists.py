"""All list sources of a registry, read and checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from etl.assembly.batches import with_missing_batches
from etl.fingerprint import check_fingerprint
from etl.lists.clusters import DTYPES, REVIEW_DTYPES, read_clusters
from etl.lists.documents import read_list_document, read_review_list
from etl.lists.finding import Finding
from etl.lists.frames import ReadList, frame_of
from etl.lists.parks import DTYPES as PARK_DTYPES
from etl.lists.parks import read_parks
from etl.lists.programmes import read_batches, read_programmes
from etl.lists.registry import merged
from etl.lists.table import read_table
from etl.lists.totals import DTYPES as TOTAL_DTYPES
from etl.lists.totals import read_totals
from etl.sources import LIST_DOCUMENT, REGISTRY, REVIEW_LIST, Source
from etl.themes import THEME_READERS
from geo.errors import InvalidInput

CLUSTER_KINDS = ("cluster-list", LIST_DOCUMENT)


def read_plain_table(source: Source) -> ReadList:
    """Check a table that no reader takes further yet: encoding, columns, rows."""
    table = read_table(source.file(), source.columns)
    frame = pd.DataFrame(index=range(len(table.rows)))
    return ReadList(source.id, table.sha256, frame)


_TABLES: dict[str, Callable[[str, Path], ReadList]] = {
    "programmes": read_programmes,
    "batches": read_batches,
    "cluster-list": read_clusters,
    "park-list": read_parks,
    "stated-totals": read_totals,
    **{kind: theme.read for kind, theme in THEME_READERS.items()},
}
_DOCUMENTS: dict[str, Callable[[Source], ReadList]] = {
    LIST_DOCUMENT: read_list_document,
    REVIEW_LIST: read_review_list,
}


@dataclass(frozen=True, slots=True)
class Lists:
    """What all list sources say, by kind; `read` has each source's result."""

    read: Mapping[str, ReadList]
    programmes: pd.DataFrame
    batches: pd.DataFrame
    clusters: pd.DataFrame
    reviews: pd.DataFrame
    parks: pd.DataFrame
    stated_totals: pd.DataFrame
    themes: Mapping[str, pd.DataFrame]
    findings: Sequence[Finding]


def read_lists(sources: Mapping[str, Source]) -> Lists:
    """Read every source but the boundaries.

    Raises
    ------
    DataUnavailable, InvalidInput
        About the first source that cannot be used; and if a row names an unknown programme.
    """
    return lists_of(
        sources, {source.id: read_list(source) for source in sources.values() if is_list(source)}
    )


def registered_programmes(sources: Mapping[str, Source]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the programmes and their batches, nothing else; errors as `read_lists`."""
    kinds = ("programmes", "batches")
    registry = {source.id: source for source in sources.values() if source.kind in kinds}
    lists = read_lists(registry)
    return lists.programmes, lists.batches


def lists_of(sources: Mapping[str, Source], read: Mapping[str, ReadList]) -> Lists:
    """Put together what was read of the sources.

    Raises
    ------
    InvalidInput
        If a row names an unknown programme.
    """

    def of(*kinds: str) -> list[pd.DataFrame]:
        loaded = [source for source in sources.values() if source.id in read]
        return [read[source.id].frame for source in loaded if source.kind in kinds]

    programmes, replaced = merged(of("programmes"), ["id"], "programme")
    batches, changed = merged(of("batches"), ["programme_id", "batch_year"], "batch")
    _need_programmes(sources, read, programmes)
    clusters = _together(of(*CLUSTER_KINDS), frame_of([], DTYPES))
    batches, added = with_missing_batches(batches, programmes, clusters, sources)
    return Lists(
        read=read,
        programmes=programmes,
        batches=batches,
        clusters=clusters,
        reviews=_together(of(REVIEW_LIST), frame_of([], REVIEW_DTYPES)),
        parks=_together(of("park-list"), frame_of([], PARK_DTYPES)),
        stated_totals=_together(of("stated-totals"), frame_of([], TOTAL_DTYPES)),
        themes={kind: _together(of(kind), theme.empty()) for kind, theme in THEME_READERS.items()},
        findings=(*(f for one in read.values() for f in one.findings), *replaced, *changed, *added),
    )


def read_list(source: Source) -> ReadList:
    """Read one list source by its kind; its file must be the one that is registered."""
    since = time.perf_counter()
    remarks = check_fingerprint(source)
    read = _read(source)
    duration_s = time.perf_counter() - since
    return replace(read, findings=(*remarks, *read.findings), duration_s=duration_s)


def _read(source: Source) -> ReadList:
    if source.kind == "table":
        return read_plain_table(source)
    if source.kind in _DOCUMENTS:
        return _DOCUMENTS[source.kind](source)
    return _TABLES[source.kind](source.id, source.file())


def is_list(source: Source) -> bool:
    """Whether `read_list` reads it in a run: all but boundaries and what is left out."""
    return source.kind in {"table", *_TABLES, *_DOCUMENTS} and not source.is_left_out


def _together(frames: list[pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    if not frames:
        return empty
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def _need_programmes(
    sources: Mapping[str, Source], read: Mapping[str, ReadList], programmes: pd.DataFrame
) -> None:
    """Refuse a row of a programme that is not registered."""
    for source_id, one in read.items():
        if "programme_id" not in one.frame:
            continue
        unknown = one.frame[~one.frame["programme_id"].isin(programmes["id"])]
        if not unknown.empty:
            raise _unknown_programme(sources[source_id], unknown.iloc[0], programmes["id"])


def _unknown_programme(source: Source, row: pd.Series, known: Iterable[str]) -> InvalidInput:
    in_registry = f"{REGISTRY}, source {source.id}"
    in_table = f"{source.file().name}, row {row['source_row']}"
    where = in_registry if source.programme else in_table
    return InvalidInput(f"{where}: {no_programme(row['programme_id'], known)}")


def no_programme(name: str, known: Iterable[str]) -> str:
    """What to say of a programme that is not registered."""
    alike = get_close_matches(name, list(known), n=3)
    meant = f"did you mean {' or '.join(alike)}? " if alike else ""
    return f"there is no programme {name[:80]!r}; {meant}`atlas etl programmes` lists all"
