"""Land-use intensity of parks (土地集约利用): rates, plot ratios, investment and tax per hectare.

Definitions of the evaluation of development zones. A value that cannot be true is refused with the
reason and never shown; a figure that is missing leaves its indicators missing. Approved area is not
built area and is nowhere used.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.errors import InvalidInput
from geo.indicator import Indicator, Unit
from geo.land_quantities import contradictions, land_quantities

_RULES = "TD/T 1029-2010 开发区土地集约利用评价规程"
_BULLETIN_UNITS = {"%": Unit.PERCENT, "ratio": Unit.NONE, "万元/公顷": Unit.WAN_CNY_PER_HA}

INTENSITY_RATIO = Indicator(
    "intensity_ratio",
    "value / national reference of the same indicator",
    Unit.NONE,
    "own; references from the bulletins of the Ministry of Natural Resources, with their year",
    breaks=(0.5, 0.8, 1.2, 2.0),
)


@dataclass(frozen=True, slots=True)
class IntensityMeasure:
    """How one indicator is made of two figures of a park.

    Attributes
    ----------
    indicator
        Its definition.
    term
        Its official name, as the bulletins print it.
    numerator, denominator
        Quantities of `geo.land_quantities.QUANTITIES`.
    most
        Largest value that can be true; of investment and tax, about a hundred times the national
        average: more is a figure in another unit.
    """

    indicator: Indicator
    term: str
    numerator: str
    denominator: str
    most: float

    @property
    def scale(self) -> int:
        """100 for per cent, else 1."""
        return 100 if self.indicator.unit is Unit.PERCENT else 1


@dataclass(frozen=True, slots=True)
class Reference:
    """National average of an indicator."""

    value: float
    as_of: str
    """Date or year of the state described, as the bulletin gives it."""
    source_url: str


def _measure(
    id_: str, term: str, quotient: tuple[str, str], unit: Unit, most: float
) -> IntensityMeasure:
    formula = " / ".join(quotient)
    return IntensityMeasure(Indicator(id_, formula, unit, _RULES), term, *quotient, most)


_RATE = (Unit.PERCENT, 100.0)
_PLOT_RATIO = (Unit.NONE, 10.0)

MEASURES = (
    _measure("land_development_rate", "土地开发率", ("ready", "developable"), *_RATE),
    _measure("land_supply_rate", "土地供应率", ("supplied", "ready"), *_RATE),
    _measure("land_built_rate", "土地建成率", ("built", "supplied"), *_RATE),
    _measure("industrial_land_rate", "工业用地率", ("built_industrial", "built"), *_RATE),
    _measure("plot_ratio", "综合容积率", ("floor", "built"), *_PLOT_RATIO),
    _measure("building_density", "建筑密度", ("footprint", "built"), *_RATE),
    _measure(
        "industrial_plot_ratio",
        "工业用地综合容积率",
        ("industrial_floor", "built_industrial"),
        *_PLOT_RATIO,
    ),
    _measure(
        "investment_intensity",
        "工业用地固定资产投入强度",
        ("fixed_investment", "built_industrial"),
        Unit.WAN_CNY_PER_HA,
        1_000_000.0,
    ),
    _measure(
        "tax_per_hectare",
        "工业用地地均税收",
        ("industrial_tax", "built_industrial"),
        Unit.WAN_CNY_PER_HA,
        100_000.0,
    ),
)


def national_references(bulletins: pd.DataFrame) -> dict[str, Reference]:
    """Choose the newest national average of each indicator.

    Parameters
    ----------
    bulletins : DataFrame of str
        Columns `as_of, scope, indicator, value, unit, derived, source_url`, as in
        data/parks/land_intensity_bulletins.csv. Derived values are left aside.

    Returns
    -------
    dict
        Indicator id -> Reference; without those that no bulletin states.

    Raises
    ------
    InvalidInput
        If a reference stands in another unit than its indicator.
    """
    stated = (bulletins["scope"] == "national-level") & (bulletins["derived"] == "no")
    newest = bulletins[stated].sort_values("as_of").drop_duplicates("indicator", keep="last")
    rows = {row["indicator"]: row for row in newest.to_dict("records")}
    return {
        measure.indicator.id: _reference(measure, rows[measure.term])
        for measure in MEASURES
        if measure.term in rows
    }


def land_intensity(table: pd.DataFrame, references: Mapping[str, Reference]) -> pd.DataFrame:
    """Intensity indicators of parks, each with the national reference.

    Parameters
    ----------
    table : DataFrame
        Figures of the parks, one row a park, as `geo.land_quantities.land_quantities` reads them.
    references : mapping of indicator id to Reference
        As from `national_references`.

    Returns
    -------
    DataFrame
        One row for each park and indicator: `park, indicator, value, refused, reference,
        reference_as_of, ratio, grade`. `refused` is the reason why there is no value although there
        are figures, as `built > supplied`; it is missing where there is a value, and where a figure
        is missing. `ratio` is value / reference and `grade` that of `INTENSITY_RATIO`, -1 where
        missing.

    Raises
    ------
    InvalidInput
        As `land_quantities`.
    """
    quantities = land_quantities(table)
    faults = contradictions(quantities)
    tables = [_of_measure(measure, quantities, faults) for measure in MEASURES]
    found = pd.concat(tables, ignore_index=True)
    reference = {name: one.value for name, one in references.items()}
    as_of = {name: one.as_of for name, one in references.items()}
    found["reference"] = found["indicator"].map(reference).astype(np.float64)
    found["reference_as_of"] = found["indicator"].map(as_of)
    found["ratio"] = found["value"] / found["reference"]
    found["grade"] = INTENSITY_RATIO.grade(found["ratio"])
    return found


def _of_measure(
    measure: IntensityMeasure, quantities: pd.DataFrame, faults: pd.DataFrame
) -> pd.DataFrame:
    top, base = quantities[measure.numerator], quantities[measure.denominator]
    value = top / base.where(base != 0) * measure.scale
    refused = faults[measure.numerator].fillna(faults[measure.denominator])
    too_large = f"{measure.indicator.id} > {measure.most:,.0f}"
    refused = refused.mask(refused.isna() & (value > measure.most * (1 + 1e-9)), too_large)
    refused = refused.mask(refused.isna() & (base == 0), f"{measure.denominator} = 0")
    return pd.DataFrame(
        {
            "park": quantities.index,
            "indicator": measure.indicator.id,
            "value": value.where(refused.isna()).to_numpy(),
            "refused": refused.to_numpy(),
        }
    )


def _reference(measure: IntensityMeasure, row: dict[Hashable, str]) -> Reference:
    if _BULLETIN_UNITS.get(row["unit"]) is not measure.indicator.unit:
        raise InvalidInput(f"reference {measure.term}: unit {row['unit']} does not fit")
    return Reference(float(row["value"]), row["as_of"], row["source_url"])
