"""The table twin of the density map."""

from __future__ import annotations

import math
from typing import Any, Final

from app.layers.layer import TableRows
from app.pages.table_columns import name_columns
from app.state import Measure
from app.view import View, is_loaded

_BY_AREA: Final = ("count", "per_area", "area")
_COLUMNS: Final = {
    Measure.COUNT: _BY_AREA,
    Measure.PER_AREA: _BY_AREA,
    Measure.PER_MILLION: ("per_million", "count", "residents"),
    Measure.HOLDING: ("holding", "holding_counties", "counties", "count"),
    Measure.MANUFACTURING_SHARE: ("manufacturing_share", "count", "residents"),
}
_FORMATS: Final = {
    "count": ",.0f",
    "per_area": ",.4~f",
    "area": ",.0f",
    "per_million": ",.4~f",
    "holding": ".1%",
    "holding_counties": ",.0f",
    "counties": ",.0f",
    "residents": ",.0f",
    "manufacturing_share": ".1%",
}
_WIDE: Final = ("per_area", "per_million", "holding", "holding_counties", "manufacturing_share")
_LEAST_PX: Final = {
    "per_area": 116,
    "per_million": 130,
    "holding": 130,
    "holding_counties": 130,
    "counties": 110,
    "manufacturing_share": 176,
    "residents": 130,
}


def columns(view: View) -> list[dict[str, Any]]:
    """Columns in the language of the view: those that its measure is made of."""
    numbers = (_numbers(view, name) for name in _COLUMNS[view.state.measure])
    return [*name_columns(view), *numbers]


def rows(view: View) -> TableRows:
    """Count and densities of the units that have a cluster; None where residents are not known.

    Of counties with a cluster there are rows for all units: those have some, too.
    """
    fields: tuple[str, ...] = ("count", "per_area")
    values = [view.counts, view.densities.round(4)]
    if is_loaded(view.atlas, Measure.PER_MILLION):
        fields += ("per_million",)
        values.append(view.per_million.round(4))
    of_counties = view.state.measure is Measure.HOLDING
    if of_counties:
        fields += ("holding", "holding_counties", "counties")
        values += [view.values.round(4), view.holding, view.counties]
    found = zip(*(column.tolist() for column in values), strict=True)
    return TableRows(
        fields=fields,
        values={
            unit.place.adcode: [None if math.isnan(value) else value for value in row]
            for unit, row in zip(view.units, found, strict=True)
            if row[0] or of_counties
        },
        absent=(0,) * len(fields),
    )


def _numbers(view: View, name: str) -> dict[str, Any]:
    """A column of numbers, a dash where there is none; the first one of them orders the rows."""
    shown = f"d3.format('{_FORMATS[name]}')(params.value)"
    return {
        "field": name,
        "headerName": view.text(f"table.{name}"),
        "type": "rightAligned",
        "sortingOrder": ["desc", "asc"],
        "sort": "desc" if name == _COLUMNS[view.state.measure][0] else None,
        "width": 150 if name in _WIDE else 110,
        "minWidth": _LEAST_PX.get(name, 90),
        "valueFormatter": {"function": f"params.value == null ? '–' : {shown}"},
    }
