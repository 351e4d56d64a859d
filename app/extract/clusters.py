"""The dataset of clusters: those in force, at the middle of each unit that they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.atlas import Atlas
from app.extract.cells import joined
from app.extract.chosen import of_industries
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.places import view_for
from app.extract.wanted import Wanted
from app.industry_index import industry_index
from app.industry_reading import Subject
from app.recognition import latest

COLUMNS: Columns = {
    "name_zh": Column("name in the list"),
    "programme": Column("id of the programme of its newest recognition that is counted"),
    "unit": Column("recommending unit in the list"),
    "industry": Column("words of the name that tell the industry"),
    "chains": Column("industrial chains that they are read as, main one first, joined by ;"),
    "placed_level": Column("level of the units that it lies in"),
    "placed_adcodes": Column("their codes, joined by ;"),
    "placement_method": Column("how the place was found"),
    "placement_confidence": Column("how sure that is, 0..1", "number"),
    "batch_year": Column("batch of its newest recognition that is counted", "integer"),
    "recognised_on": Column("date of that recognition, as exactly as the source says it"),
    "valid_to": Column("last year of its term, where a document states it", "integer"),
    "stage": Column("recognised, or publicised: seen in the public-notice stage only"),
    "source_url": Column("address of the source of that recognition"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    view = view_for(atlas, wanted)
    chosen = of_industries(atlas, wanted, Subject.CLUSTER)
    found = view.clusters_in(view.focus, view.tally.counted & chosen)
    return (_feature(atlas, wanted, cluster) for cluster in found)


def _feature(atlas: Atlas, wanted: Wanted, cluster: dict[str, Any]) -> Feature:
    places = tuple(atlas.places_of.get(cluster["id"], ()))
    return Feature(cluster["id"], _values(atlas, wanted, cluster), places)


def _values(atlas: Atlas, wanted: Wanted, cluster: dict[str, Any]) -> tuple[object, ...]:
    index = industry_index(atlas)
    readings = index.readings(Subject.CLUSTER, cluster["id"])
    chains = dict.fromkeys(chain for reading in readings for chain in reading.chains)
    recognition = latest(atlas.recognitions_of[cluster["id"]], wanted.programme, wanted.year)
    places = atlas.places_of.get(cluster["id"], [])
    return (
        cluster["name_zh"],
        recognition["programme_id"],
        cluster["unit"],
        cluster["industry"],
        joined(chains),
        cluster["placement_level"],
        joined(key.adcode for key in places),
        cluster["placement_method"],
        cluster["placement_confidence"],
        recognition["batch_year"],
        recognition["recognised_on"],
        recognition["valid_to"],
        recognition["stage"],
        recognition["source_url"],
    )


CLUSTERS = Dataset(
    "clusters",
    COLUMNS,
    _features,
    geometry="points",
    narrowed_by=("place", "programme", "batch", "year", "chain", "industry"),
)
