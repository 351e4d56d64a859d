"""The right panel of the density map: a place's figures, its clusters and parks."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import html

from app.atlas import Unit
from app.coverage import loaded_of_stated
from app.pages.census_cards import census_cards
from app.pages.cluster_card import cluster_list
from app.pages.links import view_link
from app.pages.panel_parts import bar_row, figure_card
from app.pages.parks import parks_section
from app.pages.rank import rank
from app.state import ALL, Measure
from app.view import View
from geo.place import Level

RANKED = 10


def panel(view: View) -> list[Any]:
    """What the panel tells of the place that is marked or in focus."""
    return [
        _figures(view),
        _by_batch(view),
        *_ranking(view),
        *cluster_list(view, view.subject),
        *parks_section(view, view.subject),
    ]


def _figures(view: View) -> html.Dl:
    unit, text = view.subject, view.text
    count = view.count_in(unit)
    density = view.value_in(unit, Measure.PER_AREA) or 0.0
    cards = [
        (
            text("panel.count.all" if view.year == ALL else "panel.count"),
            f"{count:,}",
            _count_note(view, unit, count),
        ),
        (
            text("panel.per_area"),
            text.number(density),
            rank(view, unit, Measure.PER_AREA),
        ),
        (
            text("panel.area"),
            [f"{unit.area_km2:,.0f} ", html.Small("km²")],
            text("panel.area.note"),
        ),
    ]
    if unit.place.level is Level.COUNTY:
        parks = len(view.atlas.parks_in(unit.place.key))
        cards.append((text("panel.parks"), f"{parks:,}", text("panel.parks.note")))
    else:
        cards.append(_holding(view, unit))
    cards += census_cards(view, unit)
    return html.Dl([figure_card(*card) for card in cards], className="figures")


def _count_note(view: View, unit: Unit, count: int) -> str:
    place = rank(view, unit, Measure.COUNT)
    return " · ".join(
        part for part in (place, loaded_of_stated(view, unit.place.key, count)) if part
    )


def _holding(view: View, unit: Unit) -> tuple[str, str, str]:
    counties = view.atlas.units_within(unit.place.key, Level.COUNTY)
    found = view.tally.counts[Level.COUNTY]
    some = sum(1 for county in counties if found.get(county.place.adcode))
    share = some / len(counties) if counties else 0.0
    note = view.text("panel.holding.note", some=some, counties=f"{len(counties):,}")
    return view.text("panel.holding"), f"{share:.1%}", note


def _by_batch(view: View) -> html.Div:
    """Counted clusters here by batch."""
    years: Counter[str] = Counter()
    for cluster in view.clusters_in(view.subject):
        newest = max(
            (row["batch_year"] or 0 for row in view.atlas.recognitions_of[cluster["id"]]), default=0
        )
        years[str(newest) if newest else view.text("rail.batch.undated")] += 1
    most = max(years.values(), default=1)
    rows = [bar_row(year, n, most) for year, n in sorted(years.items())]
    return html.Div(
        [html.H2(view.text("panel.by_batch")), *rows], className="bars", hidden=not rows
    )


def _ranking(view: View) -> list[html.Section]:
    """Return the units on the map with most of the chosen measure; only for the place in focus."""
    if view.selected or view.focus is not view.frame:
        return []
    pairs = [(u, v) for u, v in zip(view.units, view.values, strict=True) if v > 0]
    top = sorted(pairs, key=lambda pair: (-pair[1], pair[0].place.adcode))[:RANKED]
    if not top:
        return []
    items = [
        html.Li(
            view_link(
                view.state.with_(level=view.level, select=unit.place.adcode),
                [html.Span(view.name(unit)), html.Span(view.shown(float(value)))],
            )
        )
        for unit, value in top
    ]
    measure = view.text(f"measure.{view.state.measure}")
    title = view.text("panel.top", n=len(top), measure=measure)
    return [html.Section([html.H2(title), html.Ol(items, className="ranking")])]
