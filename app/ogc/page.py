"""The features that answer one request, written as GeoJSON piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import shapely

from app.extract.ground import ground_of
from app.ogc.crs import CRS84, from_crs84
from app.ogc.table import Table

ROWS_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a table and how they are to be shown.

    Attributes
    ----------
    matched
        Number of rows that the request matches, on all pages.
    columns
        Properties that are shown, in this order.
    crs
        URI of the CRS of the geometry.
    """

    table: Table
    rows: Sequence[int]
    matched: int
    columns: Sequence[str]
    crs: str = CRS84
    with_geometry: bool = True

    def features(self) -> Iterator[bytes]:
        """Each feature as GeoJSON."""
        for start in range(0, len(self.rows), ROWS_AT_ONCE):
            rows = self.rows[start : start + ROWS_AT_ONCE]
            for row, geometry in zip(rows, self._geometries(rows), strict=True):
                about = {
                    "type": "Feature",
                    "id": self.table.features[row].id,
                    "properties": self.properties(row),
                }
                yield orjson.dumps(about)[:-1] + b',"geometry":' + geometry + b"}"

    def properties(self, row: int) -> dict[str, Any]:
        """The properties that are shown of a row."""
        values, at = self.table.features[row].values, self.table.at
        return {name: values[at(name)] for name in self.columns}

    def _geometries(self, rows: Sequence[int]) -> Iterator[bytes]:
        """Geometry as GeoJSON; that of the units as it is, it was written once an edition."""
        table = self.table
        if not self.with_geometry:
            return (b"null" for _ in rows)
        if table.collection.dataset.geometry == "polygons" and self.crs == CRS84:
            ground = ground_of(table.atlas)
            return (ground.text(table.features[row].places[0]) for row in rows)
        oriented = shapely.orient_polygons(table.shapes[list(rows)])
        texts = shapely.to_geojson(from_crs84(oriented, self.crs))
        return (b"null" if text is None else str(text).encode() for text in texts)
