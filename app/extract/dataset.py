"""A dataset of the extracts: its rows, what each column means, what it can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from app.atlas import Atlas
from app.extract.column import DTYPES, Columns
from app.extract.wanted import Wanted
from geo.errors import InvalidInput, NotFound
from geo.place import Level, PlaceKey

WGS84: Final = "EPSG:4326"

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
        Gives the rows that are wanted.
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
        return (*self.narrowed_by, *box, "columns")


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

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._features)

    def rows(self) -> Iterator[tuple[Feature, list[object]]]:
        """Each feature with the cells of the columns that are wanted."""
        for feature in self._features:
            yield feature, [feature.values[i] for i in self._at]

    @cached_property
    def _features(self) -> list[Feature]:
        found = list(self.dataset.features(self.atlas, self.wanted))
        if self.wanted.bbox is None:
            return found
        box = shapely.box(*self.wanted.bbox)
        shapes = ((one, self.geometry(one)) for one in found)
        return [one for one, shape in shapes if shape is not None and shape.intersects(box)]

    def geometry(self, feature: Feature) -> BaseGeometry | None:
        """Its shape, EPSG:4326: see `Dataset.geometry`; None where there is none."""
        if not feature.places:
            return None
        ground = ground_of(self.atlas)
        if self.dataset.geometry == "polygons":
            return ground.polygons[feature.places[0]]
        points = [ground.points[key] for key in feature.places]
        if self.dataset.geometry == "lines":
            return shapely.LineString(points)
        return points[0] if len(points) == 1 else shapely.MultiPoint(points)

    def frame(self) -> pd.DataFrame:
        """All rows as a table, for formats that are written at once.

        It has a geometry, EPSG:4326, unless the dataset has none.
        """
        cells = [(feature.id, *row) for feature, row in self.rows()]
        table = pd.DataFrame(cells, columns=["feature_id", *self.columns], dtype=object)
        table = table.astype({n: DTYPES[self.dataset.columns[n].type] for n in self.columns})
        if self.dataset.geometry == "none":
            return table
        shapes = np.array([self.geometry(one) for one in self._features], dtype=object)
        oriented = shapely.orient_polygons(shapes)
        placed: pd.DataFrame = gpd.GeoDataFrame(table, geometry=oriented, crs=WGS84)
        return placed


class Ground:
    """Geometry of the units of an edition; as GeoJSON exterior rings run counter-clockwise."""

    def __init__(self, atlas: Atlas) -> None:
        places = atlas.edition.places
        keys = [
            PlaceKey(Level(level), adcode)
            for level, adcode in zip(places["level"], places["adcode"], strict=True)
        ]
        polygons = places.geometry.to_numpy()
        self.polygons: dict[PlaceKey, BaseGeometry] = dict(zip(keys, polygons, strict=True))
        points = shapely.points(places["point_lon"], places["point_lat"])
        self.points: dict[PlaceKey, shapely.Point] = dict(zip(keys, points, strict=True))
        self._texts: dict[PlaceKey, bytes] = {}

    def text(self, key: PlaceKey) -> bytes:
        """GeoJSON of a unit's polygons, written once an edition."""
        if key not in self._texts:
            oriented = shapely.orient_polygons(self.polygons[key])
            self._texts[key] = str(shapely.to_geojson(oriented)).encode()
        return self._texts[key]


def ground_of(atlas: Atlas) -> Ground:
    """The geometry of an edition, made once."""
    return atlas.derived("ground", lambda *_: Ground(atlas))
