"""Fill and hover of the industries map."""

from __future__ import annotations

from app.figures.shading import Shading
from app.layers.industries.fill import fill_of
from app.layers.industries.hover import told
from app.layers.industries.scene import scene_of
from app.state import Language
from app.view import View


def shade(view: View) -> Shading:
    """Colour the units by the chosen measure."""
    scene = scene_of(view)
    fill = fill_of(scene)
    name = "%{properties.name_en}" if view.state.lang is Language.EN else "%{properties.name}"
    hover = f"<b>{name}</b><br>%{{customdata}}<extra></extra>"
    return Shading(fill.steps, tuple(e.colour for e in fill.entries), told(scene), hover)
