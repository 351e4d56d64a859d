"""The table twin of the density map."""

from __future__ import annotations

from typing import Any, Final

from app.layers.density.spots import analysis_of
from app.layers.density.spots_shade import spot_values
from app.layers.density.surface import surface_at_units
from app.layers.density.writing import or_none, short
from app.layers.layer import TableRows
from app.pages.table_columns import name_columns
from app.state import Analysis, Measure, Table
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
    "spot_score": ".2f",
    "spot_p": ".2~g",
    "spot_q": ".2~g",
    "surface": ",.3~f",
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
    """Columns in the language of the view: those that its measure is made of, and the analysis."""
    numbers = (_numbers(view, name) for name in _COLUMNS[view.state.measure])
    return [*name_columns(view), *numbers, *_analysis_columns(view)]


def rows(view: View) -> TableRows:
    """Count and densities of the units that have a cluster; None where one is not known.

    Of counties with a cluster, and of what an analysis found, there are rows for all units that
    have something other than 0.
    """
    found = _analysis_values(view) if view.state.table is Table.OPEN else {}
    told = _values(view) | found
    every = bool(found) or view.state.measure is Measure.HOLDING
    return TableRows(
        fields=tuple(told),
        values={
            unit.place.adcode: list(row)
            for unit, *row in zip(view.units, *told.values(), strict=True)
            if row[0] or (every and any(row))
        },
        absent=(0,) * len(told),
    )


def _values(view: View) -> dict[str, list[Any]]:
    """Values of all units by field."""
    told = {"count": view.counts.tolist(), "per_area": or_none(view.densities, 4)}
    if is_loaded(view.atlas, Measure.PER_MILLION):
        told["per_million"] = or_none(view.per_million, 4)
    if view.state.measure is Measure.HOLDING:
        told["holding"] = or_none(view.values, 4)
        told |= {"holding_counties": view.holding.tolist(), "counties": view.counties.tolist()}
    return told


def _analysis_values(view: View) -> dict[str, list[Any]]:
    match analysis_of(view):
        case Analysis.HOTSPOTS | Analysis.OUTLIERS:
            return spot_values(view)
        case Analysis.SURFACE:
            return {"surface": short(surface_at_units(view), 2)}
    return {}


def _analysis_columns(view: View) -> list[dict[str, Any]]:
    match analysis_of(view):
        case Analysis.HOTSPOTS | Analysis.OUTLIERS:
            score = view.text(f"table.spot_score.{analysis_of(view)}")
            numbers = [_numbers(view, name) for name in ("spot_score", "spot_p", "spot_q")]
            words = {
                "field": "spot_class",
                "headerName": view.text("table.spot_class"),
                "flex": 2,
                "minWidth": 130,
            }
            return [numbers[0] | {"headerName": score}, *numbers[1:], words]
        case Analysis.SURFACE:
            return [_numbers(view, "surface")]
    return []


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
