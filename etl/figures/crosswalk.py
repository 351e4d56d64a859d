"""From the codes of the census of 2020 to the units of the boundary layer.

data/places/census2020_crosswalk.csv names each unit of 2020 whose code or name is not that of the
layer, or whose ground is not. All other units are those of the same code and name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from etl.lists.cells import Cells, cells_of
from etl.lists.table import Table, read_table
from geo.place import Gazetteer, Level, PlaceKey

FILE_NAME = "census2020_crosswalk.csv"
COLUMNS = ("code_2020", "name_2020", "adcode", "relation", "residents", "note", "source_url")
ZONE_CODE = re.compile(r"\d{4}7\d", re.ASCII)
"""Codes of zones: made for the census's tables, no county-level unit has one."""


class Relation(StrEnum):
    """How a unit of 2020 became the layer's."""

    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    SPLIT = "split"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Part:
    """A county-level unit of the layer that holds a unit of 2020 or a part of it.

    `residents` is how many of the unit's residents live there where it is a part; else None.
    """

    adcode: str
    residents: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What the crosswalk says of a unit of 2020: no parts for a zone."""

    name: str
    relation: Relation
    parts: tuple[Part, ...]


def load_crosswalk(folder: Path) -> dict[str, Link]:
    """Read the crosswalk: links by the code of 2020.

    Raises
    ------
    DataUnavailable, InvalidInput
        As `etl.lists.table.read_table`; and if the rows of a code do not fit together.
    """
    table = read_table(folder / FILE_NAME, COLUMNS)
    rows: dict[str, list[Cells]] = {}
    for cells in cells_of(table):
        rows.setdefault(cells.required("code_2020"), []).append(cells)
    return {code: _link(table, group) for code, group in rows.items()}


def _link(table: Table, rows: list[Cells]) -> Link:
    relations = {row.choice("relation", tuple(Relation)) for row in rows}
    names = {row.name("name_2020") for row in rows}
    if len(relations) > 1 or len(names) > 1:
        raise table.fault(rows[-1].row, "the rows of one code name one unit and one relation")
    relation = Relation(relations.pop())
    parts = tuple(_part(row) for row in rows if row.text("adcode"))
    fits = {Relation.ZONE: len(parts) == 0, Relation.SPLIT: len(parts) > 1}
    if not fits.get(relation, len(parts) == 1):
        raise table.fault(rows[-1].row, f"{relation} with {len(parts)} units of the layer")
    return Link(names.pop(), relation, parts)


def _part(row: Cells) -> Part:
    return Part(str(row.adcode("adcode")), row.whole("residents"))


def parts_in_layer(
    code: str, name: str, crosswalk: Mapping[str, Link], gazetteer: Gazetteer
) -> tuple[Part, ...]:
    """Units of the layer that hold a unit of 2020; none for a zone or an unknown unit.

    A link counts where the layer has all of its units: an older layer still has the unit itself.
    """
    link = crosswalk.get(code)
    if link is not None and link.name == name and _all_in(link.parts, gazetteer):
        return link.parts
    own = PlaceKey(Level.COUNTY, code)
    if own in gazetteer and gazetteer[own].name_zh == name:
        return (Part(code),)
    return ()


def _all_in(parts: Iterable[Part], gazetteer: Gazetteer) -> bool:
    return all(PlaceKey(Level.COUNTY, part.adcode) in gazetteer for part in parts)


def is_zone(code: str, crosswalk: Mapping[str, Link]) -> bool:
    """Whether a unit of 2020 is a zone, counted apart from the counties in which it lies."""
    link = crosswalk.get(code)
    is_listed = link is not None and link.relation is Relation.ZONE
    return is_listed or ZONE_CODE.fullmatch(code) is not None
