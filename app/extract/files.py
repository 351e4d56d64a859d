"""Extracts as files: GeoJSON and CSV are streamed, GeoParquet and GeoPackage are written whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyogrio

from app.csv_text import csv_text
from app.extract.dataset import Extract, Feature
from app.extract.geojson import geojson

CHUNK_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its media type, and what writes it piece by piece."""

    mimetype: str
    write: Callable[[Extract], Iterator[bytes]]


def _csv(extract: Extract) -> Iterator[bytes]:
    """Points as lon and lat, several units of a cluster as their mean; no other shapes."""
    if extract.dataset.geometry != "points":
        return csv_text(("id", *extract.columns), ((f.id, *row) for f, row in extract.rows()))
    columns = ("id", *extract.columns, "lon", "lat")
    return csv_text(columns, ((f.id, *row, *_lon_lat(extract, f)) for f, row in extract.rows()))


def _lon_lat(extract: Extract, feature: Feature) -> tuple[float | None, float | None]:
    if (shape := extract.geometry(feature)) is None:
        return None, None
    return round(shape.centroid.x, 6), round(shape.centroid.y, 6)


def _parquet(extract: Extract) -> Iterator[bytes]:
    """GeoParquet 1.1 with a covering bbox; plain Parquet where there is no geometry."""
    about: dict[str, Any] = {"schema_version": "1.1.0", "write_covering_bbox": True}
    kept = {} if extract.dataset.geometry == "none" else about
    return _written(
        lambda path: extract.frame().to_parquet(path, compression="zstd", **kept), "parquet"
    )


def _geopackage(extract: Extract) -> Iterator[bytes]:
    layer = extract.dataset.id
    return _written(
        lambda path: pyogrio.write_dataframe(extract.frame(), path, layer=layer, driver="GPKG"),
        "gpkg",
    )


def _written(write: Callable[[Path], object], suffix: str) -> Iterator[bytes]:
    """Write a file into a folder of its own and give it in pieces."""
    with tempfile.TemporaryDirectory(prefix="atlas-extract-") as folder:
        path = Path(folder) / f"extract.{suffix}"
        write(path)
        with path.open("rb") as file:
            while piece := file.read(CHUNK_BYTES):
                yield piece


FORMATS: Final[Mapping[str, Format]] = {
    "geojson": Format("application/geo+json", geojson),
    "csv": Format("text/csv", _csv),
    "parquet": Format("application/vnd.apache.parquet", _parquet),
    "gpkg": Format("application/geopackage+sqlite3", _geopackage),
}
"""By the ending that stands in the address."""
