"""The dataset of places: units of one level with what is counted in them."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import Atlas, Unit
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.wanted import Wanted
from app.park_index import park_index
from app.state import Measure, ViewState
from app.view import View, view_of
from geo.errors import NotFound
from geo.figure import Figure
from geo.place import Level, PlaceKey

COLUMNS: Columns = {
    "level": Column("province, prefecture or county"),
    "adcode": Column(
        "code of the administrative division (GB/T 2260); the key is level and adcode"
    ),
    "name_zh": Column("name in the boundary layer"),
    "name_en": Column("name in English"),
    "parent_adcode": Column("code of the unit above"),
    "province_adcode": Column("code of its province"),
    "area_km2": Column(
        "geodesic area on the GRS80 ellipsoid, km², from unsimplified boundaries", "number", "km²"
    ),
    "programme": Column("programme whose clusters are counted, or all"),
    "year": Column("year in which they are in force, or all"),
    "clusters": Column("clusters in force that lie in the unit", "integer"),
    "clusters_per_10k_km2": Column("the same for each 10,000 km²", "number", "per 10,000 km²"),
    "share_of_counties_with_clusters": Column(
        "part of its counties that hold one, 0..1; not of counties", "number"
    ),
    "residents_2020": Column(
        "residents of the census of 2020, where it is loaded", "number", "persons"
    ),
    "clusters_per_million": Column(
        "clusters for each million residents, where the census is loaded",
        "number",
        "per million residents",
    ),
    "parks": Column("development zones of the 2018 catalogue in the unit", "integer"),
    "parks_approved_area_ha": Column("their approved area, ha: not built area", "number", "ha"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    view = view_for(atlas, wanted)
    units = units_of(atlas, view, wanted)
    return (Feature(u.place.adcode, _values(atlas, view, u), (u.place.key,)) for u in units)


def view_for(atlas: Atlas, wanted: Wanted) -> View:
    """The view of the screen that counts what is wanted: both show the same numbers."""
    asked = ViewState(
        place=wanted.place,
        programme=wanted.programme,
        batch=wanted.batch,
        year=wanted.year,
        chain=wanted.chain,
    )
    return view_of(atlas, asked)


def units_of(atlas: Atlas, view: View, wanted: Wanted) -> tuple[Unit, ...]:
    """Units of the wanted level in the wanted place; the one that is the same ground.

    Raises
    ------
    NotFound
        The place is finer than the level.
    """
    place = view.focus.place
    level = Level(wanted.level or Level.COUNTY)
    if place.level is level:
        return (view.focus,)
    if place.level.depth > level.depth:
        raise NotFound(f"{place.name_zh} ({place.adcode}) is a {place.level}: it holds no {level}")
    found = atlas.units_within(place.key, level)
    return found or (atlas.unit(PlaceKey(level, place.adcode)),)


def _values(atlas: Atlas, view: View, unit: Unit) -> tuple[object, ...]:
    place = unit.place
    parks = park_index(atlas).within(place.key)
    residents = atlas.figures.of(Figure.POPULATION, place.key)
    return (
        str(place.level),
        place.adcode,
        place.name_zh,
        unit.name_en,
        place.parent.adcode if place.parent else None,
        atlas.province_of(place.key),
        unit.area_km2,
        view.state.programme,
        view.year,
        view.count_in(unit),
        view.value_in(unit, Measure.PER_AREA),
        view.value_in(unit, Measure.HOLDING),
        residents.value if residents else None,
        view.value_in(unit, Measure.PER_MILLION) if residents else None,
        len(parks),
        round(sum(park.area_ha or 0 for park in parks), 4),
    )


PLACES = Dataset(
    "places",
    COLUMNS,
    _features,
    geometry="polygons",
    narrowed_by=("place", "level", "programme", "batch", "year", "chain"),
)
