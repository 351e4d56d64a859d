"""The park catalogue as parks, each in the smallest unit that surely holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.assembly.clusters import placement_columns, unplaced_frame, unplaced_row
from etl.assembly.entries import place_met
from etl.assembly.identity import park_id
from etl.assembly.placing import Placed, Placer
from etl.decisions.ledger import Met
from etl.store.tables import parks
from geo.place import Gazetteer, PlaceKey


@dataclass(frozen=True, slots=True)
class ParkFrames:
    """Frames of the tables `parks` and `unplaced`; how each park was placed; decisions met."""

    parks: pd.DataFrame
    unplaced: pd.DataFrame
    placed: tuple[Placed, ...]
    met: tuple[Met, ...]


def build_parks(listed: pd.DataFrame, placer: Placer) -> ParkFrames:
    """Place every listed park.

    A park that spans several units is put in the unit above them that holds all.

    Parameters
    ----------
    listed : DataFrame
        Rows as `etl.lists.parks.read_parks` gives them.
    placer : Placer
    """
    columns = ["name_zh", "unit", "address", "address_quality"]
    cells = listed[columns].astype(object).where(listed[columns].notna(), "")
    placed = [placer.park(*row) for row in cells.itertuples(index=False, name=None)]
    held_by = [_holder(placer.gazetteer, one.placement.places) for one in placed]
    added: dict[str, Any] = {
        "id": _ids(listed),
        "level": [key.level.value if key else None for key in held_by],
        "adcode": [key.adcode if key else None for key in held_by],
        "source_url": None,
        "source_note": None,
    }
    frame = listed.assign(**added, **placement_columns(placed))
    names = [column.name for column in parks.columns if column.name != "edition_id"]
    return ParkFrames(
        parks=frame[names],
        unplaced=_unplaced(frame, placed, held_by),
        placed=tuple(placed),
        met=tuple(met for one in placed if (met := place_met(one))),
    )


def _ids(listed: pd.DataFrame) -> list[str]:
    """Ids by code and name; a row that repeats both gets its row number with them."""
    ids: list[str] = []
    seen: set[str] = set()
    columns = ["code", "name_zh", "source_row"]
    for code, name, row in listed[columns].itertuples(index=False, name=None):
        identity = park_id(code, name)
        if identity in seen:
            identity = park_id(f"{code} row {row}", name)
        seen.add(identity)
        ids.append(identity)
    return ids


def _holder(gazetteer: Gazetteer, places: Sequence[PlaceKey]) -> PlaceKey | None:
    """The place, or the lowest that holds all places."""
    lines = [[key, *(above.key for above in gazetteer.ancestors(key))] for key in places]
    if not lines:
        return None
    return next(key for key in lines[0] if all(key in line for line in lines))


def _unplaced(
    frame: pd.DataFrame, placed: Sequence[Placed], held_by: Sequence[Any]
) -> pd.DataFrame:
    rows = [
        unplaced_row("park", str(row.id), row, one.placement)
        for row, one, key in zip(frame.itertuples(), placed, held_by, strict=True)
        if key is None
    ]
    return unplaced_frame(rows)
