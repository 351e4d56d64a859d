"""A dataset of the extracts: its rows, what each column means, what it can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from app.atlas import Atlas
from app.extract.wanted import Wanted
from geo.errors import InvalidInput, NotFound
from geo.place import Level, PlaceKey

WGS84: Final = "EPSG:4326"


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
        Units that it lies in, or that it is: they give its geometry.
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
        What each column means, in one line each, by its name.
    features
        Gives the rows that are wanted.
    are_units
        Whether the rows are the units themselves, with their polygons; else they are points.
    narrowed_by
        Fields of `Wanted` that it follows.
    """

    id: str
    columns: Mapping[str, str]
    features: Callable[[Atlas, Wanted], Iterable[Feature]]
    are_units: bool
    narrowed_by: tuple[str, ...]


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
        allowed = (*dataset.narrowed_by, "bbox", "columns")
        for name in wanted.given():
            if name not in allowed:
                raise InvalidInput(
                    f"{name} does not narrow {dataset.id}; it takes {', '.join(allowed)}"
                )
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
        return [one for one in found if self.geometry(one).intersects(box)]

    def geometry(self, feature: Feature) -> BaseGeometry:
        """The unit's polygons, or the middle of each unit that it lies in; EPSG:4326."""
        if self.dataset.are_units:
            return ground_of(self.atlas).polygons[feature.places[0]]
        points = [ground_of(self.atlas).points[key] for key in feature.places]
        if len(points) == 1:
            return points[0]
        return shapely.MultiPoint([(point.x, point.y) for point in points])

    def frame(self) -> gpd.GeoDataFrame:
        """All rows as a table with geometry, EPSG:4326, for formats that are written at once."""
        features, cells = [], []
        for feature, row in self.rows():
            features.append(feature)
            cells.append((feature.id, *row))
        table = pd.DataFrame(cells, columns=["feature_id", *self.columns])
        shapes = [self.geometry(one) if one.places else None for one in features]
        oriented = shapely.orient_polygons(np.array(shapes, dtype=object))
        return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(oriented, crs=WGS84))


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
