"""A dataset of the extracts: its rows, what each column means, what it can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from app.atlas import Atlas
from app.extract.column import DTYPES, Columns
from app.extract.ground import Ground, ground_of
from app.extract.wanted import Wanted
from geo.errors import InvalidInput, NotFound
from geo.place import PlaceKey

Geometry = Literal["polygons", "points", "lines", "none"]
"""What the rows of a dataset are on a map."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One row.

    Attributes
    ----------
    id
        The same in every edition.
    values
        Cells in the order of the dataset's columns; None is not known.
    places
        They give its geometry: the unit that it is, the units that it lies in, or origin and
        destination. Empty where they are not known, and always in a dataset without geometry.
    """

    id: str
    values: Sequence[object]
    places: tuple[PlaceKey, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of the extracts.

    Attributes
    ----------
    id
        Its name in the address.
    columns
        By name, in the order of the cells.
    features
        Gives the rows that are wanted, one by one; refuses at once what cannot be answered.
    geometry
        `polygons`: the rows are the units themselves; `points`: they lie at the middle of each of
        their units; `lines`: they lead from the middle of one unit to that of another; `none`.
    narrowed_by
        Fields of `Wanted` that it follows.
    note
        What a reader must know before any number is used; empty where there is nothing.
    """

    id: str
    columns: Columns
    features: Callable[[Atlas, Wanted], Iterable[Feature]]
    geometry: Geometry
    narrowed_by: tuple[str, ...]
    note: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of all parameters that it takes."""
        box = () if self.geometry == "none" else ("bbox",)
        shape = () if self.geometry == "none" else ("crs",)
        detail = ("simplify",) if self.geometry == "polygons" else ()
        return (*self.narrowed_by, *box, "columns", *shape, *detail)


class Extract:
    """The rows of a dataset that are wanted, held against an edition.

    Raises
    ------
    InvalidInput
        A parameter would change nothing here.
    NotFound
        The dataset has no such column, or the edition no such place, programme, batch or chain.
    """

    def __init__(self, dataset: Dataset, atlas: Atlas, wanted: Wanted) -> None:
        for name in wanted.given():
            if name not in dataset.parameters:
                allowed = ", ".join(dataset.parameters)
                raise InvalidInput(f"{name} does not narrow {dataset.id}; it takes {allowed}")
        for name in wanted.columns:
            if name not in dataset.columns:
                known = ", ".join(dataset.columns)
                raise NotFound(f"columns: {dataset.id} has no column {name[:40]!r}; it has {known}")
        self.dataset, self.atlas, self.wanted = dataset, atlas, wanted
        self.columns = wanted.columns or tuple(dataset.columns)
        self._at = [list(dataset.columns).index(name) for name in self.columns]
        dataset.features(atlas, wanted)  # refuses now, not in the middle of a file

    def __len__(self) -> int:
        """Number of rows."""
        return sum(1 for _ in self.features())

    def features(self) -> Iterator[Feature]:
        """The features that are wanted, one by one."""
        found = self.dataset.features(self.atlas, self.wanted)
        if self.wanted.bbox is None:
            yield from found
            return
        box = shapely.box(*self.wanted.bbox)
        for one in found:
            shape = self._shape(one, ground_of(self.atlas))
            if shape is not None and shape.intersects(box):
                yield one

    def rows(self) -> Iterator[tuple[Feature, list[object]]]:
        """Each feature with the cells of the columns that are wanted."""
        for feature in self.features():
            yield feature, [feature.values[i] for i in self._at]

    @property
    def ground(self) -> Ground:
        """Geometry of the units in the detail that is wanted."""
        return ground_of(self.atlas, self.wanted.simplify)

    def geometry(self, feature: Feature) -> BaseGeometry | None:
        """Its shape, EPSG:4326: see `Dataset.geometry`; None where there is none."""
        return self._shape(feature, self.ground)

    def _shape(self, feature: Feature, ground: Ground) -> BaseGeometry | None:
        if not feature.places:
            return None
        if self.dataset.geometry == "polygons":
            return ground.polygons[feature.places[0]]
        points = [ground.points[key] for key in feature.places]
        if self.dataset.geometry == "lines":
            return shapely.LineString(points)
        return points[0] if len(points) == 1 else shapely.MultiPoint(points)

    def frame(self) -> pd.DataFrame:
        """All rows as a table, for formats that are written at once.

        It has a geometry, in the system that is wanted, unless the dataset has none.
        """
        features = list(self.rows())
        cells = [(feature.id, *row) for feature, row in features]
        table = pd.DataFrame(cells, columns=["feature_id", *self.columns], dtype=object)
        table = table.astype({n: DTYPES[self.dataset.columns[n].type] for n in self.columns})
        if self.dataset.geometry == "none":
            return table
        shapes = np.array([self.geometry(one) for one, _ in features], dtype=object)
        moved = self.wanted.crs.moved(shapely.orient_polygons(shapes))
        placed: pd.DataFrame = gpd.GeoDataFrame(
            table, geometry=moved, crs=self.wanted.crs.definition
        )
        return placed
