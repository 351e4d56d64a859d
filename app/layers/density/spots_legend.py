"""The legend of hot spots and outliers: classes, and how they were tested."""

from __future__ import annotations

import numpy as np

from app.layers.density.spots import (
    COLOURS,
    LEAST_UNITS,
    MISSING,
    NOT_SIGNIFICANT,
    OUTSIDE,
    Spots,
    analysis_of,
    spots_of,
)
from app.layers.density.spots_shade import names_of
from app.legend import Heading, Note, Part, Swatch, Swatches
from app.state import Analysis
from app.view import View
from geo.hotspots import FDR_LEVELS, OUTLIER_FDR, PERMUTATIONS, SEED
from geo.place import NATION


def spots_legend(view: View) -> list[Part]:
    """Heading, classes, what was found, and how."""
    analysis, spots = analysis_of(view), spots_of(view)
    measure = view.text(
        f"measure.{view.state.measure}.long", level=view.text(f"level.{view.level}")
    )
    return [
        Heading(view.text(f"spots.title.{analysis}", measure=measure)),
        Swatches(tuple(_classes(view, spots)), "words"),
        Note(_found(view, spots), is_strong=True),
        *map(Note, _how(view, spots)),
    ]


def too_few_note(view: View) -> Note:
    """Why there is no test."""
    known = int((~np.isnan(view.values)).sum())
    return Note(view.text("spots.too_few", n=known, least=LEAST_UNITS), is_strong=True)


def _classes(view: View, spots: Spots) -> list[Swatch]:
    """All classes, also those that no unit has, and the others where units have them."""
    colours = COLOURS[analysis_of(view)]
    names = names_of(view)
    counts = np.bincount(spots.steps, minlength=len(colours)).tolist()
    order = [*reversed(range(NOT_SIGNIFICANT, len(colours))), OUTSIDE, MISSING]
    return [
        Swatch(colours[step], names[step], counts[step])
        for step in order
        if counts[step] or step >= NOT_SIGNIFICANT
    ]


def _found(view: View, spots: Spots) -> str:
    if not spots.found:
        return view.text("spots.nothing")
    return view.text("spots.found", n=f"{spots.found:,}", tested=f"{spots.tested:,}")


def _how(view: View, spots: Spots) -> list[str]:
    text, analysis = view.text, analysis_of(view)
    levels = FDR_LEVELS if analysis is Analysis.HOTSPOTS else (OUTLIER_FDR,)
    lines = [
        text(f"spots.weights.{analysis}"),
        text(
            "spots.test",
            permutations=f"{PERMUTATIONS:,}",
            seed=SEED,
            levels=" / ".join(f"{level:.0%}" for level in levels),
        ),
    ]
    if spots.islands:
        lines.append(text("spots.islands", n=f"{spots.islands:,}"))
    if view.frame.place.key != NATION:
        lines.append(text("spots.within", place=view.name(view.frame)))
    return lines
