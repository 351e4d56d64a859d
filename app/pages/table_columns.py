"""Columns that the tables of the layers share."""

from __future__ import annotations

from typing import Any

from app.view import View
from geo.place import Level


def name_columns(view: View) -> list[dict[str, Any]]:
    """Name, unit above and code of each unit."""
    columns = [
        _names(view, "name", 110),
        _names(view, "parent", 90),
        {"field": "adcode", "headerName": view.text("table.adcode"), "width": 90, "minWidth": 84},
    ]
    return [c for c in columns if c["field"] != "parent" or view.level is not Level.PROVINCE]


def _names(view: View, name: str, least_px: int) -> dict[str, Any]:
    title = view.text(f"level.{view.level}") if name == "name" else view.text("table.parent")
    return {"field": name, "headerName": title, "flex": 2, "minWidth": least_px}
