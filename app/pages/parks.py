"""Parks of the 2018 catalogue in a place."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from app.atlas import Unit
from app.view import View
from geo.place import Level

SHOWN = 12


def parks_section(view: View, unit: Unit) -> list[html.Section]:
    """Number, approved area and the largest parks; nothing for the nation's long list."""
    parks = view.atlas.parks_in(unit.place.key)
    if parks.empty:
        return []
    text = view.text
    grades = parks["grade"].value_counts()
    summary = text(
        "parks.summary",
        national=int(grades.get("national", 0)),
        provincial=int(grades.get("provincial", 0)),
        area_ha=f"{parks['approved_area_ha'].sum():,.0f}",
    )
    heading = html.H2([text("parks.title"), html.Span(f"{len(parks):,}", className="count")])
    parts = [heading, html.P(summary, className="note")]
    if unit.place.level is not Level.NATION:
        largest = parks.sort_values("approved_area_ha", ascending=False).head(SHOWN)
        rows = [_park(view, dict(row)) for _, row in largest.iterrows()]
        parts.append(html.Ul(rows, className="parks"))
        if len(parks) > SHOWN:
            parts.append(html.P(text("parks.more", n=len(parks) - SHOWN), className="note"))
    return [html.Section(parts)]


def _park(view: View, row: dict[str, Any]) -> html.Li:
    area = row["approved_area_ha"]
    facts = [
        view.text(f"parks.{row['grade']}"),
        view.text("parks.area", area_ha=f"{area:,.0f}") if pd.notna(area) else None,
        row["leading_industries"] if isinstance(row["leading_industries"], str) else None,
    ]
    line = " · ".join(fact for fact in facts if fact)
    return html.Li([html.Strong(row["name_zh"]), html.P(line, className="note")])
