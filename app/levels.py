"""Levels of the units that a map can show for a place in focus."""

from __future__ import annotations

from app.atlas import Atlas, Unit
from app.state import ViewState
from geo.counts import COUNTED_LEVELS
from geo.errors import InvalidInput
from geo.place import Level


def levels_shown(atlas: Atlas, state: ViewState, focus: Unit) -> list[Level]:
    """Levels that the map can show for a place in focus: of those that the layer tells about.

    Where it tells only about coarser units, the place is shown by the finest that hold it.
    """
    below = [level for level in levels_below(atlas, focus) if level in state.levels]
    return below or [state.levels[-1]]


def levels_below(atlas: Atlas, focus: Unit) -> list[Level]:
    """Levels that divide a place in focus."""
    if focus.place.level is Level.COUNTY:
        return [Level.COUNTY]
    finer = [level for level in COUNTED_LEVELS if level.depth > focus.place.level.depth]
    return [level for level in finer if _divided(atlas, focus, level)] or [Level.COUNTY]


def _divided(atlas: Atlas, focus: Unit, level: Level) -> bool:
    """Whether the level has units there that are not just the same ground again (北京, 东莞)."""
    units = atlas.units_within(focus.place.key, level)
    return any(unit.place.adcode != focus.place.adcode for unit in units)


def frame_of(atlas: Atlas, focus: Unit, level: Level) -> Unit:
    """The nearest place around the one in focus that units of a level can divide."""
    above = atlas.gazetteer.ancestors(focus.place.key)
    coarser = (p.key for p in (focus.place, *above) if p.level.depth < level.depth)
    return atlas.unit(next(coarser))


def level_of(atlas: Atlas, state: ViewState, focus: Unit) -> Level:
    """The level that a state asks for, or the usual one.

    Raises
    ------
    InvalidInput
        If it cannot be shown for the place in focus.
    """
    possible = levels_shown(atlas, state, focus)
    if state.level == "":
        return possible[0]
    if state.level not in possible:
        raise InvalidInput(
            f"level={state.level} cannot be shown for place={state.place}: "
            f"use {' or '.join(possible)}"
        )
    return state.level
