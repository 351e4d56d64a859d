"""The dataset of land-use intensity: indicators of single parks, from a user's figures."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import Atlas
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.indicators import check_indicator
from app.extract.wanted import Wanted
from app.park_index import Intensity, Park, park_index
from geo.indicators import INDICATORS
from geo.intensity import MEASURES

INTENSITIES = tuple(measure.indicator for measure in MEASURES)

COLUMNS: Columns = {
    "park_id": Column("id of the park, as in the dataset of parks"),
    "code": Column("its code in the catalogue"),
    "name_zh": Column("its name"),
    "placed_level": Column("level of the unit that surely holds it"),
    "placed_adcode": Column("its code"),
    "indicator": Column("id of the indicator (docs/methods.md)"),
    "year": Column("year of the figures: the newest that is loaded", "integer"),
    "value": Column("value, in unit; missing where it is refused", "number"),
    "unit": Column("unit of the value"),
    "refused": Column("why there is no value although there are figures"),
    "reference": Column("national average of the indicator, in unit", "number"),
    "reference_as_of": Column("date or year of the reference"),
    "ratio": Column("value in the reference", "number"),
    "grade": Column("grade of the ratio, 0..4, over the breaks 0.5, 0.8, 1.2 and 2", "integer"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    check_indicator(wanted, INTENSITIES)
    focus = atlas.gazetteer.coarsest(wanted.place)
    parks = park_index(atlas).within(focus.key)
    return (_feature(park, one) for park in parks for one in _of(park, wanted))


def _of(park: Park, wanted: Wanted) -> list[Intensity]:
    known = park.intensity.values()
    return [one for one in known if wanted.indicator in ("", one.indicator)]


def _feature(park: Park, one: Intensity) -> Feature:
    places = (park.place,) if park.place else ()
    return Feature(f"{park.id}-{one.indicator}", _values(park, one), places)


def _values(park: Park, one: Intensity) -> tuple[object, ...]:
    return (
        *(park.id, park.code, park.name_zh),
        str(park.place.level) if park.place else None,
        park.place.adcode if park.place else None,
        *(one.indicator, one.year, one.value, str(INDICATORS[one.indicator].unit)),
        *(one.refused, one.reference, one.reference_as_of, one.ratio),
        one.grade if one.grade >= 0 else None,
    )


INTENSITY = Dataset(
    "intensity", COLUMNS, _features, geometry="points", narrowed_by=("place", "indicator")
)
