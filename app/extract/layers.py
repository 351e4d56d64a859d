"""Extracts as layers for geographic information systems: GeoPackage, FlatGeobuf, GeoParquet."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import Any, Final

import pyogrio

from app.extract.about import described
from app.extract.dataset import Extract

_WRITING: Final = RLock()
"""GDAL takes the date that it writes into a file from an option of the whole process."""

_DATE_OPTION: Final = "OGR_CURRENT_DATE"


def save_geopackage(extract: Extract, path: Path) -> None:
    """One layer, named after the dataset; its date of change is that of the edition."""
    about = {"IDENTIFIER": extract.dataset.id, "DESCRIPTION": described(extract)}
    _save(extract, path, "GPKG", about)


def save_flatgeobuf(extract: Extract, path: Path) -> None:
    """One layer with a spatial index, which the format has only where each row has a geometry."""
    frame = extract.frame()
    index = "NO" if frame.geometry.isna().any() or frame.empty else "YES"
    about = {"TITLE": extract.dataset.id, "DESCRIPTION": described(extract)}
    _save(extract, path, "FlatGeobuf", {**about, "SPATIAL_INDEX": index})


def save_geoparquet(extract: Extract, path: Path) -> None:
    """GeoParquet 1.1 with a covering bbox; plain Parquet where there is no geometry."""
    about: dict[str, Any] = {"schema_version": "1.1.0", "write_covering_bbox": True}
    kept = {} if extract.dataset.geometry == "none" else about
    extract.frame().to_parquet(path, compression="zstd", **kept)


def _save(extract: Extract, path: Path, driver: str, options: dict[str, str]) -> None:
    published = f"{extract.atlas.edition.published_at:%Y-%m-%dT%H:%M:%SZ}"
    with _WRITING:
        pyogrio.set_gdal_config_options({_DATE_OPTION: published})
        try:
            pyogrio.write_dataframe(
                extract.frame(), path, layer=extract.dataset.id, driver=driver, **options
            )
        finally:
            pyogrio.set_gdal_config_options({_DATE_OPTION: None})
