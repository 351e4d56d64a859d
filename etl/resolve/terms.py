"""Terms besides the layer's own names: former names, zones, towns.

A row of a data file is left out if the layer lacks one of its places: another layer may be older.
"""

from __future__ import annotations

from pathlib import Path

from etl.resolve.forms import Form, stem
from etl.resolve.lexicon import Lexicon, Reading
from etl.resolve.reference import keys_of, rows
from geo.place import Gazetteer, Level, PlaceKey


def add_aliases(lexicon: Lexicon, gazetteer: Gazetteer, directory: Path) -> None:
    """Put former and customary names into the lexicon."""
    for row in rows(directory, "aliases.csv"):
        keys = keys_of(row["level"], row["adcodes"])
        if not all(key in gazetteer for key in keys):
            continue
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
        keys = keys_of(row["level"], row["adcodes"])
        if not all(key in gazetteer for key in keys):
            continue
        place = keys[0] if len(keys) == 1 else common_ancestor(gazetteer, keys)
        others = keys if len(keys) > 1 else ()
        lexicon.add(row["name"], Reading(place, Form.ZONE, row["note"], others))


def add_towns(lexicon: Lexicon, gazetteer: Gazetteer, directory: Path) -> None:
    """Put towns with a known industry into the lexicon; `short` is a name that needs no 镇."""
    for row in rows(directory, "towns.csv"):
        key = PlaceKey(Level(row["level"]), row["adcode"])
        for term in filter(None, (row["name"], row["short"])) if key in gazetteer else ():
            lexicon.add(term, Reading(key, Form.TOWN, f"{row['name']}: {row['note']}"))


def common_ancestor(gazetteer: Gazetteer, keys: tuple[PlaceKey, ...]) -> PlaceKey:
    """The finest place that holds all the given ones (one of them, if it holds the others)."""
    lines = [[key, *(place.key for place in gazetteer.ancestors(key))] for key in keys]
    shared = set(lines[0]).intersection(*lines[1:])
    return next(key for key in lines[0] if key in shared)
