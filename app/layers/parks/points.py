"""Symbols of the parks: size by approved area, colour by grade, flag or land use."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

from app.figures import palette
from app.figures.basemap import NOTHING
from app.figures.points import NO_POINTS, escaped
from app.layers.parks.wording import intensity_line, park_facts
from app.park_index import Park, park_index
from app.state import ParkSymbol
from app.view import View
from geo.place import NATION, Level, PlaceKey

SIZES_PX: Final = (6, 9, 13, 18)
AREA_BREAKS_HA: Final = (500, 1_000, 2_000)
"""Approved areas at which a symbol grows."""

_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))
_NARROW: Final = 0.45


def points(view: View) -> Mapping[str, Any]:
    """Show each park of the place at the unit that holds it.

    The catalogue names a place, no site: parks of one unit stand in a spiral around its point. The
    national map has no names in the hover: there are too many to send.
    """
    shown = shown_parks(view)
    if not shown:
        return NO_POINTS
    national = view.frame.place.key == NATION
    scale, digits = size_scale(view), 2 if national else 3
    places = list(_spread(view, [park for park, _ in shown]))
    return {
        "lon": [round(lon, digits) for lon, _ in places],
        "lat": [round(lat, digits) for _, lat in places],
        "text": NOTHING if national else [_told(view, park) for park, _ in shown],
        "customdata": NOTHING if national else [place.adcode for _, place in shown],
        "hoverinfo": "skip" if national else "text",
        "marker": {
            "size": [round(size_px(park) * scale, 1) for park, _ in shown],
            "color": [symbol_step(view, park) for park, _ in shown],
            "colorscale": palette.scale_of(symbol_colours(view)),
            "cmin": -0.5,
            "cmax": len(symbol_colours(view)) - 0.5,
            "opacity": 0.85,
            "allowoverlap": True,
        },
    }


def pointed(view: View) -> Container[str]:
    """Units with a symbol at their point, by adcode; on the national map symbols are small."""
    if view.frame.place.key == NATION:
        return ()
    return {place.adcode for _, place in shown_parks(view)}


def shown_parks(view: View) -> list[tuple[Park, PlaceKey]]:
    """Parks of the drawn place that are known to lie in one unit: large symbols first, under the
    small ones, and neighbours together, which compresses well.
    """
    index = park_index(view.atlas)
    held = [(park, park.place) for park in index.within(view.frame.place.key) if park.place]
    chosen = [(park, place) for park, place in held if place.level is not Level.NATION]
    return sorted(chosen, key=lambda one: (-size_px(one[0]), one[1].adcode, one[0].id))


def size_px(park: Park) -> int:
    """Diameter of a park's symbol; one whose area is not stated is small."""
    return SIZES_PX[sum((park.area_ha or 0) >= limit for limit in AREA_BREAKS_HA)]


def size_scale(view: View) -> float:
    """Size of the symbols on a map, as a part of the usual one: the nation has thousands."""
    return _NARROW if view.frame.place.key == NATION else 1.0


def symbol_colours(view: View) -> tuple[str, ...]:
    """Colours of the symbols in the order of their steps."""
    match view.state.symbols:
        case ParkSymbol.GRADE:
            return palette.PARK_GRADES
        case ParkSymbol.FLAGS:
            return palette.PARK_FLAGS
        case ParkSymbol.INTENSITY:
            return (palette.NO_DATA, *palette.RATIO)


def symbol_step(view: View, park: Park) -> int:
    """Position of a park's colour in `symbol_colours`."""
    match view.state.symbols:
        case ParkSymbol.GRADE:
            return 0 if park.grade == "national" else 1
        case ParkSymbol.FLAGS:
            return 1 if park.flags else 0
        case ParkSymbol.INTENSITY:
            found = park.intensity.get(view.state.indicator)
            return found.grade + 1 if found else 0


def _spread(view: View, parks: Sequence[Park]) -> Iterator[tuple[float, float]]:
    """Place the parks of one unit in a sunflower's spiral that keeps within the unit."""
    seen: Counter[PlaceKey] = Counter()
    for park in parks:
        if park.place is None:
            continue
        unit = view.atlas.units[park.place]
        west, south, east, north = unit.bounds
        i = seen[park.place]
        seen[park.place] += 1
        radius = min(east - west, north - south) / 14 * math.sqrt(i)
        angle = i * _GOLDEN_ANGLE
        lon, lat = unit.point
        yield lon + radius * math.cos(angle), lat + radius * math.sin(angle)


def _told(view: View, park: Park) -> str:
    lines = [*park_facts(view, park), *(intensity_line(view, one) for one in _chosen(view, park))]
    return "<br>".join([f"<b>{escaped(park.name_zh)}</b>", *(escaped(line) for line in lines)])


def _chosen(view: View, park: Park) -> list[Any]:
    found = park.intensity.get(view.state.indicator)
    return [found] if found else []
