"""The data files that the resolver knows besides the boundary layer."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from etl.resolve.forms import Form, stem
from etl.resolve.lexicon import Lexicon, NotPlaces, Reading
from geo.errors import DataUnavailable, InvalidInput
from geo.place import Gazetteer, Level, PlaceKey

COLUMNS = {
    "aliases.csv": ["old_name", "province_adcode", "level", "adcodes", "year", "kind", "note"],
    "zones.csv": ["name", "level", "adcodes", "note"],
    "towns.csv": ["name", "short", "level", "adcode", "note"],
    "regions.csv": ["name", "level", "adcodes", "note"],
    "corps.csv": ["division", "level", "adcode", "note"],
    "abbreviations.csv": ["letter", "level", "adcode"],
    "neighbours.csv": ["adcode", "neighbours"],
    "not_places.csv": ["word", "kind", "note"],
}
WORD_KINDS = ("never", "end", "doubtful")


@dataclass(frozen=True, slots=True)
class Region:
    """A name for several places at once: 京津冀, 滇中."""

    level: str
    places: tuple[PlaceKey, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What the data files hold, keyed for look-up."""

    regions: dict[str, Region] = field(default_factory=dict)
    divisions: dict[str, PlaceKey] = field(default_factory=dict)
    letters: dict[str, list[PlaceKey]] = field(default_factory=dict)
    neighbours: dict[str, frozenset[str]] = field(default_factory=dict)


def rows(directory: Path, name: str) -> list[dict[str, str]]:
    """Rows of one data file, every value a string.

    Raises
    ------
    DataUnavailable
        If the file is not there.
    InvalidInput
        If it lacks a column.
    """
    path = directory / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.DictReader(file))
    except OSError as error:
        raise DataUnavailable(f"{path} cannot be read: {error}") from error
    missing = [column for column in COLUMNS[name] if table and column not in table[0]]
    if missing:
        raise InvalidInput(f"{path} lacks the column(s) {', '.join(missing)}")
    return table


def _keys(level: str, adcodes: str) -> tuple[PlaceKey, ...]:
    """Keys of adcodes joined by ``;``; ``several`` takes each at the level its code shows."""
    return tuple(PlaceKey(_level_of(level, code), code) for code in adcodes.split(";") if code)


def _level_of(level: str, adcode: str) -> Level:
    if level not in {"several", "none"}:
        return Level(level)
    if adcode.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if adcode.endswith("00") else Level.COUNTY


def not_places(directory: Path) -> NotPlaces:
    """Words that look like a place's short name."""
    table = rows(directory, "not_places.csv")
    kinds = {kind: frozenset(r["word"] for r in table if r["kind"] == kind) for kind in WORD_KINDS}
    return NotPlaces(**kinds)


def add_aliases(lexicon: Lexicon, gazetteer: Gazetteer, directory: Path) -> None:
    """Put former and customary names into the lexicon."""
    for row in rows(directory, "aliases.csv"):
        keys = _keys(row["level"], row["adcodes"])
        place = keys[0] if len(keys) == 1 else common_ancestor(gazetteer, keys)
        note = _alias_note(row, gazetteer, keys)
        others = keys if len(keys) > 1 else ()
        lexicon.add(row["old_name"], Reading(place, Form.ALIAS, note, others))
        short = stem(row["old_name"])
        if 2 <= len(short) < len(row["old_name"]) and row["kind"] != "short":
            lexicon.add(short, Reading(place, Form.ALIAS_SHORT, note, others))


def _alias_note(row: dict[str, str], gazetteer: Gazetteer, keys: tuple[PlaceKey, ...]) -> str:
    if row["kind"] == "newer":
        return f"{row['old_name']}: placed at the prefecture, unit newer than the layer"
    names = ", ".join(gazetteer[key].name_zh for key in keys)
    if row["kind"] == "short":
        return f"{row['old_name']} = {names}"
    when = f" ({row['year']})" if row["year"] else ""
    return f"{row['old_name']} is now {names}{when}"


def add_zones(lexicon: Lexicon, gazetteer: Gazetteer, directory: Path) -> None:
    """Put well-known development zones and new areas into the lexicon."""
    for row in rows(directory, "zones.csv"):
        keys = _keys(row["level"], row["adcodes"])
        place = keys[0] if len(keys) == 1 else common_ancestor(gazetteer, keys)
        others = keys if len(keys) > 1 else ()
        lexicon.add(row["name"], Reading(place, Form.ZONE, row["note"], others))


def add_towns(lexicon: Lexicon, directory: Path) -> None:
    """Put towns with a known industry into the lexicon; `short` is a name that needs no 镇."""
    for row in rows(directory, "towns.csv"):
        key = PlaceKey(Level(row["level"]), row["adcode"])
        for term in filter(None, (row["name"], row["short"])):
            lexicon.add(term, Reading(key, Form.TOWN, f"{row['name']}: {row['note']}"))


def common_ancestor(gazetteer: Gazetteer, keys: tuple[PlaceKey, ...]) -> PlaceKey:
    """The finest place that holds all the given ones (one of them, if it holds the others)."""
    lines = [[key, *(place.key for place in gazetteer.ancestors(key))] for key in keys]
    shared = set(lines[0]).intersection(*lines[1:])
    return next(key for key in lines[0] if key in shared)


def read_reference(directory: Path) -> Reference:
    """Regions, towns, Corps divisions, abbreviations and province neighbours."""
    return Reference(
        regions={
            row["name"]: Region(row["level"], _keys(row["level"], row["adcodes"]), row["note"])
            for row in rows(directory, "regions.csv")
        },
        divisions={
            row["division"]: PlaceKey(Level(row["level"]), row["adcode"])
            for row in rows(directory, "corps.csv")
        },
        letters=_grouped(rows(directory, "abbreviations.csv"), "letter"),
        neighbours={
            row["adcode"]: frozenset(row["neighbours"].split(";"))
            for row in rows(directory, "neighbours.csv")
        },
    )


def _grouped(table: list[dict[str, str]], column: str) -> dict[str, list[PlaceKey]]:
    grouped: dict[str, list[PlaceKey]] = {}
    for row in table:
        grouped.setdefault(row[column], []).append(PlaceKey(Level(row["level"]), row["adcode"]))
    return grouped
