"""Cards of the panel with what the census says of a place; none where it is not loaded."""

from __future__ import annotations

import math

from app.atlas import Unit
from app.pages.panel_parts import Card
from app.pages.rank import rank
from app.place_figures import KnownFigure, about
from app.state import Measure
from app.view import NEEDED, View, is_loaded
from geo.figure import Basis, Figure


def census_cards(view: View, unit: Unit) -> list[Card]:
    """One card for each figure that is loaded."""
    text, figures, place = view.text, view.atlas.figures, unit.place.key
    cards = []
    if figures.has(Figure.POPULATION):
        people = figures.of(Figure.POPULATION, place)
        count = "–" if people is None else f"{people.value:,.0f}"
        cards.append(Card(text("panel.residents"), count, _note(view, people)))
    for measure in NEEDED:
        if is_loaded(view.atlas, measure):
            cards.append(_measure(view, unit, measure))
    if figures.has(Figure.MANUFACTURING_EMPLOYED):
        making = figures.of(Figure.MANUFACTURING_EMPLOYED, place)
        persons = "–" if making is None else about(making.value)
        cards.append(Card(text("panel.making"), persons, _of_employed(view, unit)))
    return cards


def _measure(view: View, unit: Unit, measure: Measure) -> Card:
    value = view.value_in(unit, measure)
    shown = "–" if value is None else view.shown(value, measure)
    note = view.text("panel.no_data") if value is None else rank(view, unit, measure)
    return Card(view.text(f"panel.{measure}"), shown, note)


def _note(view: View, known: KnownFigure | None) -> str:
    """How the number of residents came about."""
    text = view.text
    if known is None:
        return text("panel.no_data")
    if known.coverage < 1:
        # Never rounded up: a sum that lacks some is not the whole.
        per_mille = math.floor(known.coverage * 1000)
        return text("panel.residents.covers", share=f"{per_mille / 10:.1f}%")
    return text("panel.residents.stated" if known.basis is Basis.STATED else "panel.residents.sum")


def _of_employed(view: View, unit: Unit) -> str:
    employed = view.atlas.figures.of(Figure.EMPLOYED, unit.place.key)
    if employed is None:
        return view.text("panel.no_data")
    return view.text("panel.making.of", employed=about(employed.value))
