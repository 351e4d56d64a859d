"""Hot spots and outliers on the map: fill, hover and what the table tells of them."""

from __future__ import annotations

from typing import Any

from app.atlas import Unit
from app.figures.shading import Shading
from app.layers.density.spots import (
    CLASSES,
    COLOURS,
    MISSING,
    NOT_SIGNIFICANT,
    OUTSIDE,
    Spots,
    analysis_of,
    spots_of,
)
from app.layers.density.writing import hover_name, or_none, short, written
from app.view import View


def shade_spots(view: View) -> Shading:
    """Colour the units by their class."""
    analysis, spots = analysis_of(view), spots_of(view)
    told = view.text(
        f"map.hover.{analysis}",
        name=hover_name(view),
        measure=view.text(f"measure.{view.state.measure}"),
    )
    nothing = view.text("legend.no_data")
    facts = zip(
        written(view.values, view.shown, nothing),
        written(spots.score, write_score),
        written(spots.p, write_share),
        written(spots.q, write_share),
        class_names(view, spots),
        strict=True,
    )
    return Shading(spots.steps, COLOURS[analysis], list(facts), told)


def class_names(view: View, spots: Spots) -> list[str]:
    """Name of the class of each unit."""
    names = names_of(view)
    return [names[step] for step in spots.steps.tolist()]


def names_of(view: View) -> list[str]:
    """Names of the classes, by their position in `COLOURS`."""
    text = view.text
    apart = {
        MISSING: text("legend.no_data"),
        OUTSIDE: text("legend.not_applicable"),
        NOT_SIGNIFICANT: text("spots.not_significant"),
    }
    return [apart[i] for i in sorted(apart)] + [
        text(f"spots.class.{name.lower()}") for name in CLASSES[analysis_of(view)]
    ]


def write_score(value: float) -> str:
    """A score to two digits after the point."""
    return f"{value:.2f}"


def write_share(value: float) -> str:
    """A p-value or rate, to two digits that count."""
    return f"{value:.2g}" if value < 0.1 else f"{value:.2f}"


def spot_values(view: View) -> dict[str, list[Any]]:
    """What the table tells of all units, by field; None where there is none."""
    spots = spots_of(view)
    return {
        "spot_score": or_none(spots.score, 2),
        "spot_p": short(spots.p, 2),
        "spot_q": short(spots.q, 2),
        "spot_class": class_names(view, spots),
    }


def told_of(view: View, unit: Unit) -> list[str]:
    """What the test says of one unit on the map: its class, and the numbers."""
    at, spots = view.units.index(unit), spots_of(view)
    numbers = {
        "score": written(spots.score[[at]], write_score)[0],
        "p": written(spots.p[[at]], write_share)[0],
        "q": written(spots.q[[at]], write_share)[0],
    }
    name = class_names(view, spots)[at]
    return [name, view.text(f"spots.told.{analysis_of(view)}", **numbers)]
