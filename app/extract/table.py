"""An extract as a plain table: what CSV and Excel hold, and what describes them."""

from __future__ import annotations

from collections.abc import Iterator

from app.extract.column import Column
from app.extract.dataset import Extract, Feature

_ID = Column("the same in every edition")
_POINT = {
    "lon": Column("longitude of the middle of its units, EPSG:4326", "number", "degrees"),
    "lat": Column("latitude of the middle of its units, EPSG:4326", "number", "degrees"),
}


def table_columns(extract: Extract) -> dict[str, Column]:
    """Columns by name: points are told by two of them, other shapes by none."""
    columns = {"id": _ID} | {name: extract.dataset.columns[name] for name in extract.columns}
    return columns | _POINT if extract.dataset.geometry == "points" else columns


def table_rows(extract: Extract) -> Iterator[tuple[object, ...]]:
    """Cells in the order of the columns; of several units of a cluster, the mean."""
    has_points = extract.dataset.geometry == "points"
    for feature, row in extract.rows():
        yield (feature.id, *row, *(_lon_lat(extract, feature) if has_points else ()))


def _lon_lat(extract: Extract, feature: Feature) -> tuple[float | None, float | None]:
    if (shape := extract.geometry(feature)) is None:
        return None, None
    return round(shape.centroid.x, 6), round(shape.centroid.y, 6)
