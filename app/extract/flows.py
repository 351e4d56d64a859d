"""The dataset of industrial transfer: policy, recorded and modelled (估算), each row marked.

Amounts of different kinds stand in columns of their own, so that no sum can mix them.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas import Atlas
from app.extract.cells import told_apart
from app.extract.chosen import check_industry
from app.extract.column import Column, Columns
from app.extract.dataset import Dataset, Feature
from app.extract.flow_rows import ROWS, TransferRow
from app.extract.wanted import Wanted
from app.transfer.kinds import Kind
from app.transfer_index import transfer_index
from geo.counts import ground
from geo.place import NATION, PlaceKey

COLUMNS: Columns = {
    "kind": Column("policy, events, projects or modelled"),
    "status": Column("how it is known: policy 政策, observed 观测, modelled 估算"),
    "origin_level": Column("level of the unit of origin; missing where it is not known"),
    "origin_adcode": Column("its code"),
    "origin_name": Column("its name"),
    "destination_level": Column("level of the unit of destination; missing where it is not known"),
    "destination_adcode": Column("its code"),
    "destination_name": Column("its name"),
    "direction": Column("of policy: receive, phase_out or no_longer_receive"),
    "activity": Column("of modelled flows: secondary, or a division with its section, as C39"),
    "industry": Column("the industry in the words of the source"),
    "title": Column("entry of the guidance, event or project in the words of the source"),
    "period": Column("years of the model as 2014-2019, year of a project, day of an event"),
    "projects": Column("projects signed at an event", "integer"),
    "amount_100m_cny": Column("recorded amount", "number", "100 million CNY"),
    "at_least": Column("whether the source says that the amount is more than that", "boolean"),
    "amount_basis": Column("what the amount is, in the words of the source"),
    "jobs": Column("recorded jobs", "integer", "persons"),
    "modelled_value": Column("flow that the model gives (估算), in modelled_unit", "number"),
    "modelled_low": Column("least over the exponents of distance 1, 1.5 and 2 (估算)", "number"),
    "modelled_high": Column("most over the exponents of distance 1, 1.5 and 2 (估算)", "number"),
    "modelled_unit": Column("unit of the modelled values"),
    "record_complete": Column("of policy: whether the source gives the whole record of the place"),
    "source_id": Column("id of the source; modelled flows are derived and have none"),
    "source_url": Column("address of the source"),
}


def _features(atlas: Atlas, wanted: Wanted) -> Iterator[Feature]:
    check_industry(atlas, wanted)
    return _touching(atlas, wanted, atlas.gazetteer.coarsest(wanted.place).key)


def _touching(atlas: Atlas, wanted: Wanted, focus: PlaceKey) -> Iterator[Feature]:
    for kind, rows_of in ROWS.items():
        if wanted.kind not in ("", kind):
            continue
        rows = list(rows_of(transfer_index(atlas)))
        ids = told_apart(f"{kind}-{row.name}" for row in rows)
        for its_id, row in zip(ids, rows, strict=True):
            named = wanted.industry in ("", row.cells.get("activity"))
            if named and any(_lies_in(atlas, end, focus) for end in row.ends):
                yield Feature(its_id, _values(atlas, kind, row), _line(row))


def _lies_in(atlas: Atlas, place: PlaceKey, focus: PlaceKey) -> bool:
    if focus == NATION:
        return True
    return ground(atlas.gazetteer, place).get(focus.level) == focus.adcode


def _line(row: TransferRow) -> tuple[PlaceKey, ...]:
    """Both ends; nothing where one is not known better than the nation, or both are one place."""
    ends = tuple(key for key in row.ends if key != NATION)
    return ends if len(set(ends)) > 1 else ()


def _values(atlas: Atlas, kind: Kind, row: TransferRow) -> tuple[object, ...]:
    cells = {"kind": str(kind), **row.cells}
    for end, key in (("origin", row.origin), ("destination", row.destination)):
        if key is not None:
            name_zh = atlas.gazetteer[key].name_zh
            cells |= {f"{end}_level": str(key.level), f"{end}_adcode": key.adcode}
            cells |= {f"{end}_name": name_zh}
    return tuple(cells.get(name) for name in COLUMNS)


FLOWS = Dataset(
    "flows",
    COLUMNS,
    _features,
    geometry="lines",
    narrowed_by=("place", "industry", "kind"),
    note="Rows of kind modelled (估算) are derived by a model (docs/methods.md, modelled_flow) and "
    "not observed; policy, observed and modelled rows are never to be added up.",
)
