"""The industries map in a sentence."""

from __future__ import annotations

import numpy as np

from app.layers.industries.fill import fill_of, written
from app.layers.industries.legend import title
from app.layers.industries.scene import Scene, scene_of
from app.state import Structure
from app.view import View


def summary(view: View) -> str:
    """Say the map in a sentence, for those who do not see it."""
    scene = scene_of(view)
    found = fill_of(scene).found()
    parts = [view.text("industries.summary.part", label=e.label, n=f"{n:,}") for e, n in found]
    told = view.text(
        "industries.summary",
        place=view.name(view.focus),
        title=title(scene),
        units=f"{len(view.units):,}",
        parts=view.text("industries.comma").join(parts),
    )
    return told + _highest(scene)


def _highest(scene: Scene) -> str:
    """The unit with the largest value, where units have values that are not names of chains."""
    if scene.structure is Structure.DOMINANT or np.isnan(scene.values).all():
        return ""
    most = int(np.nanargmax(scene.values))
    return scene.view.text(
        "industries.summary.highest",
        name=scene.view.name(scene.view.units[most]),
        value=written(scene)(float(scene.values[most])),
    )
