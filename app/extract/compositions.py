"""The dataset of compositions: clusters and parks of each chain in the units of a level."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from app.atlas import Atlas, Unit
from app.extract.chosen import check_counted
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.indicator_values import counted_by
from app.extract.places import units_of, view_for
from app.extract.wanted import Wanted
from app.industry_index import Holdings, industry_index
from app.industry_reading import Subject
from app.region.industries import holdings_of
from app.view import View
from geo.mix import MIN_MAPPED

COLUMNS: Columns = {
    "level": Column("province, prefecture or county"),
    "adcode": Column("code of the unit"),
    "name_zh": Column("its name"),
    "subject": Column("cluster or park: what is counted"),
    "programme": Column("programme whose clusters are counted, or all; missing for parks"),
    "year": Column("year in which they are in force, or all; missing for parks"),
    "chain": Column("id of the industrial chain"),
    "chain_zh": Column("its name"),
    "count": Column("clusters or parks that count in the chain", "integer"),
    "leads": Column("those of them of which a reading is led by it", "integer"),
    "broad": Column("those of them that leave their division open", "integer"),
    "mapped": Column("clusters or parks of the unit that count in some chain", "integer"),
    "subjects": Column("all clusters or parks of the unit", "integer"),
    "share": Column(
        f"count in mapped, 0..1; one may count in several chains; none below {MIN_MAPPED} mapped",
        "number",
    ),
    "dominant": Column("whether it is the dominant chain of the unit", "boolean"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    check_counted(wanted)
    view = view_for(atlas, wanted)
    return _present(view, units_of(atlas, view, wanted), wanted)


def _present(view: View, units: tuple[Unit, ...], wanted: Wanted) -> Iterator[Feature]:
    index = industry_index(view.atlas)
    for subject in [wanted.subject] if wanted.subject else Subject:
        counted = counted_by(view, subject)
        about = (str(subject), counted.get("programme"), counted.get("year"))
        holdings = holdings_of(view, subject)
        for unit, chain, numbers in _held(holdings, units, view.state.chain):
            place = unit.place
            named = (str(place.level), place.adcode, place.name_zh)
            values = (*named, *about, chain, index.chains[chain].name_zh, *numbers)
            its_id = f"{place.level}-{place.adcode}-{subject}-{chain}"
            yield Feature(its_id, values, (place.key,))


def _held(
    holdings: Holdings, units: tuple[Unit, ...], only: str
) -> Iterator[tuple[Unit, str, tuple[object, ...]]]:
    """Each unit with each chain that something there counts in, and the numbers of the two."""
    level = units[0].place.level
    mix = holdings.mix(level)
    rows = mix.counts.index.get_indexer(pd.Index([unit.place.adcode for unit in units]))
    chains = [only] if only else list(mix.counts.columns)
    counts, leads, broad = (
        table[chains].to_numpy()[rows] for table in (mix.counts, mix.leads, mix.broad)
    )
    mapped, subjects, led = (
        series.to_numpy()[rows].tolist()
        for series in (mix.mapped, mix.subjects, holdings.dominant(level))
    )
    for i, j in np.argwhere(counts > 0).tolist():
        count, chain = int(counts[i, j]), chains[j]
        share = count / mapped[i] if mapped[i] >= MIN_MAPPED else None
        numbers = (count, int(leads[i, j]), int(broad[i, j]), mapped[i], subjects[i], share)
        yield units[i], chain, (*numbers, led[i] == chain)


COMPOSITIONS = Dataset(
    "compositions",
    COLUMNS,
    _features,
    geometry="points",
    narrowed_by=("place", "level", "programme", "batch", "year", "subject", "chain"),
)
