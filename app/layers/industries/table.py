"""The table twin of the industries map."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pandas as pd

from app.layers.industries.scene import Scene, scene_of
from app.layers.layer import TableRows
from app.pages.table_columns import name_columns
from app.state import Structure, Table
from app.view import View
from geo.concentration import DIVERSITY, HHI
from geo.mix import NONE, TIE, Status
from geo.specialisation import LOCATION_QUOTIENT, SHRUNK_QUOTIENT

_CHAIN: Final = ("inside", "share", "quotient", "lower", "upper", "shrunk")
_FIELDS: Final = {
    Structure.DOMINANT: ("dominant", "leading"),
    Structure.COUNT: _CHAIN,
    Structure.SHARE: _CHAIN,
    Structure.QUOTIENT: _CHAIN,
    Structure.DIVERSITY: ("diversity", "hhi"),
    Structure.SIMILARITY: ("mean", "neighbours", "most_similar", "largest"),
}
_ORDERED_BY: Final = {
    Structure.DOMINANT: "subjects",
    Structure.COUNT: "inside",
    Structure.SHARE: "share",
    Structure.QUOTIENT: "quotient",
    Structure.DIVERSITY: "diversity",
    Structure.SIMILARITY: "mean",
}
_TABLED: Final = {
    "diversity": DIVERSITY.id,
    "hhi": HHI.id,
    "mean": "mean",
    "largest": "max",
    "neighbours": "neighbours",
}
_QUOTIENTS: Final = {
    "quotient": LOCATION_QUOTIENT.id,
    "lower": "lower",
    "upper": "upper",
    "shrunk": SHRUNK_QUOTIENT.id,
}
_WORDS: Final = ("dominant", "most_similar")
_WHOLE: Final = ("subjects", "inside", "leading", "neighbours")
_DIGITS: Final = 4


def columns(view: View) -> list[dict[str, Any]]:
    """Columns in the language of the view: those that its measure is made of."""
    scene = scene_of(view)
    return [*name_columns(view), *(_column(scene, name) for name in _fields(scene))]


def rows(view: View) -> TableRows:
    """Numbers of the units that have clusters or parks; only where the table is open."""
    scene = scene_of(view)
    fields = _fields(scene)
    values: dict[str, list[Any]] = {}
    if view.state.table is Table.OPEN:
        found = zip(*(_values(scene, name) for name in fields), strict=True)
        values = {
            unit.place.adcode: [_plain(value) for value in row]
            for unit, row, n in zip(view.units, found, scene.subjects, strict=True)
            if n
        }
    absent = tuple(0 if name in _WHOLE else None for name in fields)
    return TableRows(fields, values, absent)


def _fields(scene: Scene) -> tuple[str, ...]:
    fields = _FIELDS[scene.structure]
    if scene.structure is Structure.DOMINANT and scene.chain is not None:
        fields = (*fields, *_CHAIN)
    return ("subjects", *fields)


def _values(scene: Scene, name: str) -> list[Any]:
    """Values of one column, a row a unit."""
    if name in _TABLED:
        return list(scene.measured[_TABLED[name]])
    if name in _QUOTIENTS:
        return list(scene.quotients[_QUOTIENTS[name]].mask(scene.quotients["small"]))
    return list(_MADE[name](scene))


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, _DIGITS)
    return value


def _dominant(scene: Scene, chain: str) -> str:
    if chain in scene.index.chains:
        return scene.name(chain)
    names = {TIE: "tie", Status.NO_SINGLE.value: "no_single"}
    return "" if chain == NONE else scene.view.text(f"industries.{names[chain]}")


def _unit_name(scene: Scene, adcode: Any) -> str | None:
    return None if pd.isna(adcode) else scene.name_of(adcode)


def _column(scene: Scene, name: str) -> dict[str, Any]:
    """A column; a dash where there is no value; the first measure orders the rows."""
    text = scene.view.text
    if name == "subjects":
        title = text(f"industries.subject.{scene.subject}")
    else:
        title = text(f"industries.column.{name}")
    column: dict[str, Any] = {
        "field": name,
        "headerName": title,
        "minWidth": 150 if name in _WORDS else 96,
        "sort": "desc" if name == _ORDERED_BY[scene.structure] else None,
    }
    if name in _WORDS:
        return column | {"flex": 2}
    shown = ",.0f" if name in _WHOLE else ".0%" if name == "share" else ".2f"
    written = f"params.value == null ? '–' : d3.format('{shown}')(params.value)"
    return column | {
        "type": "rightAligned",
        "sortingOrder": ["desc", "asc"],
        "valueFormatter": {"function": written},
    }


_MADE: Final[Mapping[str, Callable[[Scene], Iterable[Any]]]] = {
    "subjects": lambda scene: scene.subjects.tolist(),
    "inside": lambda scene: scene.inside.tolist(),
    "share": lambda scene: scene.shares,
    "dominant": lambda scene: (_dominant(scene, chain) for chain in scene.dominant.tolist()),
    "leading": lambda scene: scene.counts.max(axis=1, initial=0).tolist(),
    "most_similar": lambda scene: (_unit_name(scene, a) for a in scene.measured["most_similar"]),
}
