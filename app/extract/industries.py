"""The dataset of industries: how each leading industry of a cluster or park is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.atlas import Atlas
from app.extract.cells import joined
from app.extract.chosen import clusters_within, of_industries
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.wanted import Wanted
from app.industry_index import industry_index
from app.industry_reading import Reading, Subject
from app.park_index import park_index
from geo.place import PlaceKey

COLUMNS: Columns = {
    "subject": Column("cluster or park"),
    "subject_id": Column("its id, as in the datasets of clusters and parks"),
    "name_zh": Column("its name"),
    "item": Column("which of its leading industries, from 1", "integer"),
    "wording": Column("words of the list that are read"),
    "breadth": Column(
        "single: one division; multi: several; broad: a word leaves its division open; unmapped: "
        "no word is known"
    ),
    "divisions": Column(
        "divisions of GB/T 4754-2017 that are meant or, if broad, may be, as C39, joined by ;"
    ),
    "main_chain": Column("id of the industrial chain that leads; missing where no single one does"),
    "main_chain_zh": Column("its name"),
    "chains": Column("ids of all chains, joined by ;"),
    "counted": Column("whether it counts in its chains: one of them leads", "boolean"),
    "keywords": Column("words that were known, joined by ;"),
    "correction": Column("why a person's correction stands here instead of what was read"),
    "placed_level": Column("level of the units that the cluster or park lies in"),
    "placed_adcodes": Column("their codes, joined by ;"),
    "placement_confidence": Column("how sure that is, 0..1", "number"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    focus = atlas.gazetteer.coarsest(wanted.place).key
    asked = [wanted.subject] if wanted.subject else list(Subject)
    chosen = {subject: of_industries(atlas, wanted, subject) for subject in asked}
    return _of_chosen(atlas, wanted, focus, chosen)


def _of_chosen(
    atlas: Atlas, wanted: Wanted, focus: PlaceKey, chosen: Mapping[Subject, frozenset[str]]
) -> Iterator[Feature]:
    for subject, ids in chosen.items():
        for its_id, places in _within(atlas, subject, focus):
            if its_id in ids:
                yield from _readings(atlas, wanted, subject, its_id, places)


def _within(
    atlas: Atlas, subject: Subject, focus: PlaceKey
) -> Iterator[tuple[str, tuple[PlaceKey, ...]]]:
    """Ids of the clusters or parks in a place with the units that they lie in."""
    if subject is Subject.PARK:
        for park in park_index(atlas).within(focus):
            yield park.id, (park.place,) if park.place else ()
        return
    inside = clusters_within(atlas, focus)
    for cluster_id in (one for one in atlas.clusters if one in inside):
        yield cluster_id, tuple(atlas.places_of.get(cluster_id, ()))


def _readings(
    atlas: Atlas, wanted: Wanted, subject: Subject, its_id: str, places: tuple[PlaceKey, ...]
) -> Iterator[Feature]:
    """The readings of one cluster or park that name the wanted chain and industry."""
    index = industry_index(atlas)
    record = index.record(subject, its_id)
    for reading in index.readings(subject, its_id):
        divisions = [index.activity(code) for code in reading.divisions]
        if wanted.chain and wanted.chain not in reading.counted:
            continue
        if wanted.industry and wanted.industry not in divisions:
            continue
        named = (str(subject), its_id, record["name_zh"])
        placed = (
            record["placement_level"],
            joined(key.adcode for key in places),
            record["placement_confidence"],
        )
        values = (*named, *_read(atlas, reading, divisions), *placed)
        yield Feature(f"{subject}-{its_id}-{reading.item}", values, places)


def _read(atlas: Atlas, reading: Reading, divisions: list[str]) -> tuple[object, ...]:
    chains = industry_index(atlas).chains
    return (
        reading.item,
        reading.wording or None,
        str(reading.breadth),
        joined(divisions),
        reading.main_chain,
        chains[reading.main_chain].name_zh if reading.main_chain else None,
        joined(reading.chains),
        bool(reading.counted),
        joined(reading.keywords),
        reading.correction,
    )


INDUSTRIES = Dataset(
    "industries",
    COLUMNS,
    _features,
    geometry="points",
    narrowed_by=("place", "subject", "chain", "industry"),
)
