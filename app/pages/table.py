"""The table twin: the same units and values as the map, one row a unit.

The browser joins the values that are sent here to the names and areas of the search index, which
it holds already: a view sends only the units that have a cluster.
"""

from __future__ import annotations

from typing import Any, Final

from app.layers import layer_of
from app.pages.embed import embed_values
from app.state import Panel, Table, ViewState
from app.view import View

BROWSER_TEXT: Final = {
    "brand": "brand",
    "copied": "copied",
    "full": "embed.full",
    "offline": "offline",
    "skip": "skip",
    "layers": "topbar.layers",
    "where": "crumbs.label",
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
    rows = layer_of(view).rows(view)
    level, layer = view.text(f"level.{view.level}"), view.text(f"layer.{view.state.layer}")
    title = rows.title or view.text("table.title", n=f"{len(view.units):,}", level=level)
    return {
        "index": view.atlas.search_index.url,
        "level": str(view.level),
        "within": [str(view.frame.place.level), view.frame.place.adcode],
        "fields": list(rows.fields),
        "values": rows.values,
        "absent": list(rows.absent),
        "own": rows.own if view.state.table is Table.OPEN else None,
        "flow": view.state.flow,
        "select": view.state.select,
        "place": view.state.place,
        "home": ViewState(lang=view.state.lang, usual_lang=view.state.usual_lang).href(),
        "sources": view.state.panel is Panel.SOURCES,
        "open": view.state.table is Table.OPEN,
        "lang": str(view.state.lang),
        "title": title,
        **embed_values(view),
        "text": {
            "map": view.text("map.label", layer=layer),
            "document": view.text("document.title", place=view.name(view.subject), layer=layer),
            **{name: view.text(key) for name, key in BROWSER_TEXT.items()},
        },
    }


def table_columns(view: View) -> list[dict[str, Any]]:
    """Columns of the table, in the language of the view."""
    return layer_of(view).columns(view)
