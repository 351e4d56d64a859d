"""A map layer: one theme of the atlas, as the parts of the screen that it fills."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from app.atlas import Unit
from app.figures.points import NO_POINTS, counties_with_clusters
from app.figures.shading import Shading
from app.legend import Legend
from app.view import View


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of the table twin.

    Attributes
    ----------
    fields
        Names of the values of a row, in their order.
    values
        Values of the units that have some, by adcode; None where one is not known.
    absent
        Values of all other units.
    title
        What stands over the table; empty: number and level of the units.
    own
        Ready rows that are no units, each with an id of its own as `adcode`; None: the rows are
        the units.
    """

    fields: tuple[str, ...]
    values: Mapping[str, list[Any]]
    absent: tuple[Any, ...]
    title: str = ""
    own: list[dict[str, Any]] | None = None


def nothing_on_top(_: View) -> None:
    """No ribbons."""
    return


def no_shapes(_: View) -> bytes | None:
    """No ribbons, so no shapes of any."""
    return None


def no_points(_: View) -> Mapping[str, Any]:
    """No points."""
    return NO_POINTS


@dataclass(frozen=True, slots=True)
class MapLayer:
    """What a layer shows; each part is made of the view alone.

    Attributes
    ----------
    shade
        Fill and hover of the units.
    rail
        Sections of the left rail.
    legend
        What stands under the rail.
    panel
        Sections of the right panel under the name of the place.
    columns, rows
        The table twin: the same units and numbers as the map.
    summary
        The map in a sentence, for those who do not see it.
    points
        Points trace.
    ribbons
        Ribbons trace; None for none.
    ribbon_shapes
        Geometry of the ribbons in their order, as gzip-compressed GeoJSON in pseudo-degrees.
    label
        Name of a unit on the map.
    pointed
        Units with a point in their middle, by adcode: their names stand below it.
    follows_mark
        Whether colours, points or ribbons change with what is marked.
    """

    shade: Callable[[View], Shading]
    rail: Callable[[View], list[Any]]
    legend: Callable[[View], Legend]
    panel: Callable[[View], list[Any]]
    columns: Callable[[View], list[dict[str, Any]]]
    rows: Callable[[View], TableRows]
    summary: Callable[[View], str]
    points: Callable[[View], Mapping[str, Any]] = no_points
    ribbons: Callable[[View], Mapping[str, Any] | None] = nothing_on_top
    ribbon_shapes: Callable[[View], bytes | None] = no_shapes
    label: Callable[[View, Unit], str] = View.short_name
    pointed: Callable[[View], Container[str]] = counties_with_clusters
    follows_mark: bool = False
