"""Figures of a park's land: which there are, their units, and which cannot be true."""

from __future__ import annotations

import re
from itertools import combinations
from types import MappingProxyType

import numpy as np
import pandas as pd

from geo.errors import InvalidInput

HECTARES = MappingProxyType({"ha": 1.0, "km2": 100.0, "m2": 1e-4, "mu": 1 / 15})
WAN_CNY = MappingProxyType({"wan_cny": 1.0, "100m_cny": 10_000.0, "cny": 1e-4})

QUANTITIES = MappingProxyType(
    {
        "developable": HECTARES,
        "ready": HECTARES,
        "supplied": HECTARES,
        "built": HECTARES,
        "built_industrial": HECTARES,
        "footprint": HECTARES,
        "floor": HECTARES,
        "industrial_floor": HECTARES,
        "fixed_investment": WAN_CNY,
        "industrial_tax": WAN_CNY,
    }
)
"""Units in which each quantity may be given, with their size in hectares or 万元."""

_LARGEST_FIRST = (
    ("developable", "ready", "supplied", "built", "built_industrial"),
    ("developable", "ready", "supplied", "built", "footprint"),
    ("floor", "industrial_floor"),
)
_PARTS = tuple(dict.fromkeys(pair for chain in _LARGEST_FIRST for pair in combinations(chain, 2)))
_ROUNDING = 1e-9


def land_quantities(table: pd.DataFrame) -> pd.DataFrame:
    """Read the figures of parks from columns that name quantity and unit.

    Parameters
    ----------
    table : DataFrame
        One row a park, indexed by its code. Columns `<quantity>_<unit>`: areas in `ha`, `km2`,
        `m2` or `mu` (亩), money in `wan_cny` (万元), `100m_cny` (亿元) or `cny`; for instance
        `built_ha`, `fixed_investment_100m_cny`. Other columns are left aside.

    Returns
    -------
    DataFrame
        Same index; one column for each of `QUANTITIES`, in hectares or 万元, missing where there is
        no figure.

    Raises
    ------
    InvalidInput
        If a park stands twice, a column of a quantity names no unit or two columns name the same
        quantity, or a value is no number.
    """
    if not table.index.is_unique:
        raise InvalidInput(f"park {table.index[table.index.duplicated()][0]!s} stands twice")
    found: dict[str, pd.Series] = {}
    for column in map(str, table.columns):
        if (quantity := _quantity(column)) is None:
            continue
        if quantity in found:
            raise InvalidInput(f"two columns give {quantity}: keep one of them")
        size = _unit_size(column, quantity)
        found[quantity] = _numbers(table[column], column) * size
    return pd.DataFrame(found, index=table.index, columns=list(QUANTITIES), dtype=np.float64)


def contradictions(quantities: pd.DataFrame) -> pd.DataFrame:
    """Tell which figures cannot be true.

    Parameters
    ----------
    quantities : DataFrame
        As from `land_quantities`.

    Returns
    -------
    DataFrame of str
        Same index and columns: the first fault found, as `built < 0` or `built > supplied`; missing
        where there is none. Of two figures that contradict each other, neither can be relied on.
    """
    faults = pd.DataFrame(None, quantities.index, quantities.columns, dtype=object)
    for whole, part in _PARTS:
        wrong = quantities[part] > quantities[whole] * (1 + _ROUNDING)
        for quantity in (whole, part):
            faults.loc[wrong & faults[quantity].isna(), quantity] = f"{part} > {whole}"
    for quantity in QUANTITIES:
        faults.loc[quantities[quantity] < 0, quantity] = f"{quantity} < 0"
    return faults


def _quantity(column: str) -> str | None:
    """Quantity that a column is about: the longest name that it begins with."""
    names = [name for name in QUANTITIES if re.match(rf"{name}(_|$)", column)]
    return max(names, key=len, default=None)


def _unit_size(column: str, quantity: str) -> float:
    units = QUANTITIES[quantity]
    unit = column.removeprefix(quantity).removeprefix("_")
    if unit not in units:
        wanted = ", ".join(f"{quantity}_{name}" for name in units)
        raise InvalidInput(f"column {column} names no unit that fits; use one of {wanted}")
    return units[unit]


def _numbers(values: pd.Series, column: str) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce").astype(np.float64)
    bad = (numbers.isna() & values.notna()) | np.isinf(numbers)
    if bad.any():
        park, value = values.index[bad.to_numpy()][0], values[bad].iloc[0]
        raise InvalidInput(f"park {park!s}, column {column}: {value!s} is no number")
    return numbers
