"""The density map in a sentence or two."""

from __future__ import annotations

import numpy as np

from app.layers.density.spots import CLASSES, NOT_SIGNIFICANT, analysis_of, spots_of
from app.state import Analysis
from app.view import View


def summary(view: View) -> str:
    """Say the map in a sentence, for those who do not see it; what an analysis found in another."""
    with_some = int((view.counts > 0).sum())
    counted = view.text(
        "map.summary",
        place=view.name(view.focus),
        level=view.text(f"level.{view.level}"),
        units=len(view.units),
        some=with_some,
        count=view.count_in(view.focus),
    )
    return " ".join([counted, *_analysed(view)])


def _analysed(view: View) -> list[str]:
    analysis = analysis_of(view)
    if analysis is Analysis.NONE:
        return []
    if analysis is Analysis.SURFACE:
        return [view.text("map.summary.surface", km=view.state.bandwidth)]
    names = CLASSES[analysis]
    first = NOT_SIGNIFICANT + 1
    found = np.bincount(spots_of(view).steps, minlength=first + len(names)).tolist()[first:]
    if analysis is Analysis.HOTSPOTS:
        half = len(names) // 2
        return [view.text("map.summary.hotspots", cold=sum(found[:half]), hot=sum(found[half:]))]
    return [view.text("map.summary.outliers", **dict(zip(names, found, strict=True)))]
