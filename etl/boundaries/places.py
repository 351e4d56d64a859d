"""Places: the four levels of administrative units that a boundary layer gives."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from etl.boundaries.layer import BoundaryLayer
from geo.area import geodesic_area_km2
from geo.coverage import clean, dissolve
from geo.errors import DataUnavailable, InvalidInput
from geo.inner_point import inner_points
from geo.place import NATION_ADCODE, Gazetteer, Level, Place, PlaceKey
from geo.plane import lonlat_to_plane, lonlat_to_pseudo, plane_to_pseudo
from geo.romanise import Pronunciation, Romaniser

PLACE_COLUMNS = (
    "level",
    "adcode",
    "name_zh",
    "name_en",
    "pinyin",
    "initials",
    "parent_level",
    "parent_adcode",
    "province_adcode",
    "prefecture_adcode",
    "area_km2",
    "point_lon",
    "point_lat",
    "plane_lon",
    "plane_lat",
    "plane_west",
    "plane_south",
    "plane_east",
    "plane_north",
    "geometry",
)


_PREFECTURE = ("prefecture_adcode", "prefecture_name")
_PROVINCE = ("province_adcode", "province_name")
_NATION = ("nation_adcode", "nation_name")


def read_pronunciations(path: Path) -> Romaniser:
    """Read the table of readings: columns adcode, name_zh, syllables, name_en, note."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except FileNotFoundError:
        raise DataUnavailable(f"the table of readings {path} is missing") from None
    if missing := sorted({"adcode", "name_zh", "syllables", "name_en"} - set(table.columns)):
        raise InvalidInput(f"{path.name} lacks the columns {', '.join(missing)}")
    keys = table["adcode"].where(table["adcode"].ne(""), table["name_zh"])
    return Romaniser(
        {
            key: Pronunciation(tuple(syllables.split()), name_en)
            for key, syllables, name_en in zip(
                keys, table["syllables"], table["name_en"], strict=True
            )
        }
    )


def build_places(layer: BoundaryLayer, romaniser: Romaniser) -> gpd.GeoDataFrame:
    """Clean the counties and build the units of all levels from them.

    Prefectures, provinces and the nation are dissolved from the cleaned counties, so that all
    levels share their edges; areas are sums of the counties' areas, bounds unions of bounds.

    Parameters
    ----------
    layer : BoundaryLayer
    romaniser : Romaniser
        Gives `name_en`, `pinyin` and `initials`.

    Returns
    -------
    GeoDataFrame, EPSG:4326
        Columns `PLACE_COLUMNS`, key (level, adcode); the nation first, then provinces,
        prefectures and counties in the layer's order. Areas are geodesic (GRS80), points lie
        inside their unit, plane columns are pseudo-degrees of the map plane.

    Raises
    ------
    InvalidInput
        If the layer cannot be cleaned, or a unit has two parents or names.
    """
    counties = _counties(layer)
    prefectures = _units_above(counties, Level.PREFECTURE, (*_PREFECTURE, *_PROVINCE, *_NATION))
    provinces = _units_above(prefectures, Level.PROVINCE, (*_PROVINCE, *_NATION))
    nation = _units_above(provinces, Level.NATION, _NATION)
    places = pd.concat([nation, provinces, prefectures, counties], ignore_index=True)
    places = places.assign(**_parents(places), **_latin_names(places, romaniser))
    places = places.assign(**_points(places), **_bounds(places))
    return gpd.GeoDataFrame(places[list(PLACE_COLUMNS)], geometry="geometry", crs="EPSG:4326")


def gazetteer_of(places: pd.DataFrame) -> Gazetteer:
    """The tree of places, from their table."""
    columns = ["level", "adcode", "name_zh", "parent_level", "parent_adcode"]
    values = [places[column].astype(object).fillna("").tolist() for column in columns]
    return Gazetteer(
        Place(Level(level), adcode, name_zh, PlaceKey(Level(above), parent) if above else None)
        for level, adcode, name_zh, above, parent in zip(*values, strict=True)
    )


def _counties(layer: BoundaryLayer) -> pd.DataFrame:
    """Give the county rows: cleaned geometry, area, bounds on the plane in metres."""
    table = pd.DataFrame(layer.counties.drop(columns="geometry"))
    geometry = clean(layer.counties.geometry.to_numpy(), labels=table["adcode"].tolist())
    coordinates, unit = shapely.get_coordinates(geometry, return_index=True)
    plane_m = lonlat_to_plane(coordinates)
    first = np.flatnonzero(np.diff(unit, prepend=-1))
    lowest_m, highest_m = np.minimum.reduceat(plane_m, first), np.maximum.reduceat(plane_m, first)
    return table.assign(
        level=Level.COUNTY.value,
        nation_adcode=NATION_ADCODE,
        nation_name="中华人民共和国",
        geometry=geometry,
        area_km2=geodesic_area_km2(geometry),
        west_m=lowest_m[:, 0],
        south_m=lowest_m[:, 1],
        east_m=highest_m[:, 0],
        north_m=highest_m[:, 1],
    )


def _units_above(units: pd.DataFrame, level: Level, carried: tuple[str, ...]) -> pd.DataFrame:
    """Dissolve units to a level above that their rows name, carrying columns of that level."""
    key = f"{level.value}_adcode"
    groups = units.groupby(key, sort=False)
    for column in carried:
        if several := groups[column].nunique().loc[lambda counts: counts > 1].index.tolist():
            raise InvalidInput(f"{level.value} {several[0]} has more than one {column}")
    above = groups.agg(
        **{column: (column, "first") for column in carried},
        area_km2=("area_km2", "sum"),
        west_m=("west_m", "min"),
        south_m=("south_m", "min"),
        east_m=("east_m", "max"),
        north_m=("north_m", "max"),
    ).reset_index(names="key")
    _, geometry = dissolve(units["geometry"].to_numpy(), units[key].tolist())
    name = above[f"{level.value}_name"]
    return above.assign(level=level.value, adcode=above["key"], name_zh=name, geometry=geometry)


def _parents(places: pd.DataFrame) -> dict[str, pd.Series]:
    """Name the parent of each unit; counties of a municipality hang on their province."""
    level = places["level"]
    is_county, is_prefecture = level.eq(Level.COUNTY), level.eq(Level.PREFECTURE)
    governed = is_county & places["prefecture_adcode"].eq(places["province_adcode"])
    of_prefecture = is_county & ~governed
    of_province = is_prefecture | governed
    of_nation = level.eq(Level.PROVINCE)
    parent_level = pd.Series(None, index=places.index, dtype="str")
    parent_adcode = parent_level.copy()
    for children, parent, adcodes in (
        (of_prefecture, Level.PREFECTURE, places["prefecture_adcode"]),
        (of_province, Level.PROVINCE, places["province_adcode"]),
        (of_nation, Level.NATION, places["nation_adcode"]),
    ):
        parent_level[children] = parent.value
        parent_adcode[children] = adcodes[children]
    return {"parent_level": parent_level, "parent_adcode": parent_adcode}


def _latin_names(places: pd.DataFrame, romaniser: Romaniser) -> dict[str, list[str]]:
    named = list(zip(places["name_zh"], places["adcode"], strict=True))
    return {
        "name_en": [romaniser.name_en(*name) for name in named],
        "pinyin": [romaniser.pinyin(*name) for name in named],
        "initials": [romaniser.initials(*name) for name in named],
    }


def _points(places: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """Give a point well inside each unit, on the globe and on the plane: labels stand there."""
    points = inner_points(places["geometry"].to_numpy())
    plane = lonlat_to_pseudo(points)
    return {
        "point_lon": points[:, 0],
        "point_lat": points[:, 1],
        "plane_lon": plane[:, 0],
        "plane_lat": plane[:, 1],
    }


def _bounds(places: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    south_west = plane_to_pseudo(places[["west_m", "south_m"]].to_numpy())
    north_east = plane_to_pseudo(places[["east_m", "north_m"]].to_numpy())
    return {
        "plane_west": south_west[:, 0],
        "plane_south": south_west[:, 1],
        "plane_east": north_east[:, 0],
        "plane_north": north_east[:, 1],
    }
