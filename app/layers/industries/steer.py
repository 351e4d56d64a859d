"""Where to look instead: a map of single clusters says little, coarser units and parks say more."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from app.industry_reading import Subject
from app.layers.industries.scene import Scene
from app.levels import levels_below
from app.pages.links import view_link
from app.state import Structure, ViewState
from geo.mix import TIE

MOST = 0.5
"""Share of the units with clusters or parks above which the map is said to tell little."""


def steer(scene: Scene) -> list[html.Div]:
    """Say that most units hold too few to judge by, and offer coarser units and parks."""
    reason = _reason(scene)
    if not reason:
        return []
    links = [view_link(state, label, cls="ghost") for label, state in _elsewhere(scene)]
    return [html.Div([html.P(reason), *links], className="steer")]


def _reason(scene: Scene) -> str:
    text = scene.view.text
    held = scene.applies & (scene.subjects > 0)
    n = int(held.sum())
    if not n:
        return ""
    told: dict[str, Any] = {"n": f"{n:,}", "level": text(f"level.{scene.view.level}")}
    if (hidden := int(scene.hidden.sum())) > MOST * n:
        return text(f"industries.steer.hidden.{scene.subject}", hidden=f"{hidden:,}", **told)
    singles = int((held & (scene.subjects == 1)).sum())
    if scene.structure is Structure.DOMINANT and singles > MOST * n:
        ties = int(np.count_nonzero(scene.dominant == TIE))
        return text(
            f"industries.steer.single.{scene.subject}",
            singles=f"{singles:,}",
            ties=f"{ties:,}",
            **told,
        )
    return ""


def _elsewhere(scene: Scene) -> list[tuple[str, ViewState]]:
    view, text, state = scene.view, scene.view.text, scene.view.state
    coarser = [
        level for level in levels_below(view.atlas, view.focus) if level.depth < view.level.depth
    ]
    found = [
        (text(f"level.{level}"), state.with_(level=level, select="")) for level in reversed(coarser)
    ]
    if not found and (parent := view.frame.place.parent):
        above = view.atlas.unit(parent)
        found = [(text("panel.up", name=view.name(above)), state.at(parent.adcode))]
    if scene.subject is Subject.CLUSTER:
        found.append((text("industries.subject.park"), state.with_(subject=Subject.PARK)))
    return found
