"""Checks that the rows of a registered layer are counties, with repairs where they are safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from etl.boundaries.layer import COUNTY_COLUMNS
from geo.coverage import Geometries, as_array
from geo.errors import InvalidInput

MOST_VERTICES = 20_000_000
# The country with room around it; metres, swapped axes or a wrong zone fall outside.
_WINDOW = (70.0, 0.0, 140.0, 57.0)
_CODES = ("adcode", "prefecture_adcode", "province_adcode")
_NAMES = ("name_zh", "prefecture_name", "province_name")
_POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def checked_counties(
    frame: gpd.GeoDataFrame, columns_of: Mapping[str, str], source: str
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Bring a layer into the form of `BoundaryLayer.counties`.

    Parameters
    ----------
    frame : GeoDataFrame, EPSG:4326
    columns_of : mapping
        The frame's column for each of `COUNTY_COLUMNS` that has another name there.
    source : str
        Name of the file, for messages.

    Returns
    -------
    counties : GeoDataFrame, EPSG:4326
        `COUNTY_COLUMNS` as strings and valid geometry.
    repairs : tuple of str
        What was changed.

    Raises
    ------
    InvalidInput
        If rows, columns, codes, names or geometries are not those of counties.
    """
    table = _columns(frame, columns_of, source)
    for column in _CODES:
        table[column] = _codes(table[column], source)
    for column in _NAMES:
        table[column] = _names(table[column], source)
    if repeated := table["adcode"][table["adcode"].duplicated()].unique().tolist():
        raise InvalidInput(f"{source}: adcodes stand more than once: {_some(repeated)}")
    geometry, repairs = _polygons(frame.geometry.to_numpy(), table["adcode"].tolist(), source)
    return gpd.GeoDataFrame(table, geometry=geometry, crs="EPSG:4326"), repairs


def _columns(frame: gpd.GeoDataFrame, columns_of: Mapping[str, str], source: str) -> pd.DataFrame:
    if unknown := sorted(set(columns_of) - set(COUNTY_COLUMNS)):
        raise InvalidInput(
            f"columns_of names {_some(unknown)}; only {', '.join(COUNTY_COLUMNS)} can be mapped"
        )
    wanted = {columns_of.get(column, column): column for column in COUNTY_COLUMNS}
    if len(wanted) < len(COUNTY_COLUMNS):
        raise InvalidInput("columns_of takes two columns from the same one")
    found = [str(column) for column in frame.columns if column != frame.geometry.name]
    if missing := [column for column in wanted if column not in found]:
        raise InvalidInput(
            f"{source} lacks the columns {', '.join(missing)}. Expected: {', '.join(wanted)}. "
            f"Found: {', '.join(found)}. Map other names with columns_of"
        )
    return pd.DataFrame({ours: frame[theirs] for theirs, ours in wanted.items()}).reset_index(
        drop=True
    )


def _codes(values: pd.Series, source: str) -> pd.Series:
    """Make strings of six digits, also of integers and of floats that are whole numbers."""
    if pd.api.types.is_bool_dtype(values) or values.isna().any():
        raise InvalidInput(f"{source}: {values.name} is missing in {int(values.isna().sum())} rows")
    if pd.api.types.is_numeric_dtype(values):
        numbers = values.astype(float)
        if not (np.isfinite(numbers) & (numbers == numbers.round()) & (numbers >= 0)).all():
            raise InvalidInput(f"{source}: {values.name} holds numbers that are no codes")
        values = values.astype("int64").astype(str).str.zfill(6)
    codes = values.astype(str).str.strip()
    if not (good := codes.str.fullmatch(r"[0-9]{6}")).all():
        raise InvalidInput(
            f"{source}: {values.name} must have six digits, not {_some(codes[~good].unique())}"
        )
    return codes


def _names(values: pd.Series, source: str) -> pd.Series:
    names = values.fillna("").astype(str).str.strip()
    if names.eq("").any():
        raise InvalidInput(f"{source}: {values.name} is empty in {int(names.eq('').sum())} rows")
    if not (chinese := names.str.contains(r"[\u3400-\u9fff]")).all():
        raise InvalidInput(
            f"{source}: {values.name} is not Chinese, for instance {_some(names[~chinese])}; "
            "if it should be, declare the encoding"
        )
    return names


def _polygons(
    geometry: Geometries, adcodes: list[str], source: str
) -> tuple[Geometries, tuple[str, ...]]:
    kinds = shapely.get_type_id(geometry)  # -1 for a missing geometry
    if not (polygonal := np.isin(kinds, _POLYGONAL)).all():
        raise InvalidInput(f"{source}: units without a polygon: {_some(_at(adcodes, ~polygonal))}")
    flat = shapely.force_2d(geometry)
    if int(shapely.get_num_coordinates(flat).sum()) > MOST_VERTICES:
        raise InvalidInput(f"{source} has more than {MOST_VERTICES} vertices: simplify it first")
    _check_window(flat, source)
    invalid = ~shapely.is_valid(flat)
    repaired = flat.copy()
    repaired[invalid] = as_array(map(_repaired, flat[invalid]))
    if (empty := shapely.is_empty(repaired)).any():
        raise InvalidInput(f"{source}: units without any area: {_some(_at(adcodes, empty))}")
    if not invalid.any():
        return repaired, ()
    return repaired, (
        f"{int(invalid.sum())} invalid polygons repaired: {_some(_at(adcodes, invalid))}",
    )


def _repaired(polygon: shapely.Geometry) -> shapely.Geometry:
    """Make valid and keep what has an area."""
    valid = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
    parts = [p for p in shapely.get_parts(valid) if p.geom_type == "Polygon" and not p.is_empty]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _check_window(geometry: Geometries, source: str) -> None:
    west, south, east, north = bounds = shapely.total_bounds(geometry)
    inside = west >= _WINDOW[0] and south >= _WINDOW[1]
    inside = inside and east <= _WINDOW[2] and north <= _WINDOW[3]
    coordinates = shapely.get_coordinates(geometry)
    if not (np.isfinite(coordinates).all() and inside):
        shown = ", ".join(f"{value:.6g}" for value in bounds)
        raise InvalidInput(
            f"{source} lies outside China in EPSG:4326 (west, south, east, north: {shown}): "
            "is the declared coordinate system right?"
        )


def _at(adcodes: list[str], chosen: np.ndarray) -> list[str]:
    return [adcodes[position] for position in np.flatnonzero(chosen)]


def _some(values: Iterable[object]) -> str:
    listed = [str(value) for value in values]
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return ", ".join(listed[:5]) + more
