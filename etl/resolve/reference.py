"""The data files that the resolver knows besides the boundary layer."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from etl.resolve.lexicon import NotPlaces
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


def keys_of(level: str, adcodes: str) -> tuple[PlaceKey, ...]:
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


def read_reference(gazetteer: Gazetteer, directory: Path) -> Reference:
    """Regions, Corps divisions, abbreviations and province neighbours.

    A row is left out if the layer lacks one of its places: another layer may be older.
    """
    regions = {
        row["name"]: Region(row["level"], keys_of(row["level"], row["adcodes"]), row["note"])
        for row in rows(directory, "regions.csv")
    }
    divisions = {
        row["division"]: PlaceKey(Level(row["level"]), row["adcode"])
        for row in rows(directory, "corps.csv")
    }
    letters = _grouped(rows(directory, "abbreviations.csv"), "letter")
    return Reference(
        regions={n: r for n, r in regions.items() if all(key in gazetteer for key in r.places)},
        divisions={number: key for number, key in divisions.items() if key in gazetteer},
        letters={a: [k for k in keys if k in gazetteer] for a, keys in letters.items()},
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
