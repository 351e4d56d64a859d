"""Figures of places that a worker holds: residents and employment, where they are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.figure import Basis, Figure
from geo.place import Level, PlaceKey


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """One figure of a place; `coverage` is the part of its residents that it covers, 0..1."""

    value: float
    basis: Basis
    coverage: float


def about(persons: float) -> str:
    """Write a number of people roughly: no more than three digits that count."""
    return f"{three_digits(np.array([persons]))[0]:,.0f}"


def three_digits(persons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round numbers of people to three digits that count, small ones to whole people."""
    powers = np.floor(np.log10(np.maximum(persons, 1))) - 2
    unit = 10.0 ** np.maximum(powers, 0)
    return np.asarray(np.round(persons / unit) * unit)


class PlaceFigures:
    """The newest figures of an edition, by what they tell and by place."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._known: dict[Figure, dict[PlaceKey, KnownFigure]] = {}
        newest = frame["year"] == frame.groupby("measure")["year"].transform("max")
        told = frame[newest & frame["measure"].isin(list(Figure))]
        columns = ["measure", "level", "adcode", "value", "basis", "coverage"]
        for measure, level, adcode, *known in told[columns].itertuples(index=False, name=None):
            value, basis, coverage = known
            places = self._known.setdefault(Figure(measure), {})
            places[PlaceKey(Level(level), adcode)] = KnownFigure(value, Basis(basis), coverage)

    def has(self, figure: Figure) -> bool:
        """Whether the edition holds this figure of any place."""
        return figure in self._known

    def of(self, figure: Figure, place: PlaceKey) -> KnownFigure | None:
        """Return a figure of one place; None where there is none."""
        return self._known.get(figure, {}).get(place)

    def values(self, figure: Figure, places: Sequence[PlaceKey]) -> NDArray[np.float64]:
        """Values of several places in their order; NaN where there is none."""
        known = self._known.get(figure, {})
        found = (known.get(place) for place in places)
        return np.array([one.value if one else np.nan for one in found], dtype=np.float64)
