"""The South China Sea inset: the units and colours of the national map as a small SVG picture."""

from __future__ import annotations

from app.atlas import Atlas
from app.figures import palette
from app.figures.svg_paths import Window, line_paths, unit_paths
from app.layers import layer_of
from app.view import View

WIDTH, HEIGHT = 224, 296
"""Size of the picture in its own units, half a pixel each: all coordinates are whole numbers."""


def inset_url(view: View) -> str:
    """Address of the inset of a view; only what decides its colours stands in it."""
    same = view.state.with_(select="", table="closed", panel="place", embed="", lang="zh-CN")
    edition = view.atlas.edition.id
    return f"/geo/inset.svg{same.with_(level=view.level).query()}&edition={edition}"


def inset_svg(view: View) -> str:
    """Draw the inset of a view as an SVG document."""
    shapes = view.atlas.derived(f"inset-{view.level}", _shapes)
    lines = view.atlas.derived("inset-lines", _lines)
    shading = layer_of(view).shade(view)
    colour = {
        unit.place.adcode: shading.colour_of(position) for position, unit in enumerate(view.units)
    }
    areas = "".join(
        f'<path fill="{colour.get(adcode, palette.LAND)}" d="{path}"/>' for adcode, path in shapes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="100%" height="100%" fill="{palette.SEA}"/>'
        f'<g stroke="{palette.EDGE}" stroke-width=".5">{areas}</g>'
        f'<g fill="none" stroke="{palette.PROVINCE_EDGE}" stroke-width="1">{lines[0]}</g>'
        f'<g fill="none" stroke="{palette.DASH_LINE}" stroke-width="2.2">{lines[1]}</g></svg>'
    )


def _shapes(atlas: Atlas, name: str) -> list[tuple[str, str]]:
    """Adcode and path of each unit that reaches into the inset."""
    return unit_paths(atlas, name, _window(atlas))


def _lines(atlas: Atlas, _name: str) -> tuple[str, str]:
    """Paths of the province boundaries and of the dash line."""
    bounds, window = atlas.edition.map_layers["inset-province"].bounds, _window(atlas)
    return (
        line_paths(atlas, "province-lines", window, bounds),
        line_paths(atlas, "dash-line", window, bounds),
    )


def _window(atlas: Atlas) -> Window:
    return Window.covering(atlas.edition.map_layers["inset-province"].bounds, WIDTH, HEIGHT)
