"""The units on the map with most of the chosen measure."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from dash import html

from app.atlas import Unit
from app.layers.industries.fill import written
from app.layers.industries.scene import Scene
from app.pages.links import view_link
from app.state import Structure

RANKED: Final = 10


def ranking(scene: Scene) -> list[html.Section]:
    """Return the first units by the measure, for the place in focus; a category has no order."""
    view = scene.view
    if scene.structure is Structure.DOMINANT or view.selected or view.focus is not view.frame:
        return []
    order = np.argsort(-np.nan_to_num(scene.values, nan=-1.0), kind="stable")[:RANKED]
    first = [i for i in order.tolist() if scene.values[i] > 0]
    if not first:
        return []
    items = [html.Li(_item(scene, view.units[i], i)) for i in first]
    measure = view.text(f"industries.structure.{scene.structure}")
    title = view.text("panel.top", n=len(first), measure=measure)
    return [html.Section([html.H2(title), html.Ol(items, className="ranking")])]


def _item(scene: Scene, unit: Unit, i: int) -> html.A:
    view = scene.view
    state = view.state.with_(level=view.level, select=unit.place.adcode)
    number = written(scene)(float(scene.values[i]))
    return view_link(state, [html.Span([view.name(unit), _beside(scene, i)]), html.Span(number)])


def _beside(scene: Scene, i: int) -> Any:
    """What a value rests on: the neighbour that is most alike, or the interval."""
    text = scene.view.text
    if scene.structure is Structure.SIMILARITY:
        row = scene.measured.iloc[i]
        if pd.isna(row["most_similar"]):
            return None
        name = scene.name_of(row["most_similar"])
        told = text("industries.card.most_similar", name=name, largest=row["max"])
    elif scene.structure is Structure.QUOTIENT:
        row = scene.quotients.iloc[i]
        told = text("industries.ranking.interval", lower=row["lower"], upper=row["upper"])
    elif scene.structure is Structure.SHARE:
        told = text("industries.ranking.of", n=scene.inside[i], of=scene.mapped[i])
    else:
        return None
    return html.Small(told, className="beside")
