"""The industries map in a sentence."""

from __future__ import annotations

from app.layers.industries.fill import fill_of
from app.layers.industries.legend import title
from app.layers.industries.scene import scene_of
from app.view import View


def summary(view: View) -> str:
    """Say the map in a sentence, for those who do not see it."""
    scene = scene_of(view)
    found = fill_of(scene).found()
    parts = [view.text("industries.summary.part", label=e.label, n=f"{n:,}") for e, n in found]
    return view.text(
        "industries.summary",
        place=view.name(view.focus),
        title=title(scene),
        units=f"{len(view.units):,}",
        parts=view.text("industries.comma").join(parts),
    )
