"""The dataset of indicators: a long table of what the maps show of the units of a level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.atlas import Atlas, Unit
from app.extract.chosen import check_counted, check_industry
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.indicator_values import (
    MEASURED,
    MIXED,
    QUOTIENTS,
    SPOTTED,
    TRANSFER,
    Value,
    measures,
    mixes,
    quotients,
    spots,
    transfer,
)
from app.extract.places import units_of, view_for
from app.extract.wanted import Wanted
from app.industry_reading import Subject
from app.view import View
from geo.errors import NotFound
from geo.indicator import Indicator
from geo.place import Level

INDICATORS_SHOWN = (*MEASURED, *SPOTTED, *QUOTIENTS, *MIXED, *TRANSFER)
"""All that there may be values of."""

COLUMNS: Columns = {
    "level": Column("province, prefecture or county"),
    "adcode": Column("code of the unit"),
    "name_zh": Column("its name"),
    "indicator": Column("id of the indicator (docs/methods.md)"),
    "value": Column("value, in unit; there is no row where there is none", "number"),
    "unit": Column("unit of the value; - is none"),
    "lower": Column("lower bound of the 95 % interval, of a location quotient", "number"),
    "upper": Column("upper bound of the 95 % interval, of a location quotient", "number"),
    "n": Column(
        "clusters, parks, counties or neighbours that it rests on (docs/extracts.md)", "integer"
    ),
    "grade": Column(
        "class of the value, where the indicator has classes: hot1..3, cold1..3, HH, LL, HL, LH or "
        "none; of a gradient 0..3 over its breaks"
    ),
    "p": Column("pseudo p-value, of hot spots and outliers", "number"),
    "q": Column("false discovery rate, of hot spots and outliers", "number"),
    "subject": Column("cluster or park: what is counted; missing where nothing is"),
    "chain": Column("id of the industrial chain, where it is of one"),
    "activity": Column("secondary, or a division with its section, as C39, of gradients"),
    "detail": Column("mean or max over the neighbours; indicator that hot spots are found of"),
    "programme": Column("programme whose clusters are counted, or all"),
    "year": Column("year of what is counted, or all; period of a local effect as 2014-2019"),
    "modelled": Column("whether a model of ours gives the value (估算)", "boolean"),
}

_HELD = {"indicator": "indicator", "subject": "subject", "chain": "chain", "industry": "activity"}
"""Column that a parameter is held against."""


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    check_indicator(wanted, INDICATORS_SHOWN)
    check_counted(wanted)
    check_industry(atlas, wanted)
    view = view_for(atlas, wanted)
    return _known(view, units_of(atlas, view, wanted), wanted)


def check_indicator(wanted: Wanted, known: Iterable[Indicator]) -> None:
    """Refuse an indicator that a dataset cannot have.

    Raises
    ------
    NotFound
        The message says which it has.
    """
    ids = [one.id for one in known]
    if wanted.indicator and wanted.indicator not in ids:
        raise NotFound(f"indicator={wanted.indicator} is not in this dataset: {', '.join(ids)} are")


def _known(view: View, units: Sequence[Unit], wanted: Wanted) -> Iterator[Feature]:
    for one in _values(view, units, wanted):
        cells = _cells(one)
        if all(getattr(wanted, name) in ("", cells[held]) for name, held in _HELD.items()):
            yield Feature(_id(cells), tuple(cells.values()), (one.unit.place.key,))


def _values(view: View, units: Sequence[Unit], wanted: Wanted) -> Iterator[Value]:
    """Values of the units; those that are not wanted are mostly not even made."""

    def may_have(group: Iterable[Indicator]) -> bool:
        return not wanted.indicator or wanted.indicator in {one.id for one in group}

    if may_have(MEASURED):
        yield from measures(view, units)
    if may_have(SPOTTED):
        yield from spots(view, units)
    for subject in [wanted.subject] if wanted.subject else Subject:
        if may_have(QUOTIENTS):
            yield from quotients(view, units, subject)
        if may_have(MIXED):
            yield from mixes(view, units, subject)
    if may_have(TRANSFER) and units[0].place.level is Level.PROVINCE:
        yield from transfer(view.atlas, units)


def _cells(one: Value) -> dict[str, object]:
    place = one.unit.place
    known = {
        "level": str(place.level),
        "adcode": place.adcode,
        "name_zh": place.name_zh,
        "indicator": one.indicator.id,
        "value": one.value,
        "unit": str(one.indicator.unit),
        "modelled": one.indicator.modelled,
        **one.cells,
    }
    return {name: known.get(name) for name in COLUMNS}


def _id(cells: dict[str, object]) -> str:
    """What a value is of; its period where there are several."""
    parts = ["level", "adcode", "indicator", "subject", "chain", "activity", "detail"]
    if cells["activity"]:
        parts.append("year")
    return "-".join(str(cells[part]) for part in parts if cells[part])


INDICATORS = Dataset(
    "indicators",
    COLUMNS,
    _features,
    geometry="points",
    narrowed_by=(
        "place",
        "level",
        "programme",
        "batch",
        "year",
        "subject",
        "chain",
        "industry",
        "indicator",
    ),
    note="Rows that are modelled (估算) rest on a model (docs/methods.md) rather than on counts.",
)
