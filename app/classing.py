"""Classes as a view state asks for them: found in the values, locked, or found over all years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.query import quoted
from geo.classes import MAX_BREAKS, MAX_CLASSES, Classes, ClassMethod, classify, classify_by
from geo.errors import InvalidInput

YEARS: Final = "years"
"""Breaks found in the values of all years together, so that one year compares with the next."""

MAX_DIGITS: Final = 24
Values = NDArray[np.float64]


def breaks_parameter(name: str, value: str) -> str:
    """Ascending decimal numbers above 0 with commas between them, or `years`; canonical."""
    if value == YEARS:
        return value
    parts = value.split(",")
    if len(parts) <= MAX_BREAKS and all(_is_decimal(part) for part in parts):
        numbers = [float(part) for part in parts]
        if all(low < high for low, high in zip([0.0, *numbers], numbers, strict=False)):
            return write_breaks(numbers)
    raise InvalidInput(
        f"{name} must be 1 to {MAX_BREAKS} ascending numbers above 0, as 1,3,8, or {YEARS!r}, "
        f"not {quoted(value)}"
    )


def write_breaks(numbers: Sequence[float]) -> str:
    """Numbers as the address has them."""
    return ",".join(np.format_float_positional(number, trim="-") for number in numbers)


def classes_for(
    values: Values,
    method: ClassMethod,
    breaks: str,
    over_years: Callable[[], Values],
    *,
    k: int = MAX_CLASSES,
    factor: float = 1,
) -> Classes:
    """Classes of the values of a map.

    Parameters
    ----------
    method, breaks
        Of the view state; breaks, where there are some, go before the method.
    over_years
        Gives the values of all years, for the breaks `YEARS`.
    k
        The most classes wanted of a method.
    factor
        What values are multiplied with where they are written: 100 for shares in %.
    """
    if not breaks:
        return classify(values, method, k)
    if breaks != YEARS:
        return classify_by(values, [float(part) / factor for part in breaks.split(",")])
    found = classify(over_years(), method, k).breaks()
    return classify_by(values, found) if found else classify(values, method, k)


def _is_decimal(text: str) -> bool:
    whole, _, part = text.partition(".")
    digits = whole + part
    return digits.isascii() and digits.isdigit() and bool(whole) and len(digits) <= MAX_DIGITS
