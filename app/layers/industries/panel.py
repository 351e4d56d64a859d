"""The right panel of the industries map: what a place is made of."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from app.industry_index import ChainCount, Composition
from app.layers.industries.members import members_section
from app.layers.industries.rail import with_chain
from app.layers.industries.ranking import ranking
from app.layers.industries.scene import Scene, scene_of
from app.pages.links import attributes, view_link
from app.pages.panel_parts import figure_card
from app.view import View
from geo.concentration import DIVERSITY, HHI
from geo.industry import Breadth
from geo.mix import MIN_MAPPED, NONE, TIE, Status
from geo.place import Level, PlaceKey
from geo.specialisation import LOCATION_QUOTIENT, SHRUNK_QUOTIENT


def panel(view: View) -> list[Any]:
    """What the panel tells of the place that is marked or in focus."""
    scene = scene_of(view)
    composition = scene.of(view.subject)
    if not composition.subjects:
        nothing = view.text(f"industries.nothing.{scene.subject}", place=view.name(view.subject))
        return [html.P(nothing, className="empty")]
    return [
        html.Dl(
            [
                _subjects(scene, composition),
                _dominant(scene, composition),
                _diversity(scene, composition),
                _fourth(scene),
            ],
            className="figures",
        ),
        _chart(scene, composition),
        *ranking(scene),
        *members_section(scene, view.subject),
    ]


def _subjects(scene: Scene, composition: Composition) -> html.Div:
    text = scene.view.text
    broad = composition.breadths[Breadth.BROAD]
    note = text(
        f"industries.card.readings.{scene.subject}",
        broad=f"{broad:,}",
        readings=f"{sum(composition.breadths.values()):,}",
    )
    title = text(f"industries.card.subjects.{scene.subject}")
    return figure_card(title, f"{composition.subjects:,}", note)


def _dominant(scene: Scene, composition: Composition) -> html.Div:
    text, found = scene.view.text, composition.dominant
    title = text("industries.card.dominant")
    if found in (TIE, NONE, Status.NO_SINGLE):
        most = composition.chains[0].count if composition.chains else 0
        first = [scene.name(c.chain) for c in composition.chains if c.count == most]
        value = text("industries.tie") if found == TIE else text("industries.no_single")
        return figure_card(title, html.Small(value), text("industries.comma").join(first[:4]))
    note = text(
        f"industries.card.of.{scene.subject}",
        n=f"{composition.count(found):,}",
        of=f"{composition.mapped:,}",
    )
    return figure_card(title, html.Span(scene.name(found), className="worded"), note)


def _diversity(scene: Scene, composition: Composition) -> html.Div:
    text, key = scene.view.text, scene.view.subject.place.key
    row = scene.holdings.diversity(key.level).loc[key.adcode]
    title = text("industries.card.diversity")
    if pd.isna(row[DIVERSITY.id]):
        return figure_card(title, "–", _few(scene))
    note = text("industries.card.hhi", hhi=row[HHI.id], present=len(composition.chains))
    return figure_card(title, f"{row[DIVERSITY.id]:.2f}", note)


def _fourth(scene: Scene) -> html.Div:
    """The quotient of the chosen chain; else likeness to the neighbours."""
    if scene.view.subject.place.level is Level.NATION:
        return _known(scene)
    return _similarity(scene) if scene.chain is None else _quotient(scene)


def _known(scene: Scene) -> html.Div:
    """How many count in no chain: of the nation there is nothing to compare with."""
    text, composition = scene.view.text, scene.of(scene.view.subject)
    note = text(
        "industries.card.apart", no_single=composition.no_single, unmapped=composition.unmapped
    )
    return figure_card(text("industries.card.mapped"), f"{composition.mapped:,}", note)


def _quotient(scene: Scene) -> html.Div:
    text, key = scene.view.text, scene.view.subject.place.key
    chain = scene.chain.id if scene.chain else ""
    row = scene.holdings.quotients(key.level, chain).loc[key.adcode]
    title = text("industries.card.quotient", chain=scene.name(chain))
    if row["small"] or pd.isna(row[LOCATION_QUOTIENT.id]):
        return figure_card(title, "–", text("industries.hidden.quotient"))
    columns = {"lower": "lower", "upper": "upper", "shrunk": SHRUNK_QUOTIENT.id}
    note = text("industries.card.interval", **{name: row[c] for name, c in columns.items()})
    return figure_card(title, f"{row[LOCATION_QUOTIENT.id]:.2f}", note)


def _similarity(scene: Scene) -> html.Div:
    view, text, key = scene.view, scene.view.text, scene.view.subject.place.key
    row = scene.holdings.similarity(key.level).loc[key.adcode]
    title = text("industries.card.similarity")
    if pd.isna(row["mean"]):
        return figure_card(title, "–", _few(scene))
    nearest = view.atlas.unit(PlaceKey(key.level, row["most_similar"]))
    note = text("industries.card.most_similar", name=view.name(nearest), largest=row["max"])
    return figure_card(title, f"{row['mean']:.2f}", note)


def _few(scene: Scene) -> str:
    return scene.view.text("industries.hidden", least=MIN_MAPPED)


def _chart(scene: Scene, composition: Composition) -> html.Section:
    """Chains of the place as bars, each a link that narrows the map to its chain."""
    view, text = scene.view, scene.view.text
    chosen = scene.chain.id if scene.chain else ""
    most = max((one.count for one in composition.chains), default=1)
    bars = [_bar(scene, one, most) for one in composition.chains]
    if chosen and not composition.count(chosen):
        bars.append(_bar(scene, ChainCount(chosen, 0, 0, 0), most))
    apart = (("no_single", composition.no_single), ("unmapped", composition.unmapped))
    bars += [html.Li(_apart(text(f"industries.{name}"), n, most)) for name, n in apart if n]
    clear = view_link(with_chain(view.state, ""), text("industries.every_chain"), cls="clear")
    heading = html.H2([text("industries.chart"), *([clear] if chosen else [])])
    key = html.P(
        [
            html.Span(className="swatch solid"),
            text("industries.chart.sure"),
            html.Span(className="swatch broad"),
            text("industries.chart.broad"),
        ],
        className="note chart-key",
    )
    breadths = [
        text("industries.breadth.count", name=text(f"industries.breadth.{breadth}"), n=f"{n:,}")
        for breadth, n in composition.breadths.items()
    ]
    told = text("industries.breadths", parts=text("industries.comma").join(breadths))
    rule = html.P([told, html.Br(), text(f"industries.rule.{scene.subject}")], className="note")
    list_of_bars = html.Ul(bars, className="mix", **attributes(aria_label=text("industries.chart")))
    return html.Section([heading, list_of_bars, key, rule], className="composition")


def _bar(scene: Scene, one: ChainCount, most: int) -> html.Li:
    """The chosen chain's bar leads back to all chains."""
    view, text = scene.view, scene.view.text
    colour = scene.index.chains[one.chain].colour
    chosen = scene.chain is not None and one.chain == scene.chain.id
    sure = one.count - one.broad
    parts = [
        html.Span(className=name, style={"width": f"{n / most:.1%}", "background-color": colour})
        for name, n in (("sure", sure), ("broad", one.broad))
        if n
    ]
    name = scene.name(one.chain)
    told = text(
        f"industries.chart.bar.{scene.subject}", chain=name, n=f"{one.count:,}", broad=one.broad
    )
    link = view_link(
        with_chain(view.state, "" if chosen else one.chain),
        [
            html.Span(className="swatch", style={"background": colour}),
            html.Span(name, className="bar-label"),
            html.Span(parts, className="bar-track"),
            html.Span(f"{one.count:,}", className="bar-value"),
        ],
        current=chosen,
        cls="mix-bar",
    )
    return html.Li(link, title=told)


def _apart(label: str, n: int, most: int) -> html.Li:
    width = {"width": f"{n / most:.1%}"}
    row = html.Div(
        [
            html.Span(className="swatch none"),
            html.Span(label, className="bar-label"),
            html.Span(html.Span(className="sure none", style=width), className="bar-track"),
            html.Span(f"{n:,}", className="bar-value"),
        ],
        className="mix-bar",
    )
    return html.Li(row)
