"""The dataset of parks: development zones of the 2018 catalogue, at the middle of their unit."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import Atlas
from app.extract.dataset import Dataset, Feature
from app.extract.wanted import Wanted
from app.industry_index import industry_index
from app.industry_reading import Subject
from app.park_index import Park, park_index
from geo.errors import NotFound

COLUMNS = {
    "code": "code in the catalogue",
    "name_zh": "name in the catalogue",
    "grade": "national or provincial",
    "park_type": "type in the catalogue",
    "approved": "month of the approval",
    "approved_area_ha": "approved area, ha: not built area",
    "leading_industries": "as the catalogue words them",
    "chains": "industrial chains that they are read as, joined by ;",
    "flags": "what a document says against it, joined by ; (docs/parks.md)",
    "placed_level": "level of the unit that surely holds it",
    "placed_adcode": "its code",
    "placement_confidence": "how sure that is, 0..1",
    "source_url": "address of the source",
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    focus = atlas.gazetteer.coarsest(wanted.place)
    chosen = None
    if wanted.chain:
        index = industry_index(atlas)
        if wanted.chain not in index.chains:
            known = ", ".join(index.chains)
            raise NotFound(f"there is no chain={wanted.chain}; there are {known}")
        chosen = index.counted_in(Subject.PARK, wanted.chain)
    for park in park_index(atlas).within(focus.key):
        if chosen is None or park.id in chosen:
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
        ";".join(chains),
        ";".join(park.flags),
        str(park.place.level) if park.place else None,
        park.place.adcode if park.place else None,
        row["placement_confidence"],
        row["source_url"],
    )


PARKS = Dataset("parks", COLUMNS, _features, are_units=False, narrowed_by=("place", "chain"))
