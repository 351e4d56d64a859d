"""Gradient coefficients (估算) of provinces, by activity and year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geo.place import Level, PlaceKey


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The coefficient of one province and its two factors."""

    location_quotient: float
    labour_productivity: float
    value: float


class Gradients:
    """The coefficients of an edition; empty unless tables by division are loaded."""

    def __init__(self, frame: pd.DataFrame) -> None:
        groups: Any = frame.groupby(["activity", "year"], sort=False)
        self._groups = {(str(code), int(year)): rows for (code, year), rows in groups}
        newest = frame.drop_duplicates("activity", keep="last")
        self.names_zh = dict(zip(newest["activity"], newest["activity_zh"], strict=True))

    @cached_property
    def activities(self) -> list[str]:
        """Activities with coefficients, by code."""
        return sorted({activity for activity, _ in self._groups})

    def years(self, activity: str) -> list[int]:
        """Years with coefficients of an activity, ascending."""
        return sorted(year for code, year in self._groups if code == activity)

    def of(self, activity: str, year: int) -> dict[PlaceKey, Coefficient]:
        """Coefficients by province; those that report too little are absent."""
        rows = self._groups.get((activity, year))
        if rows is None:
            return {}
        columns = ["adcode", "location_quotient", "labour_productivity", "gradient_coefficient"]
        return {
            PlaceKey(Level.PROVINCE, adcode): Coefficient(*values)
            for adcode, *values in rows[columns].itertuples(index=False, name=None)
        }
