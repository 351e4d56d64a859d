"""How the layers of extracts look in a GIS: the palette and the classes of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from app.extract.qml import Rule, at_point, fill, line, marker, qml
from app.figures import palette
from app.state import Language
from app.text import text_in
from geo.classes import Classes, ClassMethod, classify
from geo.ramp import class_colours

DENSITY: Final = "clusters_per_10k_km2"
_WIDEST_MM: Final = 2.4
_RECORDED: Final = "\"kind\" <> 'modelled'"


def style_of(dataset: str, table: pd.DataFrame) -> str | None:
    """QML for the layer of a dataset; None where it has none, or lacks the column that it shows."""
    column, _ = _STYLED.get(dataset, ("", None))
    return qml(rules_of(dataset, table)) if column in table else None


def rules_of(dataset: str, table: pd.DataFrame) -> list[Rule]:
    """The rules of a dataset that has a style; the table holds the column that it shows."""
    return _STYLED[dataset][1](table)


def rules_of_views() -> dict[str, list[Rule]]:
    """Parks and clusters as the views of the database have them: with the areas of their units."""
    mark = marker(palette.POINT, palette.FLOW_EDGE, 2)
    rules = {"clusters": [Rule(_named("data.clusters"), "", mark)], "parks": _parks(pd.DataFrame())}
    return {
        name: [replace(one, symbol=at_point(one.symbol, "point_lon", "point_lat")) for one in held]
        for name, held in rules.items()
    }


def _places(table: pd.DataFrame) -> list[Rule]:
    """Classes of the density by natural breaks, as the map has them of the same units."""
    values = table[DENSITY].to_numpy(dtype=np.float64, na_value=np.nan)
    classes = classify(values, ClassMethod.NATURAL)
    edge = palette.EDGE
    shades = [*zip(_limits(classes), class_colours(classes), strict=True)]
    return [
        *(Rule(label, chosen, fill(shade, edge)) for (label, chosen), shade in reversed(shades)),
        Rule("0", f'"{DENSITY}" = 0', fill(palette.ZERO, edge)),
        Rule(_named("legend.no_data"), f'"{DENSITY}" IS NULL', fill(palette.NO_DATA, edge)),
    ]


def _limits(classes: Classes) -> list[tuple[str, str]]:
    """Label and filter of each class; its limits are as short as leave each value in its class."""
    upper = classes.breaks() if len(classes) else ()
    return [
        (
            f"{low:g} – {up:g}" if low else f"≤ {up:g}",
            f'"{DENSITY}" > {low!r} AND "{DENSITY}" <= {up!r}',
        )
        for low, up in zip((0.0, *upper), upper, strict=False)
    ]


def _clusters(_: pd.DataFrame) -> list[Rule]:
    """One that is seen in the public-notice stage only is hollow."""
    publicised = "\"stage\" = 'publicised'"
    filled = marker(palette.POINT, palette.FLOW_EDGE, 2)
    hollow = marker(palette.FLOW_EDGE, palette.POINT, 2)
    return [
        Rule(_named("extract.style.recognised"), f"NOT ({publicised})", filled),
        Rule(_named("extract.style.publicised"), publicised, hollow),
    ]


def _parks(_: pd.DataFrame) -> list[Rule]:
    national, provincial = palette.PARK_GRADES
    edge = palette.FLOW_EDGE
    return [
        Rule(
            _named("extract.style.national"),
            "\"grade\" = 'national'",
            marker(national, edge, 2, "diamond"),
        ),
        Rule(
            _named("extract.style.provincial"),
            "\"grade\" = 'provincial'",
            marker(provincial, edge, 1.4),
        ),
    ]


def _flows(table: pd.DataFrame) -> list[Rule]:
    """Modelled ones are dashed, a rule for each period, of which the newest shows."""
    observed = Rule(_named("extract.style.observed"), _RECORDED, line(palette.MARK, 0.4))
    if not {"period", "modelled_value"} <= set(table):
        return [observed]
    modelled = table[table["kind"] == "modelled"]
    largest = modelled.groupby("period")["modelled_value"].max().sort_index(ascending=False)
    periods = enumerate(largest.items())
    rules = [_period(str(name), float(most), at == 0) for at, (name, most) in periods]
    return [*rules, observed]


def _period(period: str, most: float, shown: bool) -> Rule:
    """Flows of some years, as wide as their value is large; the largest of them is the widest."""
    width = f'0.1 + {_WIDEST_MM} * "modelled_value" / {most!r}'
    chosen = f"\"kind\" = 'modelled' AND \"period\" = '{period}'"
    drawn = line(palette.FLOW, 0.3, dashed=True, width_by=width)
    return Rule(f"{_named('extract.style.modelled')} {period}", chosen, drawn, shown)


def _named(key: str) -> str:
    """In both languages: a file has no language of its own."""
    return " ".join(text_in(lang)(key) for lang in (Language.ZH, Language.EN))


_STYLED: Final[Mapping[str, tuple[str, Callable[[pd.DataFrame], list[Rule]]]]] = {
    "places": (DENSITY, _places),
    "clusters": ("stage", _clusters),
    "parks": ("grade", _parks),
    "flows": ("kind", _flows),
}
"""The column that a style goes by, and its rules, by dataset."""
