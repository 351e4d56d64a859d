"""Fill, hover and summary of the map of parks."""

from __future__ import annotations

import numpy as np

from app.figures.palette import PARK_ABOVE, PARK_RAMP, ZERO, class_steps, stepped
from app.figures.shading import Shading
from app.layers.parks.units import park_units
from app.park_index import park_index
from app.state import Language
from app.view import View

COLOURS = (ZERO, *stepped(PARK_RAMP, PARK_ABOVE))


def shade(view: View) -> Shading:
    """Colour the units by the classes of the chosen measure."""
    units = park_units(view)
    ramp = np.array([0, *class_steps(units.classes)])
    facts = np.column_stack([units.counts, units.areas_ha.round(), units.flagged])
    name = "%{properties.name_en}" if view.state.lang is Language.EN else "%{properties.name}"
    hover = view.text("parks.hover", name=name)
    return Shading(ramp[units.classes.index(units.values)], COLOURS, facts, hover)


def summary(view: View) -> str:
    """Say the map in a sentence, for those who do not see it."""
    units, text = park_units(view), view.text
    some = int((units.counts > 0).sum())
    told = text(
        "parks.map.summary",
        place=view.name(view.focus),
        measure=text(f"parks.measure.{view.state.parks}.long", level=text(f"level.{view.level}")),
        units=len(view.units),
        some=some,
        none=len(view.units) - some,
        count=len(park_index(view.atlas).within(view.focus.place.key)),
    )
    if not units.values.any():
        return told
    most = int(units.values.argmax())
    value = text.number(float(units.values[most]))
    return told + text("parks.map.most", name=view.name(view.units[most]), value=value)
