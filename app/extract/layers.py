"""Extracts as layers for geographic information systems: GeoPackage, FlatGeobuf, GeoParquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Any, Final

import pandas as pd
import pyogrio

from app.extract.about import described
from app.extract.dataset import Extract
from app.extract.styles import style_of

_WRITING: Final = RLock()
"""GDAL takes the date that it writes into a file from an option of the whole process."""

_READ_BY_ALL: Final = "1.2"
"""Of GeoPackage: programs of some years ago warn of a later version, and nothing here needs one."""

_DATE_OPTION: Final = "OGR_CURRENT_DATE"

Layer = tuple[str, pd.DataFrame, Mapping[str, str]]
"""Name, rows, and options of the layer."""


def save_geopackage(extract: Extract, path: Path) -> None:
    """One layer, named after the dataset, with its style; dates are those of the edition."""
    about = {"IDENTIFIER": extract.dataset.id, "DESCRIPTION": described(extract)}
    frame = extract.frame()
    layers = [(extract.dataset.id, frame, {**about, "VERSION": _READ_BY_ALL})]
    if style := style_of(extract.dataset.id, frame):
        layers.append(("layer_styles", _style_table(extract, style), {"FID": "id"}))
    _save(extract, path, "GPKG", layers)


def save_flatgeobuf(extract: Extract, path: Path) -> None:
    """One layer with a spatial index, which the format has only where each row has a geometry."""
    frame = extract.frame()
    index = "NO" if frame.geometry.isna().any() or frame.empty else "YES"
    about = {"TITLE": extract.dataset.id, "DESCRIPTION": described(extract)}
    layers = [(extract.dataset.id, frame, {**about, "SPATIAL_INDEX": index})]
    _save(extract, path, "FlatGeobuf", layers)


def save_geoparquet(extract: Extract, path: Path) -> None:
    """GeoParquet 1.1 with a covering bbox; plain Parquet where there is no geometry."""
    about: dict[str, Any] = {"schema_version": "1.1.0", "write_covering_bbox": True}
    kept = {} if extract.dataset.geometry == "none" else about
    extract.frame().to_parquet(path, compression="zstd", **kept)


def _style_table(extract: Extract, style: str) -> pd.DataFrame:
    """The table in which QGIS looks for styles; the one that is the default is taken."""
    told = {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": extract.dataset.id,
        "f_geometry_column": "geom",
        "styleName": extract.dataset.id,
        "styleQML": style,
        "styleSLD": "",
        "useAsDefault": True,
        "description": described(extract),
        "owner": "",
        "ui": "",
        "update_time": extract.atlas.edition.published_at.replace(microsecond=0),
    }
    return pd.DataFrame([told])


def _save(extract: Extract, path: Path, driver: str, layers: Sequence[Layer]) -> None:
    published = f"{extract.atlas.edition.published_at:%Y-%m-%dT%H:%M:%SZ}"
    with _WRITING:
        pyogrio.set_gdal_config_options({_DATE_OPTION: published})
        try:
            for number, (name, table, options) in enumerate(layers):
                pyogrio.write_dataframe(
                    table, path, layer=name, driver=driver, append=number > 0, **options
                )
        finally:
            pyogrio.set_gdal_config_options({_DATE_OPTION: None})
