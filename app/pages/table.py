"""The table twin: the same units and values as the map, one row a unit.

The browser joins the values that are sent here to the names and areas of the search index, which
it holds already: a view sends only the units that have a cluster.
"""

from __future__ import annotations

from typing import Any, Final

from app.state import Panel, Table, ViewState
from app.view import View
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


def table_values(view: View) -> dict[str, Any]:
    """Describe the table's rows and its marked row, for the script that builds them."""
    counts = {
        unit.place.adcode: [int(count), round(float(density), 4)]
        for unit, count, density in zip(view.units, view.counts, view.densities, strict=True)
        if count
    }
    title = view.text("table.title", n=f"{len(view.units):,}", level=_level(view))
    return {
        "index": view.atlas.search_index.url,
        "level": str(view.level),
        "within": [str(view.frame.place.level), view.frame.place.adcode],
        "values": counts,
        "select": view.state.select,
        "place": view.state.place,
        "home": ViewState(lang=view.state.lang, usual_lang=view.state.usual_lang).href(),
        "sources": view.state.panel is Panel.SOURCES,
        "open": view.state.table is Table.OPEN,
        "lang": str(view.state.lang),
        "title": title,
        "text": {name: view.text(key) for name, key in BROWSER_TEXT.items()},
    }


def table_columns(view: View) -> list[dict[str, Any]]:
    """Columns of the table, in the language of the view."""
    text = view.text
    number = {"type": "rightAligned", "sortingOrder": ["desc", "asc"]}
    columns = [
        {"field": "name", "headerName": _level(view), "flex": 2, "minWidth": 110},
        {"field": "parent", "headerName": text("table.parent"), "flex": 2, "minWidth": 90},
        {"field": "adcode", "headerName": text("table.adcode"), "width": 90, "minWidth": 84},
        {
            "field": "count",
            "headerName": text("table.count"),
            "sort": "desc",
            "width": 96,
            "minWidth": 90,
        }
        | number,
        {
            "field": "per_area",
            "headerName": text("table.per_area"),
            "width": 150,
            "minWidth": 116,
            "valueFormatter": {"function": "d3.format(',.4~f')(params.value)"},
        }
        | number,
        {
            "field": "area",
            "headerName": text("table.area"),
            "width": 110,
            "minWidth": 96,
            "valueFormatter": {"function": "d3.format(',.0f')(params.value)"},
        }
        | number,
    ]
    return [c for c in columns if c["field"] != "parent" or view.level is not Level.PROVINCE]


def _level(view: View) -> str:
    return view.text(f"level.{view.level}")
