"""The difference between two editions: clusters, parks, places, sources, counts of provinces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping

from sqlalchemy import Connection, Engine

from etl.store.aspects import Aspect, Comparison, Row
from etl.store.changes import Change, EditionDiff, Kind, ProvinceCount, Subject, Total
from etl.store.diff_clusters import cluster_changes
from etl.store.engine import reading
from etl.store.pointer import current_id, find_id
from etl.store.schema import check
from etl.store.side import Side, read_side, side_of
from geo.counts import memberships
from geo.errors import DataUnavailable
from geo.place import Level, PlaceKey
from geo.standing import Standing

DIGITS = 6
"""Of areas and positions that are compared: what is beyond is another version of a library."""

_PARK_FACTS = ("code", "grade", "park_type", "approved", "approved_area_ha", "leading_industries")
_SHAPE = (
    *("area_km2", "point_lon", "point_lat"),
    *("plane_west", "plane_south", "plane_east", "plane_north"),
)


def _shape(row: Row) -> tuple[float, ...]:
    return tuple(round(row[name], DIGITS) for name in _SHAPE)


_PARKS = Comparison(
    Subject.PARK,
    group="grade",
    tell=lambda row: str(row["place_name"]),
    aspects=(
        Aspect.of_column(Kind.RENAMED, "name"),
        Aspect(Kind.MOVED, lambda row: row["place"], lambda row: str(row["place_name"])),
        *(Aspect.of_column(Kind.CHANGED, name, named=True) for name in _PARK_FACTS),
    ),
)
_PLACES = Comparison(
    Subject.PLACE,
    group="level",
    tell=lambda row: str(row["parent_name"]),
    aspects=(
        Aspect.of_column(Kind.RENAMED, "name"),
        Aspect(Kind.MOVED, lambda row: row["parent"], lambda row: str(row["parent_name"])),
        Aspect(Kind.REDRAWN, _shape, lambda row: f"{row['area_km2']:.2f} km2"),
    ),
)
_SOURCES = Comparison(
    Subject.SOURCE,
    group="kind",
    tell=lambda row: str(row["sha256"]),
    aspects=(Aspect.of_column(Kind.CHANGED, "sha256"),),
)


def diff_editions(engine: Engine, before: str, after: str, year: int | None = None) -> EditionDiff:
    """Tell what changed from one published edition to another.

    Parameters
    ----------
    engine : Engine
    before, after : str
        As for `etl.store.pointer.find_id`, whose errors it raises.
    year : int, optional
        In which standings are compared and clusters counted, by both editions; that of the newest
        batch of the second one by default.

    Raises
    ------
    DataUnavailable
        If the store is away or of another version.
    """
    with reading(engine) as connection:
        check(connection)
        ids = [find_id(connection, asked) for asked in (before, after)]
        older, newer = (read_side(connection, edition_id) for edition_id in ids)
    return compare(older, newer, year)


def compare_with_current(
    connection: Connection, tables: Mapping[str, Collection[Row]]
) -> EditionDiff | None:
    """Tell what an edition that is not published yet changes against the current one.

    Parameters
    ----------
    connection : Connection
    tables : mapping
        Rows of each table of the new edition.

    Returns
    -------
    EditionDiff or None
        None if there is no current edition, or no batch that says its year.
    """
    current, newer = current_id(connection), side_of("", tables)
    if current is None or newer.newest_year is None:
        return None
    return compare(read_side(connection, current), newer)


def compare(older: Side, newer: Side, year: int | None = None) -> EditionDiff:
    """Tell what changed from one side to the other; as `diff_editions`."""
    year = year or newer.newest_year
    if year is None:
        raise DataUnavailable(f"no batch of edition {newer.id} says its year: give --year YEAR")
    changes = (
        *cluster_changes(older, newer, year),
        *_PARKS.changes(before := _parks(older), after := _parks(newer), _recoded(before, after)),
        *_PLACES.changes(_places(older), _places(newer), {}),
        *_SOURCES.changes(_sources(older), _sources(newer), {}),
    )
    return EditionDiff(
        older.id,
        newer.id,
        year,
        tuple(sorted(changes, key=_order)),
        tuple(_province_counts(older, newer, year)),
        tuple(_totals(older, newer, year)),
    )


def _order(change: Change) -> tuple[int, int, str, str, str]:
    kinds = list(Subject).index(change.subject), list(Kind).index(change.kind)
    return *kinds, change.group, change.name, change.id


def _parks(side: Side) -> dict[str, Row]:
    keys = {row["id"]: _key(row["level"], row["adcode"]) for row in side.rows["parks"]}
    return {
        row["id"]: {
            **row,
            "name": row["name_zh"],
            "place": keys[row["id"]],
            "place_name": _name(side, keys[row["id"]]),
        }
        for row in side.rows["parks"]
    }


def _recoded(before: Mapping[str, Row], after: Mapping[str, Row]) -> dict[str, str]:
    """Parks whose name or code was corrected: their id is made of both."""
    same: dict[str, str] = {}
    for column in ("code", "name"):
        gone = _unique(before, before.keys() - after.keys() - same.keys(), column)
        new = _unique(after, after.keys() - before.keys() - set(same.values()), column)
        same |= {gone[value]: new[value] for value in gone.keys() & new.keys()}
    return same


def _unique(rows: Mapping[str, Row], keys: set[str], column: str) -> dict[Hashable, str]:
    """Ids by a column's values, where only one of them has the value."""
    count = Counter(rows[key][column] for key in keys)
    return {rows[key][column]: key for key in keys if count[rows[key][column]] == 1}


def _places(side: Side) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in side.rows["places"]:
        parent = _key(row["parent_level"], row["parent_adcode"])
        added = {"parent": parent, "parent_name": _name(side, parent), "name": row["name_zh"]}
        identity = f"{row['level']}/{row['adcode']}"
        rows[identity] = {**row, **added, "id": identity}
    return rows


def _sources(side: Side) -> dict[str, Row]:
    return {row["id"]: {**row, "name": row["title"]} for row in side.rows["sources"]}


def _key(level: str | None, adcode: str | None) -> PlaceKey | None:
    return PlaceKey(Level(level), adcode) if level and adcode else None


def _name(side: Side, key: PlaceKey | None) -> str:
    return side.place_name(key) if key else ""


def _in_force(side: Side, year: int) -> Counter[tuple[str, str]]:
    """Clusters in force by province and programme."""
    programme_of = {row["id"]: row["programme_id"] for row in side.rows["clusters"]}
    placed = [
        (cluster, key)
        for cluster, keys in side.places_of.items()
        if side.standing(cluster, year) is Standing.IN_FORCE
        for key in keys
    ]
    members = memberships(side.gazetteer, placed)
    pairs = members.loc[members["province"].notna(), ["cluster_id", "province"]].drop_duplicates()
    return Counter(
        (province, programme_of[cluster])
        for cluster, province in pairs.itertuples(index=False, name=None)
    )


def _province_counts(older: Side, newer: Side, year: int) -> Iterator[ProvinceCount]:
    before, after = _in_force(older, year), _in_force(newer, year)
    for adcode, programme in sorted(before.keys() | after.keys()):
        key = PlaceKey(Level.PROVINCE, adcode)
        tree = newer.gazetteer if key in newer.gazetteer else older.gazetteer
        both = before[adcode, programme], after[adcode, programme]
        yield ProvinceCount(adcode, tree[key].name_zh, programme, *both)


def _totals(older: Side, newer: Side, year: int) -> Iterator[Total]:
    for name in ("clusters", "recognitions", "parks", "places"):
        yield Total(name, len(older.rows[name]), len(newer.rows[name]))
    for standing in (Standing.IN_FORCE, Standing.REVIEW_UNKNOWN, Standing.UNDATED):
        yield Total(standing.value, *(_standing(side, standing, year) for side in (older, newer)))
    for name in older.counts:
        yield Total(name, older.counts[name], newer.counts[name])


def _standing(side: Side, standing: Standing, year: int) -> int:
    return sum(side.standing(row["id"], year) is standing for row in side.rows["clusters"])
