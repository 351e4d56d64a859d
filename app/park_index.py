"""Parks of an edition: their leading industries, what documents say against them, their land use.

What the map, the table, the panel, the place page and the images show of parks comes from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pandas as pd

from app.atlas import Atlas
from app.industry_reading import Reading, Subject, readings_of
from app.neighbours import neighbours
from geo.counts import ground
from geo.intensity import INTENSITY_RATIO
from geo.place import NATION, Level, PlaceKey

MOST_INDUSTRIES: Final = 3
"""Leading industries that a provincial park should not exceed (工信部联规〔2025〕189号)."""


class Flag(StrEnum):
    """What a document says against a park; a flag is a question to its planners, no verdict."""

    MANY_INDUSTRIES = "many_industries"
    SAME_MIX = "same_mix"


@dataclass(frozen=True, slots=True)
class Intensity:
    """One land-use indicator of a park; `refused` says why there is no value."""

    indicator: str
    year: int
    value: float | None
    refused: str | None
    reference: float | None
    reference_as_of: str | None

    @property
    def ratio(self) -> float | None:
        """Value in the national reference; None where one of them is missing."""
        if self.value is None or not self.reference:
            return None
        return self.value / self.reference

    @property
    def grade(self) -> int:
        """Grade of the ratio, 0..4 over the breaks of `INTENSITY_RATIO`; -1 where missing."""
        return int(INTENSITY_RATIO.grade([float("nan") if self.ratio is None else self.ratio])[0])


@dataclass(frozen=True, slots=True)
class Park:
    """One park of the catalogue.

    Attributes
    ----------
    place
        The smallest unit that surely holds it; None if it could not be placed.
    industries
        Its leading industries as read, one for each that the catalogue lists.
    flags
        `SAME_MIX` comes with the ids of the parks in `twins`.
    intensity
        Newest values by indicator, from a user's figures.
    """

    id: str
    code: str
    name_zh: str
    grade: str
    park_type: str | None
    approved: str | None
    area_ha: float | None
    place: PlaceKey | None
    industries: tuple[Reading, ...]
    flags: tuple[Flag, ...]
    twins: tuple[str, ...]
    intensity: Mapping[str, Intensity]


class ParkIndex:
    """All parks of an edition, by id and by place."""

    def __init__(self, atlas: Atlas) -> None:
        readings = readings_of(atlas.edition.industries, Subject.PARK)
        rows = {row["id"]: row for row in atlas.parks}
        self._ground = {
            park_id: ground(atlas.gazetteer, PlaceKey(Level(row["level"]), row["adcode"]))
            for park_id, row in rows.items()
            if row["adcode"]
        }
        twins = self._twins(atlas, readings)
        intensity = _intensity(atlas.edition.park_intensity)
        self.parks: dict[str, Park] = {
            park_id: _park(row, readings.get(park_id, ()), twins[park_id], intensity[park_id])
            for park_id, row in rows.items()
        }
        self._by_place: dict[PlaceKey, list[Park]] = defaultdict(list)
        for park_id, held in self._ground.items():
            for level, adcode in held.items():
                self._by_place[PlaceKey(level, adcode)].append(self.parks[park_id])
        self.indicators = tuple(sorted(set(atlas.edition.park_intensity["indicator"])))

    def within(self, key: PlaceKey) -> Sequence[Park]:
        """Parks in a place, in the order of the catalogue; in the nation, all of them."""
        return list(self.parks.values()) if key == NATION else self._by_place.get(key, [])

    def county_of(self, park: Park) -> str | None:
        """Adcode of the county that holds a park, where it is known so far."""
        return self._ground.get(park.id, {}).get(Level.COUNTY)

    def _twins(
        self, atlas: Atlas, readings: Mapping[str, tuple[Reading, ...]]
    ) -> Mapping[str, tuple[str, ...]]:
        """For each park those with the same industries in its county or one that borders on it."""
        counties = [place.adcode for place in atlas.gazetteer.of_level(Level.COUNTY)]
        position = {adcode: i for i, adcode in enumerate(counties)}
        borders = neighbours(atlas, Level.COUNTY)
        held: dict[int, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for park_id, places in self._ground.items():
            if (county := places.get(Level.COUNTY)) and (mix := _mix(readings.get(park_id, ()))):
                held[position[county]].append((park_id, mix))
        found: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for i, mine in held.items():
            around = borders.indices[borders.indptr[i] : borders.indptr[i + 1]]
            others = [one for j in (i, *around.tolist()) for one in held.get(j, ())]
            for park_id, mix in mine:
                found[park_id] = tuple(o for o, its in others if its == mix and o != park_id)
        return found


def park_index(atlas: Atlas) -> ParkIndex:
    """The parks of an edition, built once."""
    return atlas.derived("parks", lambda *_: ParkIndex(atlas))


def totals(index: ParkIndex, keys: Iterable[PlaceKey]) -> list[tuple[int, float, int]]:
    """Number of parks, approved area (ha) and number of flagged parks of each place.

    Parks whose area the catalogue does not state add nothing to the area.
    """
    rows = []
    for key in keys:
        parks = index.within(key)
        area_ha = sum(park.area_ha for park in parks if park.area_ha is not None)
        rows.append((len(parks), area_ha, sum(1 for park in parks if park.flags)))
    return rows


def _mix(readings: tuple[Reading, ...]) -> frozenset[str]:
    """What a park is compared by: its industries as worded, if it has two or more.

    Wordings, not chains: 装备制造 and 汽车零部件 are one chain and not the same industry.
    """
    wordings = frozenset(reading.wording for reading in readings)
    return wordings if len(wordings) > 1 else frozenset()


def _park(
    row: Mapping[str, Any],
    readings: tuple[Reading, ...],
    twins: tuple[str, ...],
    intensity: Mapping[str, Intensity],
) -> Park:
    many = row["grade"] == "provincial" and len(readings) > MOST_INDUSTRIES
    flags = [flag for flag, set_ in ((Flag.MANY_INDUSTRIES, many), (Flag.SAME_MIX, twins)) if set_]
    return Park(
        id=row["id"],
        code=row["code"],
        name_zh=row["name_zh"],
        grade=row["grade"],
        park_type=row["park_type"],
        approved=row["approved"],
        area_ha=row["approved_area_ha"],
        place=PlaceKey(Level(row["level"]), row["adcode"]) if row["adcode"] else None,
        industries=readings,
        flags=tuple(flags),
        twins=twins,
        intensity=intensity,
    )


def _intensity(rows: pd.DataFrame) -> Mapping[str, Mapping[str, Intensity]]:
    """Newest year of each indicator, by park."""
    found: dict[str, dict[str, Intensity]] = defaultdict(dict)
    for row in rows.sort_values("year").to_dict("records"):
        found[row["park_id"]][row["indicator"]] = Intensity(
            indicator=row["indicator"],
            year=int(row["year"]),
            value=None if pd.isna(row["value"]) else float(row["value"]),
            refused=None if pd.isna(row["refused"]) else str(row["refused"]),
            reference=None if pd.isna(row["reference"]) else float(row["reference"]),
            reference_as_of=None if pd.isna(row["reference_as_of"]) else row["reference_as_of"],
        )
    return found
