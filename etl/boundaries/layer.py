"""A boundary layer: the county-level units of the country, from whatever source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd

COUNTY_COLUMNS = (
    "adcode",
    "name_zh",
    "prefecture_adcode",
    "prefecture_name",
    "province_adcode",
    "province_name",
)


@dataclass(frozen=True, slots=True)
class BoundaryLayer:
    """County-level units with their prefectures and provinces, as read, not yet cleaned.

    Attributes
    ----------
    counties : GeoDataFrame, EPSG:4326
        `COUNTY_COLUMNS` and geometry (valid Polygon or MultiPolygon), one row a unit.
    dash_line : geometry or None
        The dash line of the South China Sea, EPSG:4326, where the source has it.
    title, publisher, licence, vintage, url : str
        What is said wherever the layer is used; vintage is a year or year-month.
    corrections : tuple of str
        What was changed on reading, one sentence each.
    sha256 : str
        Hash of the files that were read.
    """

    counties: gpd.GeoDataFrame
    dash_line: Any | None
    title: str
    publisher: str
    licence: str
    vintage: str
    url: str
    corrections: tuple[str, ...]
    sha256: str


def hash_of_files(paths: Iterable[Path]) -> str:
    """SHA-256 of the names and contents of files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{path.name}\0{content}\n".encode())
    return total.hexdigest()
