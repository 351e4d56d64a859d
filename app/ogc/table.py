"""The features of a collection in memory, as the API asks for them."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from app.atlas import Atlas
from app.extract.dataset import Extract, Feature
from app.ogc.collections import COLLECTIONS, Collection
from app.ogc.crs import Box
from app.ogc.period import Period
from app.ogc.validity import VALIDITY
from app.recent import Recent

TABLES_KEPT: Final = 8
"""Of some twenty; the largest take 10 MB."""


class Table:
    """The features of a collection in one edition.

    Those without geometry come last, and points are multi-points where any feature has several:
    programs tell the type of a collection by its first features.
    """

    def __init__(self, collection: Collection, atlas: Atlas) -> None:
        self.collection, self.atlas = collection, atlas
        self.extract = Extract(collection.dataset, atlas, collection.wanted)
        features = list(self.extract.features())
        self.features: list[Feature] = sorted(features, key=lambda one: not one.places)

    def __len__(self) -> int:
        """Number of features."""
        return len(self.features)

    def at(self, name: str) -> int:
        """Where the cells of a property stand in `Feature.values`."""
        return self._at[name]

    @cached_property
    def _at(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.collection.columns)}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each feature by its id."""
        return {feature.id: row for row, feature in enumerate(self.features)}

    @cached_property
    def shapes(self) -> np.ndarray:
        """Geometry of each row, CRS84; None where there is none."""
        shapes = np.empty(len(self), dtype=object)
        shapes[:] = [self.extract.geometry(feature) for feature in self.features]
        if any(isinstance(shape, shapely.MultiPoint) for shape in shapes):
            shapes[:] = [shape and shapely.MultiPoint(_points(shape)) for shape in shapes]
        return shapes

    @property
    def geometry_type(self) -> str:
        """Name of the type that all geometries have, as Simple Features name it; empty: none."""
        return next((shape.geom_type for shape in self.shapes if shape is not None), "")

    def touching(self, box: Box) -> np.ndarray:
        """Rows whose geometry touches a box, in their order."""
        return np.sort(self._tree.query(box.shape(), predicate="intersects"))

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    @cached_property
    def periods(self) -> list[Period] | None:
        """First and last day of the validity of each feature; None: the collection has no time."""
        if not self.collection.has_time:
            return None
        validity = VALIDITY[self.collection.dataset.id]
        return [validity(self.atlas, feature) for feature in self.features]


def _points(shape: BaseGeometry) -> list[BaseGeometry]:
    return list(shapely.get_parts(shape))


def table_of(collection: Collection, atlas: Atlas) -> Table:
    """The table of a collection; those used last are kept."""
    kept = atlas.derived("ogc tables", lambda *_: Recent(TABLES_KEPT))
    table: Table = kept.of(collection.id, lambda: Table(collection, atlas))
    return table


def extent_of(atlas: Atlas) -> tuple[float, float, float, float]:
    """West, south, east, north of all units, CRS84."""
    return atlas.derived("ogc extent", lambda *_: _extent(atlas))


def _extent(atlas: Atlas) -> tuple[float, float, float, float]:
    provinces = table_of(COLLECTIONS["places-province"], atlas)
    west, south, east, north = shapely.total_bounds(provinces.shapes).tolist()
    return west, south, east, north
