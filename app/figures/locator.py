"""Where a place lies: a small SVG picture of the places around it, with it marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.atlas import Atlas, Unit
from app.figures import palette
from app.figures.svg_paths import Window, extent, line_paths, unit_paths
from app.figures.viewport import Bounds
from geo.place import NATION, Level, PlaceKey

SIDE: Final = 480
"""The longer side of the picture in its own units."""
SMALL: Final = 26
"""A place that is smaller than this in both directions has a ring around it."""


@dataclass(frozen=True, slots=True)
class Locator:
    """The picture of one place in another one, `around` it."""

    place: Unit
    around: Unit

    def href(self, edition_id: str) -> str:
        """Address of the picture."""
        place = self.place.place
        shown = f"{place.level}-{place.adcode}-in-{self.around.place.adcode}"
        return f"/geo/locator/{edition_id}/{shown}.svg"


@dataclass(frozen=True, slots=True)
class _Ground:
    """Units around a place as they are drawn, whichever of them is marked."""

    window: Window
    size: tuple[int, int]
    units: dict[str, str]
    dash_line: str


def locators(atlas: Atlas, unit: Unit) -> list[Locator]:
    """The province in the nation and the place in its province; none for the nation."""
    above = (unit.place, *atlas.gazetteer.ancestors(unit.place.key))
    province = next((atlas.unit(one.key) for one in above if one.level is Level.PROVINCE), None)
    if province is None:
        return []
    found = [Locator(province, atlas.unit(NATION))]
    if unit.place.adcode != province.place.adcode:
        found.append(Locator(unit, province))
    return found


def locator_svg(atlas: Atlas, locator: Locator) -> str:
    """Draw a locator as an SVG document: the marked place, what holds it, the others."""
    place, around = locator.place.place, locator.around.place
    layer = str(place.level) if around.key == NATION else f"{place.level}-{around.adcode}"
    ground: _Ground = atlas.derived(
        f"locator {layer}", lambda held, _: _ground(held, layer, around.key)
    )
    beside = atlas.siblings(place.key) if place.parent != around.key else []
    tones = {unit.place.adcode: palette.RAMP[0] for unit in beside}
    tones[place.adcode] = palette.RAMP[-1]
    areas = "".join(
        f'<path fill="{tones.get(adcode, palette.LAND)}" d="{path}"/>'
        for adcode, path in ground.units.items()
    )
    width, height = ground.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {width + 8} {height + 8}" '
        f'width="{width + 8}" height="{height + 8}">'
        f'<g stroke="#b9c3c6" stroke-width="1">{areas}</g>'
        f'<g fill="none" stroke="{palette.DASH_LINE}" stroke-width="2.4">{ground.dash_line}</g>'
        f"{_ring(ground, locator.place)}</svg>"
    )


def _ring(ground: _Ground, unit: Unit) -> str:
    west, south, east, north = unit.bounds
    (x0, y0), (x1, y1) = ground.window.point(west, north), ground.window.point(east, south)
    if max(x1 - x0, y1 - y0) > SMALL:
        return ""
    x, y = ground.window.point(*unit.point)
    return (
        f'<circle cx="{x}" cy="{y}" r="16" fill="none" stroke="{palette.MARK}" stroke-width="4"/>'
    )


def _ground(atlas: Atlas, layer: str, around: PlaceKey) -> _Ground:
    bounds: Bounds = atlas.units[around].bounds
    across, down = extent(bounds)
    scale = SIDE / max(across, down)
    window = Window.covering(bounds, across * scale, down * scale)
    is_nation = around == NATION
    return _Ground(
        window,
        (round(across * scale), round(down * scale)),
        dict(unit_paths(atlas, layer, window)),
        line_paths(atlas, "dash-line", window, bounds) if is_nation else "",
    )
