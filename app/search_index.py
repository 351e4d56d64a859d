"""The search index: names of all places and clusters, sent to the browser once an edition."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from geo.place import NATION, Level, PlaceKey

PLACE_COLUMNS = (
    "level",
    "adcode",
    "name_zh",
    "name_en",
    "pinyin",
    "initials",
    "province_adcode",
    "prefecture_adcode",
    "area_km2",
)
FIELDS = ("adcode", "name", "name_en", "pinyin", "initials", "province", "prefecture", "area_km2")
CENSUS_FIELDS = ("residents", "manufacturing_share")
"""Of the table under the map; there only where the edition holds them of some place."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Compressed JSON and the address under which it is served for ever."""

    url: str
    body: bytes


def build_search_index(
    places: list[dict[str, Any]],
    clusters: list[dict[str, Any]],
    homes: dict[str, PlaceKey],
) -> SearchIndex:
    """Write the index.

    Parameters
    ----------
    places, clusters
        Records of the edition; places may have the fields `CENSUS_FIELDS`.
    homes
        For each cluster the place that a click on it leads to.
    """
    census = [name for name in CENSUS_FIELDS if any(row.get(name) is not None for row in places)]
    levels: dict[str, list[list[Any]]] = {level: [] for level in Level}
    for row in places:
        levels[row["level"]].append([*_place(row), *(row[name] for name in census)])
    content = {
        "fields": [*FIELDS, *census],
        "levels": levels,
        "clusters": [_cluster(row, homes.get(row["id"], NATION)) for row in clusters],
    }
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(raw).hexdigest()
    return SearchIndex(f"/geo/index/{digest}.json", gzip.compress(raw, 9, mtime=0))


def _place(row: dict[str, Any]) -> list[Any]:
    return [
        row["adcode"],
        row["name_zh"],
        row["name_en"],
        row["pinyin"],
        row["initials"],
        row["province_adcode"],
        row["prefecture_adcode"],
        round(row["area_km2"], 1),
    ]


def _cluster(row: dict[str, Any], home: PlaceKey) -> list[Any]:
    return [row["name_zh"], row["pinyin"], row["initials"], home.level, home.adcode]
