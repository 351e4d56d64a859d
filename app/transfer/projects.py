"""Recorded transfer projects, gathered to flows between the units of a map.

A project names its ends at any level. An end counts in every unit that holds it: a county's in its
prefecture and its province too. An end that is known only more coarsely than the map's units
cannot be drawn; such projects are counted apart, and so are those that stay inside one unit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from app.transfer.flows import Apart, Flow, FlowSet
from app.transfer.kinds import By
from geo.counts import COUNTED_LEVELS, ground
from geo.place import NATION, Gazetteer, Level, PlaceKey

COLUMN: Final = {By.AMOUNT: "amount_100m_cny", By.JOBS: "jobs"}
SETS_KEPT: Final = 64
_ENDS: Final = ("origin", "destination")
_NOWHERE: Final = ""


class Projects:
    """The projects of an edition; empty unless a user's table is loaded."""

    def __init__(self, frame: pd.DataFrame, gazetteer: Gazetteer) -> None:
        self.frame = frame.reset_index(drop=True)
        self._gazetteer = gazetteer
        self._ground = {end: self._ground_of(end) for end in _ENDS}
        self.flows = lru_cache(maxsize=SETS_KEPT)(self._flows)

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def years(self) -> list[int]:
        """Years of the projects, ascending."""
        return sorted(int(year) for year in self.frame["year"].unique())

    @property
    def industries(self) -> list[str]:
        """Industries as the table words them, those of most projects first."""
        counts = self.frame["industry"].dropna().value_counts()
        return sorted(counts.index, key=lambda name: (-counts[name], name))

    def chosen(self, year: str = "", industry: str = "") -> pd.DataFrame:
        """Records of one year and industry; empty strings choose all."""
        rows = self.frame
        if year:
            rows = rows[rows["year"] == int(year)]
        if industry:
            rows = rows[rows["industry"] == industry]
        return rows

    def _flows(
        self, level: Level, by: By, frame: PlaceKey = NATION, year: str = "", industry: str = ""
    ) -> FlowSet:
        """Flows between the units of one map.

        Parameters
        ----------
        level
            Level of the units inside the place that is drawn.
        by
            What the flows are measured by: 100 million CNY or jobs.
        frame
            The place that is drawn. An end outside counts in the coarsest unit that does not hold
            the frame; projects with both ends outside are left out.
        """
        rows = self.chosen(year, industry)
        ends = {end: self._units(end, rows.index, level, frame) for end in _ENDS}
        inside = (ends["origin"]["inside"] | ends["destination"]["inside"]).to_numpy()
        table = pd.DataFrame(
            {
                "origin": ends["origin"]["unit"],
                "destination": ends["destination"]["unit"],
                "value": rows[COLUMN[by]].astype("Float64").astype(np.float64),
            }
        )[inside]
        placed = (table[list(_ENDS)] != _NOWHERE).all(axis=1)
        same = table["origin"] == table["destination"]
        return FlowSet(
            _gathered(table[placed & ~same]), _apart(table[placed & same]), _apart(table[~placed])
        )

    def _ground_of(self, end: str) -> pd.DataFrame:
        """Adcode of each project's end at every level where it is known, else an empty string."""
        levels, adcodes = self.frame[f"{end}_level"], self.frame[f"{end}_adcode"]
        keys = [
            PlaceKey(Level(level), adcode) for level, adcode in zip(levels, adcodes, strict=True)
        ]
        held = {key: ground(self._gazetteer, key) for key in set(keys)}
        rows = [{lv: held[key].get(lv, _NOWHERE) for lv in COUNTED_LEVELS} for key in keys]
        return pd.DataFrame(rows, columns=list(COUNTED_LEVELS), index=self.frame.index)

    def _units(self, end: str, index: pd.Index, level: Level, frame: PlaceKey) -> pd.DataFrame:
        """Unit of the map in which each end counts, and whether it may lie in the frame."""
        known = self._ground[end].loc[index]
        unit = level + " " + known[level]
        unit = unit.mask(known[level] == _NOWHERE, _NOWHERE)
        inside = pd.Series(True, index=index)
        own = ground(self._gazetteer, frame)
        for coarse in reversed([lv for lv in COUNTED_LEVELS if lv.depth <= frame.level.depth]):
            outside = (known[coarse] != own.get(coarse)) & (known[coarse] != _NOWHERE)
            unit = unit.mask(outside, coarse + " " + known[coarse])
            inside &= ~outside
        return pd.DataFrame({"unit": unit, "inside": inside})


def _gathered(table: pd.DataFrame) -> tuple[Flow, ...]:
    groups = table.groupby(list(_ENDS), sort=True)["value"]
    sums = pd.DataFrame(
        {"value": groups.sum(min_count=1), "records": groups.size(), "stated": groups.count()}
    ).sort_values("value", ascending=False, kind="stable", na_position="last")
    return tuple(
        Flow(
            _key(origin),
            _key(destination),
            None if np.isnan(value) else float(value),
            records=int(records),
            unstated=int(records - stated),
        )
        for (origin, destination), value, records, stated in sums.itertuples(name=None)
    )


def _key(unit: str) -> PlaceKey:
    level, _, adcode = unit.partition(" ")
    return PlaceKey(Level(level), adcode)


def _apart(table: pd.DataFrame) -> Apart:
    value = table["value"]
    return Apart(len(table), float(value.sum()), int(value.isna().sum()))
