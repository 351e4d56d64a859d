"""The dataset of parks: development zones of the 2018 catalogue, at the middle of their unit."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import Atlas
from app.extract.cells import joined
from app.extract.chosen import of_industries
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.wanted import Wanted
from app.industry_index import industry_index
from app.industry_reading import Subject
from app.park_index import Park, park_index
from geo.place import PlaceKey

COLUMNS: Columns = {
    "code": Column("code in the catalogue"),
    "name_zh": Column("name in the catalogue"),
    "grade": Column("national or provincial"),
    "park_type": Column("type in the catalogue"),
    "approved": Column("month of the approval"),
    "approved_area_ha": Column("approved area, ha: not built area", "number", "ha"),
    "leading_industries": Column("as the catalogue words them"),
    "chains": Column("industrial chains that they are read as, joined by ;"),
    "flags": Column("what a document says against it, joined by ; (docs/parks.md)"),
    "placed_level": Column("level of the unit that surely holds it"),
    "placed_adcode": Column("its code"),
    "placement_confidence": Column("how sure that is, 0..1", "number"),
    "source_url": Column("address of the source"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    focus = atlas.gazetteer.coarsest(wanted.place)
    chosen = of_industries(atlas, wanted, Subject.PARK)
    return _within(atlas, focus.key, chosen)


def _within(atlas: Atlas, focus: PlaceKey, chosen: frozenset[str]) -> Iterator[Feature]:
    for park in park_index(atlas).within(focus):
        if park.id in chosen:
            places = (park.place,) if park.place else ()
            yield Feature(park.id, _values(atlas, park), places)


def _values(atlas: Atlas, park: Park) -> tuple[object, ...]:
    row = industry_index(atlas).record(Subject.PARK, park.id)
    chains = dict.fromkeys(chain for reading in park.industries for chain in reading.chains)
    return (
        park.code,
        park.name_zh,
        park.grade,
        park.park_type,
        park.approved,
        park.area_ha,
        row["leading_industries"],
        joined(chains),
        joined(park.flags),
        str(park.place.level) if park.place else None,
        park.place.adcode if park.place else None,
        row["placement_confidence"],
        row["source_url"],
    )


PARKS = Dataset(
    "parks", COLUMNS, _features, geometry="points", narrowed_by=("place", "chain", "industry")
)
