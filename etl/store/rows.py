"""Frames as rows of a table, and back; and the hash of an edition's content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from sqlalchemy import JSON, Column, Float, Integer, Row, Table

from etl.store.geometry import SRID, ShapelyGeometry
from geo.place import Level

EDITION_ID = "edition_id"


def content_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table but `edition_id`."""
    return [column for column in table.columns if column.name != EDITION_ID]


def to_rows(table: Table, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame as plain values, in the order of the table's key, missing as None.

    Raises
    ------
    KeyError
        If the frame lacks a column of the table.
    """
    columns = content_columns(table)
    values = [_plain(column, frame[column.name]) for column in columns]
    names = [column.name for column in columns]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]
    keys = _keys(columns)
    return sorted(rows, key=lambda row: [_rank(key, row[key]) for key in keys])


def _keys(columns: Sequence[Column[Any]]) -> list[str]:
    return [column.name for column in columns if column.primary_key]


def _rank(key: str, value: Any) -> Any:
    """What rows are ordered by, the same on every store: levels run from coarse to fine."""
    return Level(value).depth if key == "level" else value


def _plain(column: Column[Any], series: pd.Series) -> list[Any]:
    if isinstance(column.type, ShapelyGeometry):
        return list(series.to_numpy())
    values = list(series.astype(object))
    if isinstance(column.type, JSON):
        return values
    missing = series.isna().to_numpy()
    convert = _converter(column)
    return [None if gone else convert(v) for v, gone in zip(values, missing, strict=True)]


def _converter(column: Column[Any]) -> Any:
    if isinstance(column.type, Integer):
        return int
    if isinstance(column.type, Float):
        return float
    return bytes if column.type.python_type is bytes else str


def to_frame(table: Table, rows: Sequence[Row[Any]]) -> Any:
    """Rows of `content_columns` as a frame with types: str, Int64, float64, object.

    A table with a geometry gives a GeoDataFrame in EPSG:4326. Rows are in the order of the key.
    """
    columns = content_columns(table)
    keys = _keys(columns)
    ordered = sorted(rows, key=lambda row: [_rank(key, row._mapping[key]) for key in keys])
    cells = list(zip(*ordered, strict=True)) if rows else [()] * len(columns)
    series = {c.name: _series(c, v) for c, v in zip(columns, cells, strict=True)}
    if "geometry" in series:
        return gpd.GeoDataFrame(series, geometry="geometry", crs=f"EPSG:{SRID}")
    return pd.DataFrame(series)


def _series(column: Column[Any], values: Sequence[Any]) -> Any:
    if isinstance(column.type, ShapelyGeometry):
        return gpd.GeoSeries(list(values), crs=f"EPSG:{SRID}")
    if isinstance(column.type, JSON):
        return pd.Series(values, dtype=object)
    if isinstance(column.type, Integer):
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype="float64" if isinstance(column.type, Float) else "str")


def empty_frame(table: Table) -> pd.DataFrame:
    """A frame without rows that has the columns of a table."""
    return pd.DataFrame({column.name: _series(column, ()) for column in content_columns(table)})


def as_multipolygons(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The frame with its polygons as multipolygons: one geometry type in the store."""
    geometry = frame.geometry.to_numpy()
    is_polygon = shapely.get_type_id(geometry) == shapely.GeometryType.POLYGON
    promoted = geometry.copy()
    promoted[is_polygon] = [shapely.multipolygons([polygon]) for polygon in geometry[is_polygon]]
    return frame.set_geometry(gpd.GeoSeries(promoted, index=frame.index, crs=frame.crs))


def content_hash(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """SHA-256 of rows in their order: the same on every store and in every run.

    Geometry enters as little-endian WKB, bytes as they are, all else as JSON.
    """
    total = hashlib.sha256()
    for name, rows in tables.items():
        total.update(f"{name}\n".encode())
        for row in rows:
            total.update(_canonical(row))
    return total.hexdigest()


def _canonical(row: Mapping[str, Any]) -> bytes:
    text, binary = [], []
    for name, value in row.items():
        if isinstance(value, shapely.Geometry):
            binary.append(shapely.to_wkb(value, byte_order=1))
        elif isinstance(value, bytes):
            binary.append(value)
        else:
            text.append([name, value])
    head = json.dumps(text, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return b"".join([head.encode(), *binary, b"\n"])
