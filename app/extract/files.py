"""The formats of extracts: text is streamed, the other files are written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.csv_text import csv_text
from app.extract.crs import Crs
from app.extract.csvw import MIMETYPE, SUFFIX, csv_metadata
from app.extract.dataset import Dataset, Extract
from app.extract.geojson import geojson
from app.extract.layers import save_flatgeobuf, save_geopackage, save_geoparquet
from app.extract.table import table_columns, table_rows
from app.extract.workbook import save_workbook
from geo.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file.

    Attributes
    ----------
    mimetype
        Its media type.
    crs
        Systems in which it holds geometry; none: it is a table.
    holds_tables
        Whether it can hold a dataset that has no geometry.
    """

    mimetype: str
    crs: tuple[Crs, ...] = ()
    holds_tables: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed(Format):
    """A format that is written piece by piece."""

    pieces: Callable[[Extract], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Format):
    """A format that is written into a file."""

    save: Callable[[Extract, Path], None]


def _csv(extract: Extract) -> Iterator[bytes]:
    return csv_text(tuple(table_columns(extract)), table_rows(extract))


FORMATS: Final[Mapping[str, Streamed | Whole]] = {
    "geojson": Streamed(
        mimetype="application/geo+json", crs=(Crs.WGS84, Crs.CGCS2000), pieces=geojson
    ),
    "csv": Streamed(mimetype="text/csv", pieces=_csv),
    "xlsx": Whole(
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        save=save_workbook,
    ),
    "parquet": Whole(
        mimetype="application/vnd.apache.parquet", crs=tuple(Crs), save=save_geoparquet
    ),
    "gpkg": Whole(mimetype="application/geopackage+sqlite3", crs=tuple(Crs), save=save_geopackage),
    "fgb": Whole(
        mimetype="application/vnd.flatgeobuf",
        crs=tuple(Crs),
        holds_tables=False,
        save=save_flatgeobuf,
    ),
}
"""By the ending that stands in the address."""

DESCRIPTIONS: Final[Mapping[str, Streamed | Whole]] = {
    SUFFIX: Streamed(mimetype=MIMETYPE, pieces=csv_metadata)
}
"""What is told about a file in a file of its own."""


def formats_of(dataset: Dataset) -> tuple[str, ...]:
    """Endings of the formats in which a dataset can be had."""
    has_geometry = dataset.geometry != "none"
    return tuple(name for name, one in FORMATS.items() if has_geometry or one.holds_tables)


def format_for(extract: Extract, suffix: str) -> Streamed | Whole:
    """The format of an ending, if it can hold what is wanted.

    Raises
    ------
    NotFound
        The dataset is not to be had in this format.
    InvalidInput
        A parameter would change nothing in it, or it has no such coordinates.
    """
    known = formats_of(extract.dataset)
    if suffix not in (*known, *DESCRIPTIONS):
        raise NotFound(
            f"there is no format {suffix[:20]!r} of {extract.dataset.id}; there are "
            f"{', '.join(known)}"
        )
    found = FORMATS[suffix] if suffix in FORMATS else DESCRIPTIONS[suffix]
    wanted = extract.wanted
    if wanted.simplify and not found.crs:
        raise InvalidInput(f"simplify changes nothing in {suffix}, which holds no boundaries")
    if wanted.crs not in (Crs.WGS84, *found.crs):
        allowed = ", ".join(found.crs) or f"{Crs.WGS84} alone"
        raise InvalidInput(f"crs={wanted.crs} is not to be had in {suffix}; it has {allowed}")
    return found
