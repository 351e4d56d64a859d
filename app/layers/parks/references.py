"""National references of land use over time, as the bulletins state them."""

from __future__ import annotations

from typing import Final

import pandas as pd
from dash import html

from app.layers.parks.wording import indicator_name
from app.pages.links import outside_link
from app.view import View
from geo.intensity import MEASURES

SCOPE: Final = "national-level"
"""Scope of the bulletins that is a reference: all national development zones."""


def references_section(view: View) -> html.Section:
    """Table of the indicators by the date that a bulletin tells about."""
    rows = view.atlas.edition.land_references
    national = rows[rows["scope"] == SCOPE]
    stated = national[national["indicator"].isin([measure.term for measure in MEASURES])]
    dates = sorted(stated["as_of"].unique())
    head = [html.Th(view.text("parks.references.indicator"), scope="col")]
    head += [html.Th(date[:4], scope="col") for date in dates]
    body = [_row(view, measure.term, measure.indicator.id, stated, dates) for measure in MEASURES]
    table = html.Table(
        [
            html.Caption(view.text("parks.references.note")),
            html.Thead(html.Tr(head)),
            html.Tbody([row for row in body if row]),
        ],
        className="references",
    )
    return html.Section([html.H2(view.text("parks.references")), table])


def _row(
    view: View, term: str, indicator: str, stated: pd.DataFrame, dates: list[str]
) -> html.Tr | None:
    mine = {row["as_of"]: row for row in stated[stated["indicator"] == term].to_dict("records")}
    if not mine:
        return None
    cells: list[html.Th | html.Td] = [html.Th(indicator_name(view, indicator), scope="row")]
    for date in dates:
        row = mine.get(date)
        if row is None:
            cells.append(html.Td("–"))
            continue
        number = view.text.number(row["value"], digits=5)
        shown = number + ("*" if row["derived"] == "yes" else "")
        cells.append(html.Td(outside_link(row["source_url"], shown) or shown))
    return html.Tr(cells)
