"""The legend of the density surface: bands, bandwidth, and that it is an estimate."""

from __future__ import annotations

import numpy as np

from app.figures import palette
from app.layers.density.surface import COLOURS, bands_of, points_of, ranges_of, surface_at_units
from app.legend import Heading, Note, Part, Swatch, Swatches
from app.transfer.kinds import Nature
from app.view import View


def surface_legend(view: View) -> list[Part]:
    """Heading, bands with how many units have their point in each, and how it was made."""
    text, points = view.text, points_of(view)
    notes = [
        text("surface.about", km=view.state.bandwidth),
        text("surface.bands", level=text(f"level.{view.level}")),
        text("surface.points"),
    ]
    if points.left_out:
        notes.append(text("surface.left_out", n=f"{points.left_out:,}"))
    return [
        Heading(text("surface.title", km=view.state.bandwidth), Nature.MODELLED),
        Swatches(tuple(_bands(view))) if len(points.weights) else Note(text("surface.nothing")),
        *map(Note, notes),
    ]


def _bands(view: View) -> list[Swatch]:
    breaks, number = bands_of(view).breaks, view.text.number
    counts = np.bincount(
        np.searchsorted(np.array(breaks), surface_at_units(view), side="right"),
        minlength=len(breaks) + 1,
    ).tolist()
    names = [
        f"≥ {number(low)}" if high is None else f"{number(low)} – {number(high)}"
        for low, high in ranges_of(breaks)
    ]
    rows = [
        Swatch(colour, name, count)
        for colour, name, count in zip(COLOURS, names, counts[1:], strict=False)
    ]
    return [*reversed(rows), Swatch(palette.ZERO, f"< {number(breaks[0])}", counts[0])]
