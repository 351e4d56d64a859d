"""An edition held in memory: what one ETL run published, whole and immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.place import Gazetteer, Level, Place, PlaceKey


@dataclass(frozen=True, slots=True)
class StoredLayer:
    """A map layer: gzip-compressed GeoJSON in map-plane pseudo-degrees.

    `bounds` is west, south, east, north in the same pseudo-degrees.
    """

    name: str
    sha256: str
    features: int
    bounds: tuple[float, float, float, float]
    body: bytes


@dataclass(frozen=True)
class Edition:
    """One published edition.

    The frames have the columns of the tables of the same name in `etl.store.tables`, without
    `edition_id`; missing values are NaN, NA or None. They are shared: never change one in place.
    """

    id: str
    content_hash: str
    published_at: datetime
    manifest: Mapping[str, Any]
    places: gpd.GeoDataFrame
    programmes: pd.DataFrame
    batches: pd.DataFrame
    clusters: pd.DataFrame
    recognitions: pd.DataFrame
    cluster_places: pd.DataFrame
    parks: pd.DataFrame
    unplaced: pd.DataFrame
    questions: pd.DataFrame
    decisions: pd.DataFrame
    place_figures: pd.DataFrame
    sources: pd.DataFrame
    stated_totals: pd.DataFrame
    chains: pd.DataFrame
    divisions: pd.DataFrame
    industries: pd.DataFrame
    land_references: pd.DataFrame
    park_intensity: pd.DataFrame
    transfer_guidance: pd.DataFrame
    transfer_events: pd.DataFrame
    transfer_projects: pd.DataFrame
    gradients: pd.DataFrame
    local_effects: pd.DataFrame
    modelled_flows: pd.DataFrame
    map_layers: Mapping[str, StoredLayer]

    def gazetteer(self) -> Gazetteer:
        """The tree of this edition's places."""
        columns = ["level", "adcode", "name_zh", "parent_level", "parent_adcode"]
        rows = self.places[columns].itertuples(index=False, name=None)
        return Gazetteer(
            Place(Level(level), adcode, name, _parent(parent_level, parent_adcode))
            for level, adcode, name, parent_level, parent_adcode in rows
        )


def _parent(level: object, adcode: object) -> PlaceKey | None:
    if isinstance(level, str) and isinstance(adcode, str):
        return PlaceKey(Level(level), adcode)
    return None
