"""What lies under the density surface: quiet units, whose hover tells the value at their point."""

from __future__ import annotations

import numpy as np

from app.figures import palette
from app.figures.shading import Shading
from app.layers.density.surface import surface_at_units
from app.layers.density.writing import hover_name, written
from app.view import View


def shade_surface(view: View) -> Shading:
    """Leave all units alike."""
    told = view.text("map.hover.surface", name=hover_name(view), km=view.state.bandwidth)
    values = written(surface_at_units(view), lambda value: view.text.number(value, 2))
    facts = list(zip(view.counts.tolist(), values, strict=True))
    return Shading(np.zeros(len(view.units), dtype=np.int64), (palette.ZERO,), facts, told)
