"""The table twin of the map of parks."""

from __future__ import annotations

from typing import Any, Final

from app.layers.layer import TableRows
from app.layers.parks.units import park_units
from app.pages.table_columns import name_columns
from app.state import ParkMeasure, Table
from app.view import View

_FORMATS: Final = {
    ParkMeasure.COUNT: ",.0f",
    ParkMeasure.AREA: ",.0f",
    ParkMeasure.PER_AREA: ",.4~f",
    ParkMeasure.FLAGGED: ",.0f",
}


def columns(view: View) -> list[dict[str, Any]]:
    """Columns in the language of the view; the chosen measure orders the rows."""
    return [*name_columns(view), *(_number(view, measure) for measure in ParkMeasure)]


def _number(view: View, measure: ParkMeasure) -> dict[str, Any]:
    return {
        "field": f"parks_{measure}",
        "headerName": view.text(f"parks.measure.{measure}"),
        "type": "rightAligned",
        "sortingOrder": ["desc", "asc"],
        "sort": "desc" if measure is view.state.parks else None,
        "width": 130,
        "minWidth": 96,
        "valueFormatter": {"function": f"d3.format('{_FORMATS[measure]}')(params.value)"},
    }


def rows(view: View) -> TableRows:
    """Number, approved area (ha) and flags of the parks of each unit that has some.

    Nothing while the table is closed. The browser divides by the areas that it knows itself.
    """
    fields = ("parks_count", "parks_area", "parks_flagged")
    if view.state.table is not Table.OPEN:
        return TableRows(fields, {}, (0,) * len(fields))
    units = park_units(view)
    values = zip(
        units.counts.tolist(),
        units.areas_ha.round().tolist(),
        units.flagged.tolist(),
        strict=True,
    )
    found = {
        unit.place.adcode: [int(value) for value in row]
        for unit, row in zip(view.units, values, strict=True)
        if row[0]
    }
    return TableRows(fields, found, (0,) * len(fields))
