"""The table twin: the same units and values as the map, one row a unit.

The browser joins the values that are sent here to the names and areas of the search index, which
it holds already: a view sends only the units that have a cluster.
"""

from __future__ import annotations

import math
from typing import Any, Final

from app.state import Measure, Panel, Table, ViewState
from app.view import View, is_loaded
from geo.place import Level

BROWSER_TEXT: Final = {
    "brand": "brand",
    "map": "map.label",
    "copied": "copied",
    "offline": "offline",
    "rail": "toggle.rail",
    "panel": "toggle.panel",
    "placeholder": "search.placeholder",
    "none": "search.none",
    "cluster": "search.cluster",
    "province": "search.province",
    "prefecture": "search.prefecture",
    "county": "search.county",
}
"""What the scripts write themselves: their name for a text, its key in the catalogue."""


_BY_AREA: Final = ("count", "per_area", "area")
_COLUMNS: Final = {
    Measure.COUNT: _BY_AREA,
    Measure.PER_AREA: _BY_AREA,
    Measure.PER_MILLION: ("count", "per_million", "residents"),
    Measure.MANUFACTURING_SHARE: ("manufacturing_share", "count", "residents"),
}
_FORMATS: Final = {
    "count": ",.0f",
    "per_area": ",.4~f",
    "area": ",.0f",
    "per_million": ",.4~f",
    "residents": ",.0f",
    "manufacturing_share": ".1%",
}
_WIDE: Final = ("per_area", "per_million", "manufacturing_share")
_LEAST_PX: Final = {
    "per_area": 116,
    "per_million": 130,
    "manufacturing_share": 176,
    "residents": 130,
}


def table_values(view: View) -> dict[str, Any]:
    """Describe the table's rows and its marked row, for the script that builds them."""
    title = view.text("table.title", n=f"{len(view.units):,}", level=_level(view))
    return {
        "index": view.atlas.search_index.url,
        "level": str(view.level),
        "within": [str(view.frame.place.level), view.frame.place.adcode],
        "values": _values(view),
        "select": view.state.select,
        "place": view.state.place,
        "home": ViewState(lang=view.state.lang, usual_lang=view.state.usual_lang).href(),
        "sources": view.state.panel is Panel.SOURCES,
        "open": view.state.table is Table.OPEN,
        "lang": str(view.state.lang),
        "title": title,
        "text": {name: view.text(key) for name, key in BROWSER_TEXT.items()},
    }


def _values(view: View) -> dict[str, list[float | None]]:
    """Count and densities of the units that have a cluster; None where residents are not known."""
    columns = [view.counts, view.densities.round(4)]
    if is_loaded(view.atlas, Measure.PER_MILLION):
        columns.append(view.per_million.round(4))
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {
        unit.place.adcode: [None if math.isnan(value) else value for value in row]
        for unit, row in zip(view.units, rows, strict=True)
        if row[0]
    }


def table_columns(view: View) -> list[dict[str, Any]]:
    """Columns of the table, in the language of the view: those that its measure is made of."""
    columns = [
        _names(view, "name", 110),
        _names(view, "parent", 90),
        {"field": "adcode", "headerName": view.text("table.adcode"), "width": 90, "minWidth": 84},
        *(_numbers(view, name) for name in _COLUMNS[view.state.measure]),
    ]
    return [c for c in columns if c["field"] != "parent" or view.level is not Level.PROVINCE]


def _names(view: View, name: str, least_px: int) -> dict[str, Any]:
    title = _level(view) if name == "name" else view.text("table.parent")
    return {"field": name, "headerName": title, "flex": 2, "minWidth": least_px}


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


def _level(view: View) -> str:
    return view.text(f"level.{view.level}")
