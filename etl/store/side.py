"""What of an edition is compared with another: names, places, terms; no geometry, no map layers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Table, func, select

from etl.store.tables import (
    batches,
    cluster_places,
    clusters,
    parks,
    places,
    questions,
    recognitions,
    sources,
    unplaced,
)
from etl.store.theme_tables import industries
from geo.place import Gazetteer, Level, Place, PlaceKey
from geo.standing import STRONGEST_FIRST, Review, Standing, standing

Row = Mapping[str, Any]

COMPARED: Mapping[Table, tuple[str, ...]] = {
    sources: ("id", "kind", "title", "sha256"),
    places: (
        *("level", "adcode", "name_zh", "parent_level", "parent_adcode", "area_km2"),
        *("point_lon", "point_lat", "plane_west", "plane_south", "plane_east", "plane_north"),
    ),
    batches: ("programme_id", "batch_year", "recognised_year"),
    clusters: ("id", "programme_id", "name_zh", "unit", "industry"),
    recognitions: (
        *("cluster_id", "programme_id", "batch_year", "name_zh", "unit"),
        *("recognised_year", "valid_to", "review_result", "reviewed_to"),
    ),
    cluster_places: ("cluster_id", "level", "adcode"),
    industries: ("kind", "subject_id", "main_chain"),
    parks: (
        *("id", "code", "name_zh", "grade", "park_type", "approved", "approved_area_ha"),
        *("leading_industries", "level", "adcode"),
    ),
}
"""The columns that are compared, by table."""

COUNTED = (unplaced, questions)
"""Tables of which only the number of rows is compared."""

LEADING_PROGRAMME = "sme-national"


@dataclass(frozen=True)
class Side:
    """One of two editions that are compared: the rows of `COMPARED`, by the table's name."""

    id: str
    rows: Mapping[str, Collection[Row]]
    counts: Mapping[str, int]

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The tree of its places."""
        return Gazetteer(_place(row) for row in self.rows["places"])

    @cached_property
    def newest_year(self) -> int | None:
        """Year of the newest batch of the leading programme, or of any where that is not loaded."""
        dated = [row for row in self.rows["batches"] if row["recognised_year"] is not None]
        leading = [row for row in dated if row["programme_id"] == LEADING_PROGRAMME] or dated
        return max((int(row["batch_year"]) for row in leading), default=None)

    @cached_property
    def places_of(self) -> Mapping[str, tuple[PlaceKey, ...]]:
        """Places of each cluster that has one."""
        found: dict[str, list[PlaceKey]] = defaultdict(list)
        for row in self.rows["cluster_places"]:
            found[row["cluster_id"]].append(PlaceKey(Level(row["level"]), row["adcode"]))
        return {cluster: tuple(sorted(keys)) for cluster, keys in found.items()}

    @cached_property
    def recognitions_of(self) -> Mapping[str, list[Row]]:
        """Recognitions of each cluster."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows["recognitions"]:
            found[row["cluster_id"]].append(row)
        return found

    @cached_property
    def chains(self) -> Mapping[str, str | None]:
        """Main industrial chain of each cluster; empty if the edition was built without."""
        rows = self.rows["industries"]
        return {row["subject_id"]: row["main_chain"] for row in rows if row["kind"] == "cluster"}

    def standing(self, cluster_id: str, year: int) -> Standing:
        """Standing of a cluster in a year: that of its strongest recognition."""
        found = {_standing(row, year) for row in self.recognitions_of.get(cluster_id, ())}
        return next((one for one in STRONGEST_FIRST if one in found), Standing.UNDATED)

    def place_name(self, key: PlaceKey) -> str:
        """Name of a place after those of the units above it, with its code."""
        above = [place.name_zh for place in self.gazetteer.ancestors(key)[-2::-1]]
        return f"{''.join(above)}{self.gazetteer[key].name_zh} {key.adcode}"


def read_side(connection: Connection, edition_id: str) -> Side:
    """Read what is compared of a published edition."""
    rows = {}
    for table, names in COMPARED.items():
        query = select(*(table.c[name] for name in names)).where(table.c.edition_id == edition_id)
        rows[table.name] = [row._asdict() for row in connection.execute(query)]
    counts = {
        table.name: connection.scalar(
            select(func.count()).select_from(table).where(table.c.edition_id == edition_id)
        )
        or 0
        for table in COUNTED
    }
    return Side(edition_id, rows, counts)


def side_of(edition_id: str, tables: Mapping[str, Collection[Row]]) -> Side:
    """What is compared of an edition that is not published yet, from the rows of its tables."""
    rows = {table.name: tables[table.name] for table in COMPARED}
    return Side(edition_id, rows, {table.name: len(tables[table.name]) for table in COUNTED})


def _place(row: Row) -> Place:
    above = row["parent_level"], row["parent_adcode"]
    parent = PlaceKey(Level(above[0]), above[1]) if above[0] and above[1] else None
    return Place(Level(row["level"]), row["adcode"], row["name_zh"], parent)


def _standing(row: Row, year: int) -> Standing:
    closed = row["review_result"] == Review.CLOSED
    years = row["recognised_year"], row["valid_to"], row["reviewed_to"]
    return standing(*years, year, closed=closed)
