"""Writing the numbers of all units of a map for its hovers and its table."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.state import Language
from app.view import View

UNKNOWN: Final = "–"


def written(
    values: NDArray[np.float64], write: Callable[[float], str], unknown: str = UNKNOWN
) -> list[str]:
    """Write out values, each different one once."""
    different, at = np.unique(values, return_inverse=True)
    words = [unknown if math.isnan(value) else write(value) for value in different.tolist()]
    return [words[i] for i in at.tolist()]


def or_none(values: NDArray[np.float64], digits: int) -> list[float | None]:
    """Rounded values, None where one is not known."""
    return [None if math.isnan(value) else value for value in values.round(digits).tolist()]


def short(values: NDArray[np.float64], digits: int) -> list[float | None]:
    """Values to so many digits that count, None where one is not known: long ones travel badly."""
    return [None if math.isnan(one) else float(f"{one:.{digits}g}") for one in values.tolist()]


def hover_name(view: View) -> str:
    """What stands for the name of a unit in a hover."""
    return "%{properties.name_en}" if view.state.lang is Language.EN else "%{properties.name}"
