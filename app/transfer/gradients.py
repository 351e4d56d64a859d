"""Gradient coefficients (估算) of provinces, by activity and year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import pandas as pd

from geo.place import Level, PlaceKey


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The coefficient of one province, its two factors and what they are made of.

    Attributes
    ----------
    output_100m_cny, place_output_100m_cny, employees
        Inputs: output of the activity and of all industry there, and persons employed in it; None
        in an edition that does not keep them.
    capital_100m_cny, capital_productivity, revised
        Capital, the third factor and the revised coefficient, among the provinces that report
        capital too; None elsewhere.
    """

    location_quotient: float
    labour_productivity: float
    value: float
    output_100m_cny: float | None
    place_output_100m_cny: float | None
    employees: float | None
    capital_100m_cny: float | None
    capital_productivity: float | None
    revised: float | None


class Gradients:
    """The coefficients of an edition; empty unless tables by division are loaded."""

    def __init__(self, frame: pd.DataFrame) -> None:
        groups: Any = frame.groupby(["activity", "year"], sort=False)
        self._groups = {(str(code), int(year)): rows for (code, year), rows in groups}
        newest = frame.drop_duplicates("activity", keep="last")
        self.of = lru_cache(maxsize=None)(self._of)
        self.names_zh = dict(zip(newest["activity"], newest["activity_zh"], strict=True))

    @cached_property
    def activities(self) -> list[str]:
        """Activities with coefficients, by code."""
        return sorted({activity for activity, _ in self._groups})

    def years(self, activity: str) -> list[int]:
        """Years with coefficients of an activity, ascending."""
        return sorted(year for code, year in self._groups if code == activity)

    def _of(self, activity: str, year: int) -> dict[PlaceKey, Coefficient]:
        """Coefficients by province; those that report too little are absent."""
        rows = self._groups.get((activity, year))
        if rows is None:
            return {}
        plain = rows[["adcode", *_COLUMNS]].astype(object)
        return {
            PlaceKey(Level.PROVINCE, adcode): Coefficient(*values)
            for adcode, *values in plain.where(plain.notna(), None).itertuples(
                index=False, name=None
            )
        }

    def has_revised(self, activity: str, year: int) -> bool:
        """Whether some province has the revised coefficient: capital is given."""
        return any(one.revised is not None for one in self.of(activity, year).values())


_COLUMNS: Final = (
    "location_quotient",
    "labour_productivity",
    "gradient_coefficient",
    "output_100m_cny",
    "place_output_100m_cny",
    "employees",
    "capital_100m_cny",
    "capital_productivity",
    "revised_gradient_coefficient",
)
